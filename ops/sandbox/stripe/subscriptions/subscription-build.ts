import type Stripe from 'stripe'
import type { Books } from '../books.ts'
import { addIntervals } from '../dues.ts'
import type { NewLine } from '../invoices/invoice-draft.ts'
import { type Item, listOf, type Price, type Subscription } from '../shapes.ts'

export interface NewSubscription {
  customer: string
  items: { price: Price; quantity: number; metadata?: Record<string, string> }[]
  trialEnd: number | null
  metadata: Record<string, string>
  description: string | null
  method: string | null
  missing: 'cancel' | 'create_invoice' | 'pause'
}

export const everyOf = (price: Price) => ({
  interval: price.recurring?.interval ?? 'month',
  count: price.recurring?.interval_count ?? 1,
})

/** A subscription that has just begun, before anything was paid. */
export function buildSubscription(books: Books, it: NewSubscription): Subscription {
  const id = books.id('sub_1')
  const now = books.nowFor(it.customer)
  const anchor = it.trialEnd ?? now
  const [first] = it.items
  const end = it.trialEnd ?? (first ? addIntervals(now, 1, everyOf(first.price)) : now)
  const period = { start: now, end }
  const items = it.items.map(item => buildItem(books, { ...item, subscription: id, period }))
  return {
    ...DEFAULTS,
    id,
    billing_cycle_anchor: anchor,
    created: now,
    currency: first?.price.currency ?? 'usd',
    customer: it.customer,
    default_payment_method: it.method,
    description: it.description,
    items: listOf(`/v1/subscription_items?subscription=${id}`, items),
    livemode: books.kit.settings().livemode,
    metadata: it.metadata,
    start_date: now,
    status: it.trialEnd ? 'trialing' : 'incomplete',
    test_clock: books.things.clockOf(it.customer),
    trial_end: it.trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: 'unchanged', missing_payment_method: it.missing },
    },
    trial_start: it.trialEnd ? now : null,
  }
}

interface NewItem {
  price: Price
  quantity: number
  subscription: string
  period: { start: number; end: number }
  metadata?: Record<string, string>
}

export function buildItem(books: Books, it: NewItem): Item {
  return {
    id: books.id('si_', 14),
    object: 'subscription_item',
    billing_thresholds: null,
    created: it.period.start,
    current_period_end: it.period.end,
    current_period_start: it.period.start,
    current_trial: null,
    discounts: [],
    metadata: it.metadata ?? {},
    plan: planOf(it.price),
    // What an item embeds is the price with its product as an id, as the wire has it.
    price: it.price as Stripe.Price,
    quantity: it.quantity,
    subscription: it.subscription,
    tax_rates: [],
  }
}

/** The old shape of a price that items still carry. */
export function planOf(price: Price): Stripe.Plan {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval: everyOf(price).interval as 'month',
    interval_count: everyOf(price).count,
    livemode: price.livemode,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  }
}

/** One line for each item over its current period; during a trial they cost nothing. */
export function cycleLines(books: Books, subscription: Subscription): NewLine[] {
  const isTrial = subscription.status === 'trialing'
  return subscription.items.data.map(item => {
    // Items embed what `buildItem` put there.
    const price = item.price as unknown as Price
    const quantity = item.quantity ?? 1
    const name = nameOf(books, price)
    const cents = price.unit_amount ?? 0
    const amount = isTrial ? 0 : cents * quantity
    const cost = `$${(cents / 100).toFixed(2)} / ${everyOf(price).interval}`
    const description = isTrial ? `Trial period for ${name}` : `${quantity} × ${name} (at ${cost})`
    const period = { start: item.current_period_start, end: item.current_period_end }
    return { amount, description, price, quantity, period, item: item.id }
  })
}

export function nameOf(books: Books, price: Price): string {
  return books.things.find('product', price.product)?.name ?? 'Product'
}

const DEFAULTS = {
  object: 'subscription' as const,
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor_config: null,
  billing_mode: {
    type: 'flexible' as const,
    flexible: { proration_discounts: 'included' as const },
  },
  billing_schedules: [],
  billing_thresholds: null,
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
  collection_method: 'charge_automatically' as const,
  customer_account: null,
  days_until_due: null,
  default_source: null,
  default_tax_rates: [],
  discounts: [],
  ended_at: null,
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: 'self' as const },
  },
  latest_invoice: null,
  managed_payments: null,
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  payment_settings: {
    payment_method_options: null,
    payment_method_types: null,
    save_default_payment_method: 'off' as const,
  },
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  transfer_data: null,
}
