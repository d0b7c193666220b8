import { helloTo, spanOf } from '../../phrases.rules.ts'
import { say } from '../../said.rules.ts'
import type { Write } from '../../words.ts'

export const verify: Write<'verify'> = ({ name, minutes, link }, { product }) => ({
  subject: say`Confirm your e-mail address for ${product}`,
  heading: say`Is this your address?`,
  what: [say`${helloTo(name)}, somebody signed up to ${product} with this address.`],
  button: { words: say`Yes, this is mine`, url: link },
  who: [
    say`The button works once, within ${spanOf(minutes)}, where you are signed in.`,
    say`If it was not you, do nothing: the address is not confirmed, and we send no news to it.`,
  ],
})
