import { helloTo, spanOf } from '../phrases.rules.ts'
import type { Write } from '../words.ts'

export const reset: Write<'reset'> = ({ name, minutes, link }, { product }) => ({
  subject: 'Choose a new password',
  heading: 'Choose a new password',
  what: [`${helloTo(name)}, somebody asked for a new password for ${product}.`],
  press: { words: 'Choose a new password', url: link },
  who: [
    `The button works once, within ${spanOf(minutes)}.`,
    'If it was not you, do nothing: your password stays as it is.',
  ],
})
