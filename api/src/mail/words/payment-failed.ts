import { dayOf, moneyOf } from '../phrases.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const paymentFailed: Write<'payment_failed'> = (
  { amountCents, currency, graceUntil, attempt },
  { publicUrl },
) => ({
  subject: attempt > 1 ? 'Your payment failed again' : 'Your payment did not go through',
  heading: 'Your payment did not go through',
  what: [
    `Your bank did not allow ${moneyOf(amountCents, currency)}.`,
    `Your plan stays as it is until ${dayOf(graceUntil)}.`,
  ],
  press: { words: 'Change the card', url: `${publicUrl}${PAGES.billing}` },
  who: ['You can mend this with another card, or by asking your bank. We try again meanwhile.'],
})
