import { dayOf, helloTo } from '../phrases.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const deletionPlanned: Write<'deletion_planned'> = (
  { name, at },
  { product, publicUrl },
) => ({
  subject: `Your ${product} account will be deleted`,
  heading: `Your account ends on ${dayOf(at)}`,
  what: [
    `${helloTo(name)}, you asked for this. On that day everything we hold is deleted.`,
    'What is published on your channels stays there.',
  ],
  press: { words: 'Keep the account', url: `${publicUrl}${PAGES.privacy}` },
  who: ['You can change your mind until then. After that nobody can bring it back.'],
})
