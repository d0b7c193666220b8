import { dayOf, helloTo } from '../../phrases.rules.ts'
import { say } from '../../said.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const deletionPlanned: Write<'deletion_planned'> = (
  { name, at },
  { product, publicUrl },
) => ({
  subject: say`Your ${product} account will be deleted`,
  heading: say`Your account ends on ${dayOf(at)}`,
  what: [
    say`${helloTo(name)}, you asked for this. On that day everything we hold is deleted.`,
    say`What is published on your channels stays there.`,
  ],
  button: { words: say`Keep the account`, url: `${publicUrl}${PAGES.privacy}` },
  who: [say`You can change your mind until then. After that nobody can bring it back.`],
})
