import { helloTo, spanOf } from '../../phrases.rules.ts'
import { safe } from '../../safe-text.rules.ts'
import type { Write } from '../../words.ts'

export const emailChange: Write<'email_change'> = ({ name, minutes, link }, { product }) => ({
  subject: safe`Confirm your new e-mail address`,
  heading: safe`Use this address from now on?`,
  what: [safe`${helloTo(name)}, somebody wants to sign in to ${product} with this address.`],
  button: { words: safe`Use this address`, url: link },
  who: [
    safe`The button works once, within ${spanOf(minutes)}. Until then the older address counts.`,
    safe`If it was not you, do nothing.`,
  ],
})
