import { DAY_SECONDS } from '../../../durations.ts'
import type { Books } from '../books.ts'
import { addCustomer, customerOf } from '../customers.ts'
import { invalid, StripeError } from '../errors.ts'
import { draftInvoice, type NewLine } from '../invoices/invoice-draft.ts'
import { addInvoiceItem } from '../invoices/invoice-items.ts'
import { collect, finalize } from '../invoices/invoices.ts'
import { canBeSaved, cardOf } from '../payments/cards.ts'
import { addPaymentMethod, attach, declined, setDefault } from '../payments/payment-methods.ts'
import { addIntent, charge, failAuthentication } from '../payments/payments.ts'
import type { Price, Session } from '../shapes.ts'
import { nameOf } from '../subscriptions/subscription-build.ts'
import { beginSubscription } from '../subscriptions/subscription-life.ts'
import { readForm } from '../wire/form.ts'
import { person } from './checkout.ts'

export interface Typed {
  card: string
  email: string
  name: string
}
export type PageOutcome =
  | { kind: 'done'; session: Session }
  | { kind: 'bank' }
  | { kind: 'refused'; message: string }

/** What the Pay button does. Whatever the card says, this is an outcome, not an error. */
export function submit(books: Books, session: Session, typed: Typed): PageOutcome {
  if (session.status !== 'open') return { kind: 'refused', message: 'This page is over.' }
  const card = cardOf(typed.card)
  if (!card) return { kind: 'refused', message: 'Your card number is invalid.' }
  if (!/^[^\s@]+@[^\s@]+$/.test(typed.email)) {
    return { kind: 'refused', message: 'Your email is invalid.' }
  }
  return step(books, session, { ...typed, card: card.number, intent: null, isAuthenticated: false })
}

type Step = Typed & { intent: string | null; isAuthenticated: boolean }

function step(books: Books, session: Session, { isAuthenticated, ...typed }: Step): PageOutcome {
  const isFree = session.amount_total === 0
  const card = cardOf(typed.card)
  if (!card) return { kind: 'refused', message: 'Your card number is invalid.' }
  if (isFree && card.present === 'authenticate' && !isAuthenticated) {
    books.setOwn('checkout.session', session.id, { waiting: typed })
    return { kind: 'bank' }
  }
  if (isFree && !canBeSaved(card)) return { kind: 'refused', message: declined(card).message }
  const method = addPaymentMethod(books, card, typed).id
  if (isFree) return complete(books, session, { typed, method })
  const intent = typed.intent ?? newIntent(books, session, typed)
  const outcome = charge(books, intent, { method, isAbsent: false, isAuthenticated })
  if (outcome === 'authenticate') {
    books.setOwn('checkout.session', session.id, { waiting: { ...typed, intent } })
    return { kind: 'bank' }
  }
  if (outcome === 'declined') return { kind: 'refused', message: declined(card).message }
  return complete(books, session, { typed, method, intent })
}

/** The bank's own page was answered. */
export function answerBank(books: Books, session: Session, isAllowed: boolean): PageOutcome {
  const { waiting } = books.things.own('checkout.session', session.id)
  if (session.status !== 'open' || !waiting)
    return { kind: 'refused', message: 'This page is over.' }
  if (isAllowed) return step(books, session, { ...waiting, isAuthenticated: true })
  if (waiting.intent) failAuthentication(books, waiting.intent)
  const message =
    'We are unable to authenticate your payment method. Please choose a different payment method ' +
    'and try again.'
  return { kind: 'refused', message }
}

function newIntent(books: Books, session: Session, typed: Typed): string {
  const { payment } = books.things.own('checkout.session', session.id)
  return addIntent(books, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'usd',
    customer: session.customer,
    description: payment.description ?? null,
    metadata: payment.metadata,
    receiptEmail: typed.email,
    isForLater: session.mode === 'subscription',
  }).id
}

interface Paid {
  typed: Typed
  method: string
  intent?: string
}

