import { say, strangersName } from '../../said.rules.ts'
import type { Write } from '../../words.ts'

export const accountDeleted: Write<'account_deleted'> = ({ name }, { product }) => ({
  subject: say`Your ${product} account is deleted`,
  heading: say`Your account is deleted`,
  what: [
    say`Goodbye ${strangersName(name, say`for now`)}. What we held about you is gone.`,
    say`So is our access to your channels.`,
    say`What is published there stays there.`,
    // The tombstones see to it, at every start.
    say`Backups from before may still know you. If one is ever put back, you are deleted again
      first.`,
  ],
  who: [say`There is nothing to do. You can sign up again at any time.`],
})
