import { DAY_SECONDS } from '../../../durations.ts'
import type { Books } from '../books.ts'
import { customerOf } from '../customers.ts'
import { invalid } from '../errors.ts'
import { methodFor } from '../payments/payment-methods.ts'
import {
  type Attempt,
  addIntent,
  cancelIntent,
  charge,
  type Outcome,
} from '../payments/payments.ts'
import type { Invoice, Shapes } from '../shapes.ts'
import { billedSubscription } from './invoice-draft.ts'

/** Closes a draft: a number, its pages, and a payment intent if there is something to pay. */
export function finalize(books: Books, id: string, paidBy?: string): Invoice {
  const draft = books.things.need('invoice', id)
  if (draft.status !== 'draft') {
    throw invalid("This invoice is already finalized, you can't re-finalize a non-draft invoice.")
  }
  const customer = customerOf(books, String(draft.customer))
  const now = books.nowFor(customer.id)
  const ending_balance = Math.min(0, draft.total + customer.balance)
  const page = `${books.kit.origin}/i/${id}`
  const opened = books.change(
    'invoice',
    { id, says: 'invoice.finalized' },
    {
      status: 'open',
      starting_balance: customer.balance,
      ending_balance,
      amount_due: Math.max(0, draft.total + customer.balance),
      amount_remaining: Math.max(0, draft.total + customer.balance),
      automatically_finalizes_at: null,
      effective_at: now,
      number: `${customer.invoice_prefix}-${pad(customer.next_invoice_sequence ?? 1)}`,
      hosted_invoice_url: page,
      invoice_pdf: `${page}/pdf`,
      status_transitions: { ...draft.status_transitions, finalized_at: now },
    },
  )
  const next_invoice_sequence = (customer.next_invoice_sequence ?? 1) + 1
  const currency = draft.currency
  const patch = { balance: ending_balance, currency, next_invoice_sequence }
  const isSaid = ending_balance !== customer.balance || currency !== customer.currency
  books.change('customer', { id: customer.id, ...(!isSaid && { says: null }) }, patch)
  if (opened.amount_due > 0) addPayment(books, opened, paidBy)
  return opened
}

const pad = (sequence: number) => String(sequence).padStart(4, '0')

function addPayment(books: Books, invoice: Invoice, paidBy?: string): void {
  const intent = paidBy
    ? books.things.need('payment_intent', paidBy)
    : addIntent(books, {
        amount: invoice.amount_due,
        currency: invoice.currency,
        customer: invoice.customer,
        description: purposeOf(invoice),
        isForLater: invoice.billing_reason === 'subscription_create',
      })
  const id = books.id('inpay_1')
  books.setOwn('invoice', invoice.id, { payment: id })
  books.add('invoice_payment', {
    id,
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: invoice.effective_at ?? invoice.created,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: invoice.livemode,
    payment: { type: 'payment_intent', payment_intent: intent.id },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  })
}

function purposeOf(invoice: Invoice): string {
  const reason = invoice.billing_reason
  if (reason === 'subscription_create') return 'Subscription creation'
  if (reason?.startsWith('subscription')) return 'Subscription update'
  return `Payment for Invoice ${invoice.number}`
}

export function paymentOf(books: Books, invoiceId: string): Shapes['invoice_payment'] | undefined {
  const { payment } = books.things.own('invoice', invoiceId)
  return payment ? books.things.find('invoice_payment', payment) : undefined
}

export function intentOf(books: Books, invoiceId: string): string | null {
  const said = paymentOf(books, invoiceId)?.payment.payment_intent
  return typeof said === 'string' ? said : null
}

export type Try = Partial<Attempt> & {
  /** The money has already moved. */
  isPaid?: boolean
}

