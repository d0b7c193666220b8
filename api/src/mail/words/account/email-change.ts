import { helloTo, spanOf } from '../../phrases.rules.ts'
import { say } from '../../said.rules.ts'
import type { Write } from '../../words.ts'

export const emailChange: Write<'email_change'> = ({ name, minutes, link }, { product }) => ({
  subject: say`Confirm your new e-mail address`,
  heading: say`Use this address from now on?`,
  what: [say`${helloTo(name)}, somebody wants to sign in to ${product} with this address.`],
  button: { words: say`Use this address`, url: link },
  who: [
    say`The button works once, within ${spanOf(minutes)}. Until then the older address counts.`,
    say`If it was not you, do nothing.`,
  ],
})
