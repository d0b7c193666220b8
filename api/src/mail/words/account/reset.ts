import { helloTo, spanOf } from '../../phrases.rules.ts'
import { safe } from '../../safe-text.rules.ts'
import type { Write } from '../../words.ts'

export const reset: Write<'reset'> = ({ name, minutes, link }, { product }) => ({
  subject: safe`Choose a new password`,
  heading: safe`Choose a new password`,
  what: [safe`${helloTo(name)}, somebody asked for a new password for ${product}.`],
  button: { words: safe`Choose a new password`, url: link },
  who: [
    safe`The button works once, within ${spanOf(minutes)}.`,
    safe`If it was not you, do nothing: your password stays as it is.`,
  ],
})
