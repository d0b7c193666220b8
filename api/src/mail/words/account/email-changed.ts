import { helloTo, momentOf } from '../../phrases.rules.ts'
import { safe, spelled } from '../../safe-text.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const emailChanged: Write<'email_changed'> = (
  { name, newEmail, at },
  { product, publicUrl },
) => ({
  subject: safe`Your e-mail address for ${product} was changed`,
  heading: safe`This address no longer signs you in`,
  what: [safe`${helloTo(name)}, on ${momentOf(at)} your address became ${spelled(newEmail)}.`],
  button: { words: safe`Look at your sign-ins`, url: `${publicUrl}${PAGES.security}` },
  who: [
    safe`If it was not you, answer this at once: choose a new password and sign out
    everywhere.`,
  ],
})
