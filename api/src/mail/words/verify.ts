import { helloTo, spanOf } from '../phrases.rules.ts'
import type { Write } from '../words.ts'

export const verify: Write<'verify'> = ({ name, minutes, link }, { product }) => ({
  subject: `Confirm your e-mail address for ${product}`,
  heading: 'Is this your address?',
  what: [`${helloTo(name)}, somebody signed up to ${product} with this address.`],
  press: { words: 'Yes, this is mine', url: link },
  who: [
    `The button works once, within ${spanOf(minutes)}, where you are signed in.`,
    'If it was not you, do nothing: the address is not confirmed, and we send no news to it.',
  ],
})
