import type { Books } from '../books.ts'
import type { PaymentIntent, Shapes } from '../shapes.ts'
import type { Card } from './cards.ts'
import { cardFor, declined } from './payment-methods.ts'

export interface NewIntent {
  amount: number
  currency: string
  customer: string | null
  description: string | null
  metadata?: Record<string, string>
  receiptEmail?: string | null
  isForLater?: boolean
}

export type Outcome = 'succeeded' | 'declined' | 'authenticate'

export function addIntent(books: Books, it: NewIntent): PaymentIntent {
  const id = books.id('pi_3')
  const made: PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: it.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic',
    client_secret: `${id}_secret_${books.id('')}`,
    confirmation_method: 'automatic',
    created: books.nowFor(it.customer),
    currency: it.currency,
    customer: it.customer,
    customer_account: null,
    description: it.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: books.kit.settings().livemode,
    managed_payments: null,
    metadata: it.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } } as never,
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: it.receiptEmail ?? null,
    review: null,
    setup_future_usage: it.isForLater ? 'off_session' : null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  }
  books.add('payment_intent', made, { says: 'payment_intent.created' })
  return made
}

export interface Attempt {
  method: string
  /** Nobody is at the screen who could answer the bank. */
  isAbsent: boolean
  /** The bank has already said yes to this payment. */
  isAuthenticated?: boolean
  invoice?: string
}

/** One try to charge a card for an intent, with everything that is said about it. */
export function charge(books: Books, intentId: string, attempt: Attempt): Outcome {
  const intent = books.things.need('payment_intent', intentId)
  const card = cardFor(books, attempt.method)
  const reaction = attempt.isAbsent ? card.absent : card.present
  if (reaction === 'authenticate' && !attempt.isAuthenticated) {
    return askBank(books, intent, attempt)
  }
  const isPaid = reaction !== 'declined'
  const made = addCharge(books, intent, { ...attempt, card, isPaid })
  books.events.say(isPaid ? 'charge.succeeded' : 'charge.failed', made)
  const error = isPaid ? null : { ...declined(card).refusal, charge: made.id }
  books.change(
    'payment_intent',
    { id: intent.id, says: `payment_intent.${isPaid ? 'succeeded' : 'payment_failed'}` },
    {
      status: isPaid ? 'succeeded' : 'requires_payment_method',
      amount_received: isPaid ? intent.amount : 0,
      latest_charge: made.id,
      payment_method: isPaid ? attempt.method : null,
      next_action: null,
      last_payment_error: error as PaymentIntent['last_payment_error'],
    },
  )
  return isPaid ? 'succeeded' : 'declined'
}

function askBank(books: Books, intent: PaymentIntent, { method }: Attempt): Outcome {
  const page = `${books.kit.origin}/3ds/${intent.id}`
  books.change(
    'payment_intent',
    { id: intent.id, says: 'payment_intent.requires_action' },
    {
      status: 'requires_action',
      payment_method: method,
      next_action: { type: 'redirect_to_url', redirect_to_url: { url: page, return_url: null } },
    },
  )
  return 'authenticate'
}

/** The bank said no, or the person gave up: the intent waits for another card. */
export function failAuthentication(books: Books, intentId: string): void {
  const intent = books.things.need('payment_intent', intentId)
  const error = {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data ' +
      'or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
  }
  books.change(
    'payment_intent',
    { id: intent.id, says: 'payment_intent.payment_failed' },
    {
      status: 'requires_payment_method',
      payment_method: null,
      next_action: null,
      last_payment_error: error as PaymentIntent['last_payment_error'],
    },
  )
}

export function cancelIntent(books: Books, id: string): PaymentIntent {
  const intent = books.things.need('payment_intent', id)
  if (intent.status === 'succeeded' || intent.status === 'canceled') return intent
  const canceled_at = books.nowFor(intent.customer)
  const patch = { status: 'canceled' as const, canceled_at, next_action: null }
  return books.change('payment_intent', { id, says: 'payment_intent.canceled' }, patch)
}

type Charged = Attempt & { card: Card; isPaid: boolean }

function addCharge(books: Books, intent: PaymentIntent, it: Charged): Shapes['charge'] {
  const method = books.things.need('payment_method', it.method)
  const made: Shapes['charge'] = {
    ...CHARGE_DEFAULTS,
    id: books.id('ch_3'),
    amount: intent.amount,
    amount_captured: it.isPaid ? intent.amount : 0,
    balance_transaction: it.isPaid ? books.id('txn_3') : null,
    billing_details: method.billing_details as Shapes['charge']['billing_details'],
    captured: it.isPaid,
    created: books.nowFor(intent.customer),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    failure_code: it.isPaid ? null : 'card_declined',
    failure_message: it.isPaid ? null : declined(it.card).message,
    livemode: intent.livemode,
    metadata: intent.metadata,
    outcome: {
      advice_code: it.isPaid ? null : 'try_again_later',
      network_advice_code: null,
      network_decline_code: it.isPaid ? null : '01',
      network_status: it.isPaid ? 'approved_by_network' : 'declined_by_network',
      reason: it.isPaid ? null : (it.card.declineCode ?? 'generic_decline'),
      risk_level: 'normal',
      seller_message: it.isPaid
        ? 'Payment complete.'
        : 'The bank did not return any further details with this decline.',
      type: it.isPaid ? 'authorized' : 'issuer_declined',
    },
    paid: it.isPaid,
    payment_intent: intent.id,
    payment_method: it.method,
    payment_method_details: {
      type: 'card',
      card: { brand: it.card.brand, last4: it.card.number.slice(-4), country: 'US' },
    } as Shapes['charge']['payment_method_details'],
    receipt_email: intent.receipt_email,
    receipt_url: it.isPaid ? `${books.kit.origin}/receipts/${intent.id}` : null,
    status: it.isPaid ? 'succeeded' : 'failed',
  }
  books.add('charge', made, { own: it.invoice ? { invoice: it.invoice } : {} })
  return made
}

const CHARGE_DEFAULTS = {
  object: 'charge' as const,
  amount_refunded: 0,
  application: null,
  application_fee: null,
  application_fee_amount: null,
  calculated_statement_descriptor: 'CONTENT CREATION',
  disputed: false,
  failure_balance_transaction: null,
  fraud_details: {},
  on_behalf_of: null,
  receipt_number: null,
  refunded: false,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
}