function complete(books: Books, session: Session, paid: Paid): PageOutcome {
  const needsCustomer = session.mode !== 'payment' || session.customer_creation === 'always'
  const { email, name } = paid.typed
  const customer = session.customer ?? (needsCustomer ? newCustomer(books, email, name) : null)
  if (customer && session.mode !== 'payment') attach(books, paid.method, customer)
  if (customer && paid.intent) {
    books.change('payment_intent', { id: paid.intent, says: null }, { customer })
  }
  const made =
    session.mode === 'subscription' && customer
      ? beginPaid(books, session, { ...paid, customer })
      : session.mode === 'payment'
        ? {
            ...buy(books, session, { customer, intent: paid.intent }),
            payment_status: 'paid' as const,
          }
        : { payment_status: 'no_payment_required' as const }
  const done = books.change(
    'checkout.session',
    { id: session.id, says: null },
    {
      ...made,
      customer,
      customer_details: person(email, name || null),
      status: 'complete',
      url: null,
    },
  )
  books.events.say('checkout.session.completed', done)
  return { kind: 'done', session: done }
}

function newCustomer(books: Books, email: string, name: string): string {
  return addCustomer(books, readForm(new URLSearchParams({ email, name }).toString())).id
}

type Begun = Paid & { customer: string }

function beginPaid(books: Books, session: Session, it: Begun): Partial<Session> {
  const own = books.things.own('checkout.session', session.id)
  const now = books.nowFor(it.customer)
  const { trialDays, trialEnd, metadata, missing, description } = own.subscription
  const items = own.lines.map(line => ({
    price: books.things.need('price', line.price),
    quantity: line.quantity,
  }))
  for (const extra of items.filter(item => item.price.type === 'one_time')) {
    addInvoiceItem(books, { ...oneTime(books, extra, now), customer: it.customer })
  }
  if (!customerOf(books, it.customer).invoice_settings.default_payment_method) {
    setDefault(books, it.customer, it.method)
  }
  const begun = beginSubscription(
    books,
    {
      customer: it.customer,
      items: items.filter(item => item.price.type === 'recurring'),
      trialEnd: trialEnd ?? (trialDays ? now + trialDays * DAY_SECONDS : null),
      metadata,
      description: description ?? null,
      method: it.method,
      missing,
    },
    { behavior: 'allow_incomplete', ...(it.intent && { paidBy: it.intent }) },
  )
  return {
    subscription: begun.id,
    invoice: begun.latest_invoice,
    payment_status: it.intent ? 'paid' : 'no_payment_required',
  }
}

type Bought = { customer: string | null; intent: string | undefined }

function buy(books: Books, session: Session, { customer, intent }: Bought): Partial<Session> {
  const own = books.things.own('checkout.session', session.id)
  const done = { payment_intent: intent ?? null }
  if (!own.payment.invoice || !customer) return done
  const now = books.nowFor(customer)
  const lines = own.lines.map(({ price, quantity }) =>
    oneTime(books, { price: books.things.need('price', price), quantity }, now),
  )
  const period = { start: now, end: now }
  const invoice = draftInvoice(books, {
    ...{ customer, lines, period, reason: 'manual' as const },
    isAutomatic: false,
    metadata: own.payment.metadata,
  })
  finalize(books, invoice.id, intent)
  collect(books, invoice.id, { isPaid: true })
  return { ...done, invoice: invoice.id }
}

function oneTime(books: Books, it: { price: Price; quantity: number }, now: number): NewLine {
  const amount = (it.price.unit_amount ?? 0) * it.quantity
  return { ...it, amount, description: nameOf(books, it.price), period: { start: now, end: now } }
}

/** Puts another card in place, as the portal's form does. */
export function changeCard(books: Books, customer: string, number: string): void {
  const card = cardOf(number)
  if (!card) throw invalid('Your card number is invalid.', 'number', 'invalid_number')
  const { email, name } = customerOf(books, customer)
  if (!canBeSaved(card)) throw new StripeError(402, declined(card).refusal, true)
  const made = addPaymentMethod(books, card, { email, name: name ?? null })
  attach(books, made.id, customer)
  setDefault(books, customer, made.id)
  for (const it of books.things.list('subscription', customer)) {
    if (it.status === 'canceled' || it.status === 'incomplete_expired') continue
    books.change('subscription', { id: it.id }, { default_payment_method: made.id })
  }
}
