import { dayOf, helloTo } from '../../phrases.rules.ts'
import { safe } from '../../safe-text.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const deletionPlanned: Write<'deletion_planned'> = (
  { name, at },
  { product, publicUrl },
) => ({
  subject: safe`Your ${product} account will be deleted`,
  heading: safe`Your account ends on ${dayOf(at)}`,
  what: [
    safe`${helloTo(name)}, you asked for this. On that day everything we hold is deleted.`,
    safe`What is published on your channels stays there.`,
  ],
  button: { words: safe`Keep the account`, url: `${publicUrl}${PAGES.privacy}` },
  who: [safe`You can change your mind until then. After that nobody can bring it back.`],
})
