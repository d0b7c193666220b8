import { helloTo, momentOf } from '../../phrases.rules.ts'
import { say, spelled } from '../../said.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const emailChanged: Write<'email_changed'> = (
  { name, newEmail, at },
  { product, publicUrl },
) => ({
  subject: say`Your e-mail address for ${product} was changed`,
  heading: say`This address no longer signs you in`,
  what: [say`${helloTo(name)}, on ${momentOf(at)} your address became ${spelled(newEmail)}.`],
  button: { words: say`Look at your sign-ins`, url: `${publicUrl}${PAGES.security}` },
  who: [
    say`If it was not you, answer this at once: choose a new password and sign out
    everywhere.`,
  ],
})
