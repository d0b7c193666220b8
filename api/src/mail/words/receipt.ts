import { moneyOf, oneLine } from '../phrases.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const receipt: Write<'receipt'> = (
  { amountCents, currency, number, url },
  { product, publicUrl },
) => ({
  subject: `Your receipt from ${product}`,
  heading: `Thank you for ${moneyOf(amountCents, currency)}`,
  what: [
    'Your payment went through.',
    ...(number === null ? [] : [`Invoice ${oneLine(number, 60)}.`]),
  ],
  press: { words: 'See the invoice', url: url ?? `${publicUrl}${PAGES.billing}` },
  who: ['There is nothing to do. All invoices are under Billing.'],
})
