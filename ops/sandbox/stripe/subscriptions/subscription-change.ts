import { HOUR_SECONDS } from '../../../durations.ts'
import type { Books } from '../books.ts'
import { addIntervals, periodEnd } from '../dues.ts'
import { invalid, StripeError } from '../errors.ts'
import type { NewLine } from '../invoices/invoice-draft.ts'
import { addPending } from '../invoices/invoice-items.ts'
import { finalize } from '../invoices/invoices.ts'
import { applyPrice, isNewPeriod, type PriceChange, prorationLines } from '../invoices/proration.ts'
import type { Invoice, Subscription } from '../shapes.ts'
import { cycleLines } from './subscription-build.ts'
import { bill, type PaymentBehavior, payAndReflect } from './subscription-life.ts'

export interface Change extends PriceChange {
  proration: 'always_invoice' | 'create_prorations' | 'none'
  behavior: PaymentBehavior
  isAnew?: boolean
  prorationAt?: number
  /** Somebody is at the screen, who can answer a bank. */
  isPresent?: boolean
}

/** Moves an item to another price or quantity, with the money that follows from it. */
export function changePrice(books: Books, it: Subscription, change: Change): Subscription {
  if (change.behavior === 'pending_if_incomplete') return changeOncePaid(books, it, change)
  const invoice = changeNow(books, it, change)
  const isUnpaid = invoice && books.things.need('invoice', invoice.id).status === 'open'
  if (isUnpaid && change.behavior === 'error_if_incomplete') {
    const message = 'Your card was declined.'
    throw new StripeError(402, { type: 'card_error', code: 'card_declined', message })
  }
  return books.things.need('subscription', it.id)
}

function changeNow(books: Books, it: Subscription, change: Change): Invoice | undefined {
  const item = it.items.data.find(item => item.id === change.item)
  if (!item)
    throw invalid(`No such subscription item: '${change.item}'`, 'items', 'resource_missing')
  const at = change.prorationAt === undefined ? {} : { at: change.prorationAt }
  const lines = change.proration === 'none' ? [] : prorationLines(books, it, { ...change, ...at })
  const isAnew = isNewPeriod(item, change) && it.status !== 'trialing'
  const changed = applyPrice(books, it, change)
  if (isAnew) {
    const all = [...lines, ...cycleLines(books, changed)]
    return charge(books, changed, { ...change, lines: all })
  }
  if (lines.length === 0) return undefined
  if (change.proration === 'create_prorations') {
    addPending(books, changed, lines)
    return undefined
  }
  return charge(books, changed, { ...change, lines })
}

type Charge = Pick<Change, 'behavior' | 'isPresent'> & { lines: NewLine[] }

function charge(books: Books, it: Subscription, { lines, ...change }: Charge): Invoice {
  const invoice = bill(books, it, { reason: 'subscription_update', lines })
  finalize(books, invoice.id)
  const mustWait = change.behavior === 'default_incomplete'
  if (!mustWait) payAndReflect(books, invoice.id, { isAbsent: !change.isPresent })
  return invoice
}

/** The change counts only once its invoice is paid; until then it is a `pending_update`. */
function changeOncePaid(books: Books, it: Subscription, change: Change): Subscription {
  try {
    return books.whole(() => changePrice(books, it, { ...change, behavior: 'error_if_incomplete' }))
  } catch (error) {
    if (!(error instanceof StripeError) || error.status !== 402) throw error
  }
  const lines = prorationLines(books, it, change)
  const invoice = bill(books, it, { reason: 'subscription_update', lines })
  const { price, item } = change
  books.setOwn('invoice', invoice.id, { pendingUpdate: { price: price.id, item } })
  const items = it.items.data.map(old =>
    old.id === item ? { ...old, price: price as typeof old.price } : old,
  )
  books.change(
    'subscription',
    { id: it.id },
    {
      pending_update: {
        billing_cycle_anchor: null,
        discounts: null,
        expires_at: books.nowFor(it.customer) + 23 * HOUR_SECONDS,
        metadata: null,
        subscription_items: items,
        trial_end: null,
        trial_from_plan: null,
      } as Subscription['pending_update'],
    },
  )
  finalize(books, invoice.id)
  payAndReflect(books, invoice.id, { isAbsent: !change.isPresent })
  return books.things.need('subscription', it.id)
}

/** Plans the end or takes it back. API calls set the flag, flexible portals only the time. */
export function planEnd(
  books: Books,
  it: Subscription,
  end: { at: number | null; isFlag: boolean },
): Subscription {
  if (it.schedule) {
    const says =
      `The subscription is managed by the subscription schedule \`${it.schedule}\`, and updating ` +
      'any cancelation behavior directly is not allowed. Please update the schedule instead.'
    throw invalid(says)
  }
  const isOff = end.at === null
  return books.change(
    'subscription',
    { id: it.id },
    {
      cancel_at: end.at,
      cancel_at_period_end: end.isFlag && !isOff,
      canceled_at: isOff ? null : books.nowFor(it.customer),
      cancellation_details: {
        comment: it.cancellation_details?.comment ?? null,
        feedback: it.cancellation_details?.feedback ?? null,
        feedback_option: null,
        reason: isOff ? null : 'cancellation_requested',
      },
    },
  )
}

/** Ends a trial at another time; `now` bills at once. */
export function moveTrialEnd(books: Books, it: Subscription, trialEnd: string): Subscription {
  const now = books.nowFor(it.customer)
  const at = trialEnd === 'now' ? now : Number(trialEnd)
  if (!Number.isInteger(at) || at < now) {
    throw invalid(
      'Invalid timestamp: must be an integer Unix timestamp in the future.',
      'trial_end',
    )
  }
  const end = Math.max(at, now)
  const data = it.items.data.map(item => ({ ...item, current_period_end: end }))
  const patch = { trial_end: end, billing_cycle_anchor: end, items: { ...it.items, data } }
  const status = end > now ? ('trialing' as const) : it.status
  const moved = books.change('subscription', { id: it.id }, { ...patch, status })
  if (end > now) return moved
  const anew = data.map(item => ({ ...item, current_period_start: now }))
  const active = books.change(
    'subscription',
    { id: it.id },
    { status: 'active', items: renewed(moved, anew) },
  )
  const invoice = bill(books, active, {
    reason: 'subscription_update',
    lines: cycleLines(books, active),
  })
  finalize(books, invoice.id)
  payAndReflect(books, invoice.id)
  return books.things.need('subscription', it.id)
}

function renewed(it: Subscription, items: Subscription['items']['data']): Subscription['items'] {
  const data = items.map(item => ({ ...item, current_period_end: nextEnd(it, item) }))
  return { ...it.items, data }
}

function nextEnd(it: Subscription, item: Subscription['items']['data'][number]): number {
  const { interval = 'month', interval_count: count = 1 } = item.price.recurring ?? {}
  return addIntervals(periodEnd(it), 1, { interval, count })
}
