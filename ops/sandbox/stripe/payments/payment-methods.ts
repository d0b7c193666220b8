import type { Books } from '../books.ts'
import { customerOf } from '../customers.ts'
import { invalid, missing, StripeError } from '../errors.ts'
import type { PaymentMethod, Subscription } from '../shapes.ts'
import { type Card, canBeSaved, cardOf } from './cards.ts'

/** Makes a card anew, attached to nobody. */
export function addPaymentMethod(
  books: Books,
  card: Card,
  billing: { email?: string | null; name?: string | null } = {},
): PaymentMethod {
  const made: PaymentMethod = {
    id: books.id('pm_1'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: {
      address: NO_ADDRESS,
      email: billing.email ?? null,
      name: billing.name ?? null,
      phone: null,
      tax_id: null,
    },
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: null,
        cvc_check: 'pass',
      },
      country: 'US',
      display_brand: card.brand,
      exp_month: 12,
      exp_year: 2034,
      fingerprint: `sandbox${card.number.slice(-8)}`,
      funding: 'credit',
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: books.now(null),
    customer: null,
    customer_account: null,
    livemode: books.kit.settings().livemode,
    metadata: {},
    type: 'card',
  }
  books.add('payment_method', made, { own: { card: card.number } })
  return made
}

export const NO_ADDRESS = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
}

/** A saved card by id, or a new one by a test token such as `pm_card_visa`. */
export function takePaymentMethod(books: Books, methodId: string, param: string): PaymentMethod {
  const found = books.things.find('payment_method', methodId)
  if (found) return found
  const card = methodId.startsWith('pm_card_') ? cardOf(methodId) : undefined
  if (!card) throw missing('PaymentMethod', methodId, param)
  return addPaymentMethod(books, card)
}

export function attach(books: Books, id: string, customer: string): PaymentMethod {
  const method = books.things.need('payment_method', id)
  if (method.customer === customer) return method
  if (method.customer) {
    const says = 'The payment method you provided has already been attached to a customer.'
    throw invalid(says, 'payment_method', 'payment_method_unexpected_state')
  }
  if (!canBeSaved(cardFor(books, id))) throw declined(cardFor(books, id))
  customerOf(books, customer, 'customer')
  return books.change('payment_method', { id, says: 'payment_method.attached' }, { customer })
}

export function setDefault(books: Books, customer: string, id: string | null): void {
  const before = customerOf(books, customer)
  const invoice_settings = { ...before.invoice_settings, default_payment_method: id }
  books.change('customer', { id: customer }, { invoice_settings })
}

/** The card a renewal is charged to: the subscription's own, else the customer's. */
export function methodFor(
  books: Books,
  customer: string,
  subscription?: Subscription,
): string | null {
  const own = subscription?.default_payment_method
  if (own) return own
  const method = customerOf(books, customer).invoice_settings.default_payment_method
  return typeof method === 'string' ? method : null
}

export function cardFor(books: Books, methodId: string): Card {
  const { card } = books.things.own('payment_method', methodId)
  const found = cardOf(card)
  if (!found) throw missing('PaymentMethod', methodId)
  return found
}

/** Stripe's 402 for a card that says no. */
export function declined(card: Card, intent?: object): StripeError {
  const isPoor = card.declineCode === 'insufficient_funds'
  return new StripeError(
    402,
    {
      type: 'card_error',
      code: 'card_declined',
      decline_code: card.declineCode ?? 'generic_decline',
      message: isPoor ? 'Your card has insufficient funds.' : 'Your card was declined.',
      ...(intent && { payment_intent: intent }),
    },
    true,
  )
}
