import { dayOf, moneyOf } from '../../phrases.rules.ts'
import { say } from '../../said.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const paymentFailed: Write<'payment_failed'> = (
  { amountCents, currency, graceUntil, attempt },
  { publicUrl },
) => ({
  subject: attempt > 1 ? say`Your payment failed again` : say`Your payment did not go through`,
  heading: say`Your payment did not go through`,
  what: [
    say`Your bank did not allow ${moneyOf(amountCents, currency)}.`,
    say`Your plan stays as it is until ${dayOf(graceUntil)}.`,
  ],
  button: { words: say`Change the card`, url: `${publicUrl}${PAGES.billing}` },
  who: [
    say`You can mend this with another card, or by asking your bank. We try again
    meanwhile.`,
  ],
})
