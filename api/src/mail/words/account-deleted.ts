import { strangersName } from '../phrases.rules.ts'
import type { Write } from '../words.ts'

export const accountDeleted: Write<'account_deleted'> = ({ name }, { product }) => ({
  subject: `Your ${product} account is deleted`,
  heading: 'Your account is deleted',
  what: [
    `Goodbye ${strangersName(name, 'for now')}. What we held about you is gone.`,
    'So is our access to your channels.',
    'What is published there stays there.',
    // The tombstones see to it, at every start.
    'Backups from before may still know you. If one is ever put back, you are deleted again first.',
  ],
  who: ['There is nothing to do. You can sign up again at any time.'],
})
