import type { Books } from '../books.ts'
import type { Price, Shapes, Subscription } from '../shapes.ts'
import type { NewLine } from './invoice-draft.ts'

/** Keeps lines for the next invoice, as `create_prorations` does. */
export function addPending(books: Books, it: Subscription, lines: NewLine[]): void {
  for (const line of lines) addInvoiceItem(books, { ...line, customer: it.customer }, it)
}

export function addInvoiceItem(
  books: Books,
  line: NewLine & { customer: string; metadata?: Record<string, string> },
  subscription?: Subscription,
): Shapes['invoiceitem'] {
  const made: Shapes['invoiceitem'] = {
    id: books.id('ii_1'),
    object: 'invoiceitem',
    amount: line.amount,
    currency: line.price.currency,
    customer: line.customer,
    customer_account: null,
    date: books.nowFor(line.customer),
    description: line.description,
    discountable: !line.isProration,
    discounts: [],
    invoice: null,
    livemode: books.kit.settings().livemode,
    metadata: line.metadata ?? {},
    net_amount: line.amount,
    parent: subscription
      ? {
          type: 'subscription_details',
          subscription_details: {
            subscription: subscription.id,
            ...(line.item && { subscription_item: line.item }),
          },
        }
      : null,
    period: line.period,
    pricing: {
      type: 'price_details',
      price_details: { price: line.price.id, product: line.price.product },
      unit_amount_decimal: line.price.unit_amount_decimal,
    },
    proration: line.isProration ?? false,
    quantity: line.quantity,
    // The SDK reads the wire's text into a Decimal; on the wire it is text.
    quantity_decimal: String(line.quantity) as never,
    tax_rates: [],
    test_clock: books.things.clockOf(line.customer),
  }
  books.add('invoiceitem', made, { says: 'invoiceitem.created' })
  return made
}

/** What waits for this subscription's next invoice. */
export function pendingLines(books: Books, it: Subscription): NewLine[] {
  const all = books.things.list('invoiceitem', it.customer).toReversed()
  return all
    .filter(item => item.invoice === null)
    .filter(item => (item.parent?.subscription_details?.subscription ?? it.id) === it.id)
    .map(item => toLine(books, item))
}

export function toLine(books: Books, item: Shapes['invoiceitem']): NewLine {
  const said = item.pricing?.price_details?.price
  const price = books.things.need('price', String(said))
  const si = item.parent?.subscription_details?.subscription_item
  return {
    amount: item.amount,
    description: item.description ?? '',
    price: price satisfies Price,
    quantity: item.quantity,
    period: item.period,
    invoiceItem: item.id,
    isProration: item.proration,
    ...(si && { item: si }),
  }
}

export function takePending(books: Books, lines: NewLine[], invoice: string): void {
  for (const { invoiceItem } of lines) {
    if (invoiceItem) books.change('invoiceitem', { id: invoiceItem, says: null }, { invoice })
  }
}
