import { DAY_SECONDS } from '../../../durations.ts'
import type { Books } from '../books.ts'
import { INCOMPLETE_SECONDS, isEnding, nextBoundary, periodEnd } from '../dues.ts'
import { StripeError } from '../errors.ts'
import { billedSubscription, draftInvoice, type NewInvoice } from '../invoices/invoice-draft.ts'
import { pendingLines, takePending } from '../invoices/invoice-items.ts'
import { collect, finalize, giveUp, type Try } from '../invoices/invoices.ts'
import { applyPrice } from '../invoices/proration.ts'
import { methodFor } from '../payments/payment-methods.ts'
import type { Outcome } from '../payments/payments.ts'
import type { Invoice, Price, Subscription } from '../shapes.ts'
import {
  buildSubscription,
  cycleLines,
  everyOf,
  type NewSubscription,
} from './subscription-build.ts'

export type PaymentBehavior =
  | 'allow_incomplete'
  | 'default_incomplete'
  | 'error_if_incomplete'
  | 'pending_if_incomplete'

const NOTICE_SECONDS = 3 * DAY_SECONDS

/** Begins a subscription and asks for its first payment. */
export function beginSubscription(
  books: Books,
  wanted: NewSubscription,
  how: { behavior: PaymentBehavior; paidBy?: string },
): Subscription {
  const made = buildSubscription(books, wanted)
  const now = made.created
  const isTrial = made.status === 'trialing'
  const isTrialEndTold = isTrial && (made.trial_end ?? 0) - now <= NOTICE_SECONDS
  const own = isTrial ? { isTrialEndTold } : { incompleteUntil: now + INCOMPLETE_SECONDS }
  books.add('subscription', made, { own, says: 'customer.subscription.created' })
  if (isTrialEndTold) books.events.say('customer.subscription.trial_will_end', made)
  const lines = cycleLines(books, made)
  const invoice = bill(books, made, { reason: 'subscription_create', lines })
  finalize(books, invoice.id, how.paidBy)
  const mustWait = how.behavior === 'default_incomplete' && !isTrial
  if (!mustWait) payAndReflect(books, invoice.id, { isAbsent: false, isPaid: !!how.paidBy })
  const begun = books.things.need('subscription', made.id)
  if (begun.status === 'incomplete' && how.behavior === 'error_if_incomplete') {
    const message = 'Your card was declined.'
    throw new StripeError(402, { type: 'card_error', code: 'card_declined', message })
  }
  return begun
}

type Billing = Pick<NewInvoice, 'reason' | 'lines'> & { isHeld?: boolean; from?: number }

/** A draft for a subscription, which takes along what was waiting for the next invoice. */
export function bill(books: Books, subscription: Subscription, it: Billing): Invoice {
  const { customer } = subscription
  const now = books.nowFor(customer)
  const waiting = pendingLines(books, subscription)
  const invoice = draftInvoice(books, {
    customer,
    subscription,
    reason: it.reason,
    lines: [...waiting, ...it.lines],
    period: { start: it.from ?? now, end: now },
    isAutomatic: !it.isHeld,
    currency: subscription.currency,
  })
  takePending(books, waiting, invoice.id)
  const patch = { latest_invoice: invoice.id }
  books.change('subscription', { id: subscription.id, says: null }, patch)
  return invoice
}

/** Tries to collect an invoice and lets its subscription feel the outcome. */
export function payAndReflect(books: Books, invoiceId: string, attempt: Try = {}) {
  const outcome = collect(books, invoiceId, attempt)
  reflect(books, books.things.need('invoice', invoiceId), outcome)
  return outcome
}

function reflect(books: Books, invoice: Invoice, outcome: Outcome | 'no-card'): void {
  const id = billedSubscription(invoice)
  const it = id ? books.things.find('subscription', id) : undefined
  if (!it || it.status === 'canceled') return
  if (outcome === 'succeeded') {
    reflectPaid(books, it, invoice)
    return
  }
  if (it.status === 'active') {
    books.change('subscription', { id: it.id }, { status: 'past_due' })
  }
  const isLastTry = invoice.next_payment_attempt === null
  const isStuck = it.status === 'past_due' || it.status === 'active'
  if (!isLastTry || !isStuck || invoice.billing_reason === 'subscription_create') return
  const { afterRetries } = books.kit.settings()
  if (afterRetries === 'cancel') endSubscription(books, it.id, 'payment_failed')
  if (afterRetries === 'unpaid') books.change('subscription', { id: it.id }, { status: 'unpaid' })
}

function reflectPaid(books: Books, it: Subscription, invoice: Invoice): void {
  const { pendingUpdate } = books.things.own('invoice', invoice.id)
  if (pendingUpdate && it.pending_update) {
    const price = books.things.need('price', pendingUpdate.price)
    applyPrice(books, it, { item: pendingUpdate.item, price })
    books.events.say(
      'customer.subscription.pending_update_applied',
      books.change('subscription', { id: it.id, says: null }, { pending_update: null }),
    )
  }
  const isStuck = ['incomplete', 'past_due', 'unpaid'].includes(it.status)
  if (isStuck && it.latest_invoice === invoice.id) {
    books.change('subscription', { id: it.id }, { status: 'active' })
  }
}

