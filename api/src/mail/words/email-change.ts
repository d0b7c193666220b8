import { helloTo, spanOf } from '../phrases.rules.ts'
import type { Write } from '../words.ts'

export const emailChange: Write<'email_change'> = ({ name, minutes, link }, { product }) => ({
  subject: 'Confirm your new e-mail address',
  heading: 'Use this address from now on?',
  what: [`${helloTo(name)}, somebody wants to sign in to ${product} with this address.`],
  press: { words: 'Use this address', url: link },
  who: [
    `The button works once, within ${spanOf(minutes)}. Until then the older address counts.`,
    'If it was not you, do nothing.',
  ],
})
