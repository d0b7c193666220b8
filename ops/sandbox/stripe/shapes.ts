import type Stripe from 'stripe'

/** A Stripe object as it lies in the books: what could be expanded is an id. */
export type Flat<T> = {
  [K in keyof T]: [Extract<T[K], string>] extends [never] ? T[K] : Exclude<T[K], { id: string }>
}

/** Everything the sandbox keeps, by the word in its `object` field. */
export interface Shapes {
  product: Flat<Stripe.Product>
  price: Flat<Stripe.Price>
  customer: Flat<Stripe.Customer> | Stripe.DeletedCustomer
  payment_method: Flat<Stripe.PaymentMethod>
  payment_intent: Flat<Stripe.PaymentIntent>
  setup_intent: Flat<Stripe.SetupIntent>
  charge: Flat<Stripe.Charge>
  refund: Flat<Stripe.Refund>
  subscription: Flat<Stripe.Subscription>
  subscription_schedule: Flat<Stripe.SubscriptionSchedule>
  invoice: Flat<Stripe.Invoice>
  invoiceitem: Flat<Stripe.InvoiceItem>
  invoice_payment: Flat<Stripe.InvoicePayment>
  'checkout.session': Flat<Stripe.Checkout.Session>
  'billing_portal.session': Flat<Stripe.BillingPortal.Session>
  'billing_portal.configuration': Flat<Stripe.BillingPortal.Configuration>
  'test_helpers.test_clock': Stripe.TestHelpers.TestClock
  webhook_endpoint: Stripe.WebhookEndpoint
  event: BookedEvent
}
export type Kind = keyof Shapes

export interface BookedEvent {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: unknown; previous_attributes?: Record<string, unknown> }
  livemode: boolean
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null } | null
  type: string
}

export type Customer = Flat<Stripe.Customer>
export type Subscription = Shapes['subscription']
export type Item = Stripe.SubscriptionItem
export type Invoice = Shapes['invoice']
export type InvoiceLine = Flat<Stripe.InvoiceLineItem>
export type Price = Shapes['price']
export type PaymentIntent = Shapes['payment_intent']
export type PaymentMethod = Shapes['payment_method']
export type Session = Shapes['checkout.session']
export type Schedule = Shapes['subscription_schedule']
export type Clock = Shapes['test_helpers.test_clock']

/** What Stripe knows and does not show, by kind. */
export interface Owns {
  payment_method: { card: string }
  subscription: {
    isTrialEndTold?: boolean
    /** The period end that `invoice.upcoming` was already said for. */
    upcomingFor?: number
    /** Set while the first invoice waits to be paid. */
    incompleteUntil?: number
  }
  invoice: {
    payment?: string
    firstFailedAt?: number
    /** A subscription change that only counts once this invoice is paid. */
    pendingUpdate?: { price: string; item: string }
  }
  'checkout.session': {
    lines: { id: string; price: string; quantity: number }[]
    subscription: {
      trialDays?: number
      trialEnd?: number
      metadata: Record<string, string>
      description?: string
      missing: 'cancel' | 'create_invoice' | 'pause'
    }
    payment: { metadata: Record<string, string>; description?: string; invoice: boolean }
    /** The card and address typed on the page while a bank is asked. */
    waiting?: { card: string; email: string; name: string; intent: string | null }
  }
  'billing_portal.session': { secret: string; return: string | null }
  'test_helpers.test_clock': { first: number; target?: number }
  webhook_endpoint: { secrets: { secret: string; until: number | null }[] }
  event: { recordedAt: number; clock: string | null }
  charge: { invoice?: string }
}
export type Own<K extends Kind> = K extends keyof Owns ? Owns[K] : Record<string, never>

/** A list as every Stripe end point answers it. */
export function listOf<T>(url: string, data: T[], hasMore = false) {
  return { object: 'list' as const, url, has_more: hasMore, data }
}