/** Moves on by one period: bills the next one, or ends a trial that nobody can pay for. */
export function renew(books: Books, it: Subscription): void {
  const start = periodEnd(it)
  const hasCard = methodFor(books, it.customer, it) !== null
  const missing = it.trial_settings?.end_behavior.missing_payment_method
  if (it.status === 'trialing' && !hasCard && missing === 'cancel') {
    endSubscription(books, it.id, null)
    return
  }
  if (it.status === 'trialing' && !hasCard && missing === 'pause') {
    const says = 'customer.subscription.paused'
    books.change('subscription', { id: it.id, says }, { status: 'paused' })
    return
  }
  const status = it.status === 'trialing' ? 'active' : it.status
  startPeriod(books, it, { start, status, anchor: it.billing_cycle_anchor })
}

interface NewPeriod {
  start: number
  status: Subscription['status']
  anchor: number
}

export function startPeriod(books: Books, it: Subscription, { start, status, anchor }: NewPeriod) {
  const data = it.items.data.map(item => {
    // Items embed what `buildItem` put there.
    const end = nextBoundary(anchor, start, everyOf(item.price as unknown as Price))
    return { ...item, current_period_start: start, current_period_end: end }
  })
  const before = periodEnd(it) - 1
  const next = { ...it, status, items: { ...it.items, data } }
  const lines = cycleLines(books, next)
  const from = it.items.data[0]?.current_period_start ?? before
  const isHeld = it.status === 'unpaid'
  const invoice = bill(books, next, { reason: 'subscription_cycle', lines, isHeld, from })
  books.change(
    'subscription',
    { id: it.id },
    { status, items: next.items, billing_cycle_anchor: anchor, latest_invoice: invoice.id },
  )
  return invoice
}

/** The end: nothing is collected any more, and what was planned is off. */
export function endSubscription(
  books: Books,
  id: string,
  reason: 'payment_failed' | 'cancellation_requested' | null,
): void {
  const it = books.things.need('subscription', id)
  const now = books.nowFor(it.customer)
  for (const invoice of books.things.list('invoice', it.customer)) {
    if (billedSubscription(invoice) !== id || !/draft|open/.test(invoice.status ?? '')) continue
    const patch = { auto_advance: false, automatically_finalizes_at: null }
    books.change('invoice', { id: invoice.id }, { ...patch, next_payment_attempt: null })
  }
  const schedule = it.schedule ? books.things.find('subscription_schedule', it.schedule) : undefined
  if (schedule?.status === 'active') {
    const says = 'subscription_schedule.canceled'
    const patch = { status: 'canceled' as const, canceled_at: now, current_phase: null }
    books.change('subscription_schedule', { id: schedule.id, says }, patch)
  }
  books.change(
    'subscription',
    { id, says: null },
    {
      status: 'canceled',
      canceled_at: it.canceled_at ?? now,
      ended_at: now,
      schedule: null,
      cancellation_details: {
        comment: it.cancellation_details?.comment ?? null,
        feedback: it.cancellation_details?.feedback ?? null,
        feedback_option: null,
        reason: it.cancellation_details?.reason ?? reason,
      },
    },
  )
  books.events.say('customer.subscription.deleted', books.things.need('subscription', id))
}

/** What a subscription does by itself when its time has come. */
export function subscriptionDue(books: Books, id: string, at: number): void {
  const it = books.things.need('subscription', id)
  const own = books.things.own('subscription', id)
  if (it.status === 'incomplete') {
    expire(books, it)
    return
  }
  if (it.cancel_at !== null && it.cancel_at <= at) {
    endSubscription(books, id, 'cancellation_requested')
    return
  }
  if (periodEnd(it) <= at) {
    renew(books, it)
    return
  }
  if (
    it.status === 'trialing' &&
    !own.isTrialEndTold &&
    (it.trial_end ?? 0) - NOTICE_SECONDS <= at
  ) {
    books.setOwn('subscription', id, { isTrialEndTold: true })
    books.events.say('customer.subscription.trial_will_end', it)
    return
  }
  books.setOwn('subscription', id, { upcomingFor: periodEnd(it) })
  if (!isEnding(it)) books.events.say('invoice.upcoming', upcoming(books, it))
}

function expire(books: Books, it: Subscription): void {
  if (it.latest_invoice) giveUp(books, it.latest_invoice, 'void')
  const patch = { status: 'incomplete_expired' as const, ended_at: books.nowFor(it.customer) }
  books.change('subscription', { id: it.id }, patch)
}

/** The invoice that the next renewal would make; nothing of it stays. */
export function upcoming(books: Books, it: Subscription): Invoice {
  return preview(books, () => {
    const isTrial = it.status === 'trialing'
    const status = isTrial ? 'active' : it.status
    return startPeriod(books, it, { start: periodEnd(it), status, anchor: it.billing_cycle_anchor })
  })
}

/** Does something, keeps the invoice it led to, and undoes the rest. */
export function preview(books: Books, run: () => Invoice): Invoice {
  let seen: Invoice | undefined
  try {
    books.whole(() => {
      seen = books.things.need('invoice', run().id)
      throw new Undo()
    })
  } catch (error) {
    if (!(error instanceof Undo)) throw error
  }
  if (!seen) throw new Error('a preview made no invoice')
  return { ...seen, id: `upcoming_${seen.id}`, next_payment_attempt: null }
}

class Undo extends Error {}
