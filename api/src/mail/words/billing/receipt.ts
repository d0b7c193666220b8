import { moneyOf } from '../../phrases.rules.ts'
import { say, told } from '../../said.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const receipt: Write<'receipt'> = (
  { amountCents, currency, number, url },
  { product, publicUrl },
) => ({
  subject: say`Your receipt from ${product}`,
  heading: say`Thank you for ${moneyOf(amountCents, currency)}`,
  what: [
    say`Your payment went through.`,
    ...(number === null ? [] : [say`Invoice ${told(number, 60)}.`]),
  ],
  button: { words: say`See the invoice`, url: url ?? `${publicUrl}${PAGES.billing}` },
  who: [say`There is nothing to do. All invoices are under Billing.`],
})
