import { helloTo, momentOf } from '../../phrases.rules.ts'
import { nameOf, placeOf, safe } from '../../safe-text.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const signedIn: Write<'signed_in'> = (
  { name, address, browser, at },
  { product, publicUrl },
) => ({
  subject: safe`New sign-in to ${product}`,
  heading: safe`A new browser signed in`,
  what: [
    safe`${helloTo(name)}, somebody signed in with your password on ${momentOf(at)}.`,
    safe`With: ${nameOf(browser)}. From: ${placeOf(address)}.`,
  ],
  button: { words: safe`Look at your sign-ins`, url: `${publicUrl}${PAGES.security}` },
  who: [
    safe`If it was you, there is nothing to do.`,
    safe`If not: press the button, sign out everywhere, and choose a new password.`,
  ],
})
