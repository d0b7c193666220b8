import { helloTo, momentOf } from '../phrases.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const addressProven: Write<'address_proven'> = ({ name, at }, { product, publicUrl }) => ({
  subject: `Your e-mail address for ${product} is confirmed`,
  heading: 'This address is yours now',
  what: [
    `${helloTo(name)}, this happened on ${momentOf(at)}.`,
    'Whatever opened your account before has ended: other browsers, agents and their keys, ' +
      'links in older mails, and a second factor from before this address was confirmed.',
  ],
  press: { words: 'Look at your sign-ins', url: `${publicUrl}${PAGES.security}` },
  who: [
    'Sign your agents in again with: content login',
    'If it was not you, answer this at once: choose a new password.',
  ],
})
