import { helloTo, momentOf } from '../../phrases.rules.ts'
import { safe } from '../../safe-text.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const addressProven: Write<'address_proven'> = ({ name, at }, { product, publicUrl }) => ({
  subject: safe`Your e-mail address for ${product} is confirmed`,
  heading: safe`This address is yours now`,
  what: [
    safe`${helloTo(name)}, this happened on ${momentOf(at)}.`,
    safe`Whatever opened your account before has ended: other browsers, agents and their keys,
      links in older mails, and a second factor from before this address was confirmed.`,
  ],
  button: { words: safe`Look at your sign-ins`, url: `${publicUrl}${PAGES.security}` },
  who: [
    safe`Sign your agents in again with: content login`,
    safe`If it was not you, answer this at once: choose a new password.`,
  ],
})
