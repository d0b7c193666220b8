import { dayOf, moneyOf } from '../../phrases.rules.ts'
import { safe } from '../../safe-text.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const paymentFailed: Write<'payment_failed'> = (
  { amountCents, currency, graceUntil, attempt },
  { publicUrl },
) => ({
  subject: attempt > 1 ? safe`Your payment failed again` : safe`Your payment did not go through`,
  heading: safe`Your payment did not go through`,
  what: [
    safe`Your bank did not allow ${moneyOf(amountCents, currency)}.`,
    safe`Your plan stays as it is until ${dayOf(graceUntil)}.`,
  ],
  button: { words: safe`Change the card`, url: `${publicUrl}${PAGES.billing}` },
  who: [
    safe`You can mend this with another card, or by asking your bank. We try again
    meanwhile.`,
  ],
})
