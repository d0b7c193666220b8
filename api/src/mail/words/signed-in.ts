import { helloTo, momentOf, oneLine, unlinked } from '../phrases.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const signedIn: Write<'signed_in'> = (
  { name, address, browser, at },
  { product, publicUrl },
) => ({
  subject: `New sign-in to ${product}`,
  heading: 'A new browser signed in',
  what: [
    `${helloTo(name)}, somebody signed in with your password on ${momentOf(at)}.`,
    `With: ${unlinked(browser)}. From: ${oneLine(address, 60)}.`,
  ],
  press: { words: 'Look at your sign-ins', url: `${publicUrl}${PAGES.security}` },
  who: [
    'If it was you, there is nothing to do.',
    'If not: press the button, sign out everywhere, and choose a new password.',
  ],
})
