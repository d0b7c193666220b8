import { helloTo, momentOf, oneLine } from '../phrases.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const emailChanged: Write<'email_changed'> = (
  { name, newEmail, at },
  { product, publicUrl },
) => ({
  subject: `Your e-mail address for ${product} was changed`,
  heading: 'This address no longer signs you in',
  what: [`${helloTo(name)}, on ${momentOf(at)} your address became ${oneLine(newEmail, 254)}.`],
  press: { words: 'Look at your sign-ins', url: `${publicUrl}${PAGES.security}` },
  who: ['If it was not you, answer this at once: choose a new password and sign out everywhere.'],
})
