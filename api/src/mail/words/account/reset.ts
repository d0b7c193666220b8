import { helloTo, spanOf } from '../../phrases.rules.ts'
import { say } from '../../said.rules.ts'
import type { Write } from '../../words.ts'

export const reset: Write<'reset'> = ({ name, minutes, link }, { product }) => ({
  subject: say`Choose a new password`,
  heading: say`Choose a new password`,
  what: [say`${helloTo(name)}, somebody asked for a new password for ${product}.`],
  button: { words: say`Choose a new password`, url: link },
  who: [
    say`The button works once, within ${spanOf(minutes)}.`,
    say`If it was not you, do nothing: your password stays as it is.`,
  ],
})
