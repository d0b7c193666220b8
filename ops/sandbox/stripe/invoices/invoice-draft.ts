import type { Books } from '../books.ts'
import { customerOf } from '../customers.ts'
import { DRAFT_SECONDS } from '../dues.ts'
import { type Invoice, type InvoiceLine, listOf, type Price, type Subscription } from '../shapes.ts'

export interface NewLine {
  amount: number
  description: string
  price: Price
  quantity: number
  period: { start: number; end: number }
  /** The subscription item it bills; without one it is an invoice item. */
  item?: string
  invoiceItem?: string
  isProration?: boolean
}

export interface NewInvoice {
  customer: string
  subscription?: Subscription
  reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update' | 'manual'
  lines: NewLine[]
  period: { start: number; end: number }
  isAutomatic: boolean
  currency?: string
  description?: string | null
  metadata?: Record<string, string>
}

/** A draft, and what is said about a new one. */
export function draftInvoice(books: Books, it: NewInvoice): Invoice {
  const id = books.id('in_1')
  const customer = customerOf(books, it.customer)
  const now = books.nowFor(it.customer)
  const { subscription } = it
  const made: Invoice = {
    ...DEFAULTS,
    id,
    auto_advance: it.isAutomatic,
    automatically_finalizes_at: it.isAutomatic ? now + DRAFT_SECONDS : null,
    billing_reason: it.reason,
    created: now,
    currency: it.currency ?? it.lines[0]?.price.currency ?? 'usd',
    customer: it.customer,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    description: it.description ?? null,
    lines: listOf(`/v1/invoices/${id}/lines`, []),
    livemode: books.kit.settings().livemode,
    metadata: it.metadata ?? {},
    parent: subscription
      ? {
          type: 'subscription_details',
          quote_details: null,
          subscription_details: {
            metadata: subscription.metadata,
            subscription: subscription.id,
          },
        }
      : null,
    period_end: it.period.end,
    period_start: it.period.start,
    starting_balance: customer.balance,
    test_clock: customer.test_clock ?? null,
  }
  const billed = { ...made, subscription: subscription?.id ?? null }
  const lines = it.lines.map(line => invoiceLineOf(books, billed, line))
  const filled = { ...made, ...totals({ ...made, lines: { ...made.lines, data: lines } }) }
  books.add('invoice', filled, { says: 'invoice.created' })
  return filled
}

/** The sums that follow from the lines and the customer's balance. */
function totals(invoice: Invoice): Partial<Invoice> {
  const subtotal = invoice.lines.data.reduce((sum, line) => sum + line.amount, 0)
  const amount_due = Math.max(0, subtotal + invoice.starting_balance)
  return {
    lines: invoice.lines,
    subtotal,
    subtotal_excluding_tax: subtotal,
    total: subtotal,
    total_excluding_tax: subtotal,
    amount_due,
    amount_remaining: amount_due - invoice.amount_paid,
  }
}

function invoiceLineOf(books: Books, invoice: Billed, it: NewLine) {
  const { subscription } = invoice
  const proration = it.isProration ?? false
  const proration_details = proration ? { credited_items: null } : null
  const made: InvoiceLine = {
    id: books.id('il_1'),
    object: 'line_item',
    amount: it.amount,
    currency: it.price.currency,
    description: it.description,
    discount_amounts: [],
    discountable: !proration,
    discounts: [],
    invoice: invoice.id,
    livemode: invoice.livemode,
    metadata: {},
    parent: it.item
      ? {
          type: 'subscription_item_details',
          invoice_item_details: null,
          subscription_item_details: {
            invoice_item: it.invoiceItem ?? null,
            proration,
            proration_details,
            subscription,
            subscription_item: it.item,
          },
        }
      : {
          type: 'invoice_item_details',
          subscription_item_details: null,
          invoice_item_details: {
            invoice_item: it.invoiceItem ?? books.id('ii_1'),
            proration,
            proration_details,
            subscription,
          },
        },
    period: it.period,
    pretax_credit_amounts: [],
    pricing: {
      type: 'price_details',
      price_details: { price: it.price.id, product: it.price.product },
      unit_amount_decimal: it.price.unit_amount_decimal,
    },
    quantity: it.quantity,
    // The SDK reads the wire's text into a Decimal; on the wire it is text.
    quantity_decimal: String(it.quantity) as never,
    subscription,
    subtotal: it.amount,
    taxes: [],
  }
  return made
}

type Billed = Pick<Invoice, 'id' | 'livemode'> & { subscription: string | null }

/** The subscription an invoice bills, if any. */
export function billedSubscription(invoice: Invoice): string | null {
  const said = invoice.parent?.subscription_details?.subscription
  return typeof said === 'string' ? said : null
}

const DEFAULTS = {
  object: 'invoice' as const,
  account_country: 'US',
  account_name: 'Content Creation',
  account_tax_ids: null,
  amount_due: 0,
  amount_overpaid: 0,
  amount_paid: 0,
  amount_remaining: 0,
  amount_shipping: 0,
  application: null,
  attempt_count: 0,
  attempted: false,
  automatic_tax: {
    disabled_reason: null,
    enabled: false,
    liability: null,
    provider: null,
    status: null,
  },
  collection_method: 'charge_automatically' as const,
  custom_fields: null,
  customer_account: null,
  customer_shipping: null,
  customer_tax_exempt: 'none' as const,
  customer_tax_ids: [],
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  discounts: [],
  due_date: null,
  effective_at: null,
  ending_balance: null,
  footer: null,
  from_invoice: null,
  hosted_invoice_url: null,
  invoice_pdf: null,
  issuer: { type: 'self' as const },
  last_finalization_error: null,
  latest_revision: null,
  next_payment_attempt: null,
  number: null,
  on_behalf_of: null,
  payment_settings: {
    default_mandate: null,
    payment_method_options: null,
    payment_method_types: null,
  },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  starting_balance: 0,
  statement_descriptor: null,
  status: 'draft' as const,
  status_transitions: {
    finalized_at: null,
    marked_uncollectible_at: null,
    paid_at: null,
    voided_at: null,
  },
  subtotal: 0,
  subtotal_excluding_tax: 0,
  total: 0,
  total_discount_amounts: [],
  total_excluding_tax: 0,
  total_pretax_credit_amounts: [],
  total_taxes: [],
  webhooks_delivered_at: null,
}
