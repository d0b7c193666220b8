import { helloTo, momentOf } from '../../phrases.rules.ts'
import { say } from '../../said.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const addressProven: Write<'address_proven'> = ({ name, at }, { product, publicUrl }) => ({
  subject: say`Your e-mail address for ${product} is confirmed`,
  heading: say`This address is yours now`,
  what: [
    say`${helloTo(name)}, this happened on ${momentOf(at)}.`,
    say`Whatever opened your account before has ended: other browsers, agents and their keys,
      links in older mails, and a second factor from before this address was confirmed.`,
  ],
  button: { words: say`Look at your sign-ins`, url: `${publicUrl}${PAGES.security}` },
  who: [
    say`Sign your agents in again with: content login`,
    say`If it was not you, answer this at once: choose a new password.`,
  ],
})
