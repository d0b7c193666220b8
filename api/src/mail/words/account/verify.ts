import { helloTo, spanOf } from '../../phrases.rules.ts'
import { safe } from '../../safe-text.rules.ts'
import type { Write } from '../../words.ts'

export const verify: Write<'verify'> = ({ name, minutes, link }, { product }) => ({
  subject: safe`Confirm your e-mail address for ${product}`,
  heading: safe`Is this your address?`,
  what: [safe`${helloTo(name)}, somebody signed up to ${product} with this address.`],
  button: { words: safe`Yes, this is mine`, url: link },
  who: [
    safe`The button works once, within ${spanOf(minutes)}, where you are signed in.`,
    safe`If it was not you, do nothing: the address is not confirmed, and we send no news to it.`,
  ],
})
