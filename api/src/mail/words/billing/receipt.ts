import { moneyOf } from '../../phrases.rules.ts'
import { safe, sanitized } from '../../safe-text.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const receipt: Write<'receipt'> = (
  { amountCents, currency, number, url },
  { product, publicUrl },
) => ({
  subject: safe`Your receipt from ${product}`,
  heading: safe`Thank you for ${moneyOf(amountCents, currency)}`,
  what: [
    safe`Your payment went through.`,
    ...(number === null ? [] : [safe`Invoice ${sanitized(number, 60)}.`]),
  ],
  button: { words: safe`See the invoice`, url: url ?? `${publicUrl}${PAGES.billing}` },
  who: [safe`There is nothing to do. All invoices are under Billing.`],
})