/** One try to collect an open invoice. What follows for a subscription is its caller's affair. */
export function collect(books: Books, id: string, attempt: Try = {}): Outcome | 'no-card' {
  const invoice = books.things.need('invoice', id)
  if (invoice.status === 'paid')
    throw invalid('Invoice is already paid', undefined, 'invoice_already_paid')
  if (invoice.amount_due === 0) return settle(books, invoice)
  if (attempt.isPaid) return settle(books, invoice)
  const intent = intentOf(books, id)
  const billed = billedSubscription(invoice)
  const subscription = billed ? books.things.find('subscription', billed) : undefined
  const method = attempt.method ?? methodFor(books, String(invoice.customer), subscription)
  if (!intent || !method) return unpaid(books, invoice, 'no-card')
  const isAbsent = attempt.isAbsent ?? true
  const isAuthenticated = attempt.isAuthenticated ?? false
  const outcome = charge(books, intent, { method, isAbsent, isAuthenticated, invoice: id })
  if (outcome === 'succeeded') return settle(books, invoice)
  return unpaid(books, invoice, outcome)
}

function settle(books: Books, invoice: Invoice): Outcome {
  const now = books.nowFor(invoice.customer)
  const payment = paymentOf(books, invoice.id)
  if (payment) {
    books.change(
      'invoice_payment',
      { id: payment.id, says: 'invoice_payment.paid' },
      {
        amount_paid: payment.amount_requested,
        status: 'paid',
        status_transitions: { ...payment.status_transitions, paid_at: now },
      },
    )
  }
  const paid = books.change(
    'invoice',
    { id: invoice.id, says: 'invoice.paid' },
    {
      status: 'paid',
      amount_paid: invoice.amount_due,
      amount_remaining: 0,
      attempted: true,
      attempt_count: invoice.amount_due > 0 ? invoice.attempt_count + 1 : 0,
      auto_advance: false,
      next_payment_attempt: null,
      webhooks_delivered_at: now,
      status_transitions: { ...invoice.status_transitions, paid_at: now },
    },
  )
  books.events.say('invoice.payment_succeeded', paid)
  setDelinquent(books, String(invoice.customer))
  return 'succeeded'
}

function unpaid(books: Books, invoice: Invoice, outcome: Outcome | 'no-card'): typeof outcome {
  const { retryDays } = books.kit.settings()
  const now = books.nowFor(invoice.customer)
  const isRenewal = /_(cycle|update)$/.test(invoice.billing_reason ?? '')
  const first = books.things.own('invoice', invoice.id).firstFailedAt ?? now
  books.setOwn('invoice', invoice.id, { firstFailedAt: first })
  const day = retryDays.map(days => first + days * DAY_SECONDS).find(at => at > now)
  const patch = {
    attempted: true,
    attempt_count: invoice.attempt_count + 1,
    next_payment_attempt: isRenewal ? (day ?? null) : null,
  }
  const changed = books.change('invoice', { id: invoice.id }, patch)
  if (outcome === 'authenticate') books.events.say('invoice.payment_action_required', changed)
  books.events.say('invoice.payment_failed', changed)
  setDelinquent(books, String(invoice.customer))
  return outcome
}

function setDelinquent(books: Books, customer: string): void {
  const open = books.things.list('invoice', customer)
  const delinquent = open.some(it => it.status === 'open' && it.attempt_count > 0)
  books.change('customer', { id: customer }, { delinquent })
}

/** Gives an open invoice up, by the word that is asked for. */
export function giveUp(books: Books, id: string, how: 'void' | 'uncollectible'): Invoice {
  const invoice = books.things.need('invoice', id)
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    const says = `You can only pass in open invoices. This invoice isn't open.`
    throw invalid(says, undefined, 'invoice_not_open')
  }
  const now = books.nowFor(invoice.customer)
  const intent = intentOf(books, id)
  if (how === 'void' && intent) cancelIntent(books, intent)
  const key = how === 'void' ? 'voided_at' : 'marked_uncollectible_at'
  const says = how === 'void' ? 'invoice.voided' : 'invoice.marked_uncollectible'
  return books.change(
    'invoice',
    { id, says },
    {
      status: how,
      auto_advance: false,
      next_payment_attempt: null,
      status_transitions: { ...invoice.status_transitions, [key]: now },
    },
  )
}
