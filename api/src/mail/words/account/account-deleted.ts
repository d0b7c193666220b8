import { safe, strangersName } from '../../safe-text.rules.ts'
import type { Write } from '../../words.ts'

export const accountDeleted: Write<'account_deleted'> = ({ name }, { product }) => ({
  subject: safe`Your ${product} account is deleted`,
  heading: safe`Your account is deleted`,
  what: [
    safe`Goodbye ${strangersName(name, safe`for now`)}. What we held about you is gone.`,
    safe`So is our access to your channels.`,
    safe`What is published there stays there.`,
    // The tombstones see to it, at every start.
    safe`Backups from before may still know you. If one is ever put back, you are deleted again
      first.`,
  ],
  who: [safe`There is nothing to do. You can sign up again at any time.`],
})
