import { helloTo, momentOf } from '../../phrases.rules.ts'
import { nameOf, placeOf, say } from '../../said.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const signedIn: Write<'signed_in'> = (
  { name, address, browser, at },
  { product, publicUrl },
) => ({
  subject: say`New sign-in to ${product}`,
  heading: say`A new browser signed in`,
  what: [
    say`${helloTo(name)}, somebody signed in with your password on ${momentOf(at)}.`,
    say`With: ${nameOf(browser)}. From: ${placeOf(address)}.`,
  ],
  button: { words: say`Look at your sign-ins`, url: `${publicUrl}${PAGES.security}` },
  who: [
    say`If it was you, there is nothing to do.`,
    say`If not: press the button, sign out everywhere, and choose a new password.`,
  ],
})
