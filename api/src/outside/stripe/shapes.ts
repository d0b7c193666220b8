import type { BillingInterval, PaidPlan } from '../../../contract/index.ts'
import {
  BillingInterval as Interval,
  PACK,
  PaidPlan as Paid,
  planCents,
} from '../../../contract/index.ts'
import type { Choice, Message, PaidOrOwed, Subscription } from './payments.ts'

export interface RawPrice {
  id: string
  lookup_key: string | null
  unit_amount: number | null
  recurring: { interval: string } | null
}

export interface RawSubscription {
  id: string
  status: string
  created: number
  cancel_at: number | null
  cancel_at_period_end: boolean
  trial_start: number | null
  trial_end: number | null
  schedule: string | RawSchedule | null
  items: { data: RawItem[] }
}

interface RawItem {
  id: string
  current_period_start: number
  current_period_end: number
  price: RawPrice
}

export interface RawSchedule {
  id: string
  status: string
  current_phase: { start_date: number; end_date: number } | null
  phases: { start_date: number; items: { price: string | { id: string } }[] }[]
}

export interface RawInvoice {
  id?: string
  status: string | null
  attempt_count: number
  amount_due: number
  amount_paid: number
  currency: string
  number: string | null
  hosted_invoice_url?: string | null
  created: number
  status_transitions: { finalized_at: number | null; paid_at: number | null }
  parent: { subscription_details: { subscription: string | { id: string } } | null } | null
}

export const idOf = (named: string | { id: string } | null | undefined): string | null =>
  typeof named === 'string' ? named : (named?.id ?? null)

const at = (seconds: number) => new Date(seconds * 1000)
const atOrNull = (seconds: number | null) => (seconds === null ? null : at(seconds))

/** The names a price may have at Stripe; the one we give holds the amount, so none ever changes. */
export interface PriceName {
  byHand: string
  ours: string
  cents: number
}

export function planPrice({ plan, interval }: Choice): PriceName {
  const cents = planCents(plan, interval)
  return { byHand: `${plan}_${interval}`, ours: `${plan}_${interval}_${cents}`, cents }
}
export const PACK_PRICE: PriceName = {
  ...{ byHand: 'quota_pack', ours: `quota_pack_${PACK.uploads}_${PACK.cents}` },
  cents: PACK.cents,
}

const PLAN_KEY = /^(pro|enterprise)_(month|year)(_\d+)?$/

/** Which plan a price is for, whatever it cost when it was agreed on; null = none of ours. */
export function choiceOf(lookupKey: string | null): Choice | null {
  const [, plan, interval] = PLAN_KEY.exec(lookupKey ?? '') ?? []
  const choice = { plan: Paid.safeParse(plan).data, interval: Interval.safeParse(interval).data }
  return choice.plan && choice.interval ? (choice as Choice) : null
}

/** A subscription in our words; `next` is what its schedule changes it to, if it has one. */
export function subscriptionOf(raw: RawSubscription, next: Choice | null): Subscription | null {
  const [item] = raw.items.data
  if (!item) return null
  const { price, current_period_start, current_period_end } = item
  const choice = choiceOf(price.lookup_key)
  const periodEndsAt = at(current_period_end)
  const interval: BillingInterval = price.recurring?.interval === 'year' ? 'year' : 'month'
  const plan: PaidPlan | null = choice?.plan ?? null
  return {
    ...{ id: raw.id, status: raw.status, itemId: item.id, plan, interval, next, periodEndsAt },
    priceCents: price.unit_amount ?? 0,
    createdAt: at(raw.created),
    periodStartsAt: at(current_period_start),
    hasHadTrial: raw.trial_start !== null,
    trialEndsAt: atOrNull(raw.trial_end),
    cancelsAt: raw.cancel_at_period_end ? periodEndsAt : atOrNull(raw.cancel_at),
    cancelsWithPeriod: raw.cancel_at_period_end,
    scheduleId: liveSchedule(raw)?.id ?? null,
  }
}

/** The schedule that will still change this subscription. */
export function liveSchedule({ schedule }: RawSubscription): RawSchedule | null {
  if (schedule === null || typeof schedule === 'string') return null
  return ['active', 'not_started'].includes(schedule.status) ? schedule : null
}

/** The price that a schedule changes to after the phase it is in. */
export function nextPriceId(schedule: RawSchedule | null): string | null {
  const from = schedule?.current_phase?.end_date
  const next = schedule?.phases.find(phase => from !== undefined && phase.start_date >= from)
  return idOf(next?.items[0]?.price)
}

/** An invoice in our words; null when it is neither paid nor owed after a failed attempt. */
export function invoiceOf(raw: RawInvoice): PaidOrOwed | null {
  const isPaid = raw.status === 'paid' && raw.amount_paid > 0
  const isOwed = raw.status === 'open' && raw.attempt_count > 0
  if (!raw.id || (!isPaid && !isOwed)) return null
  return {
    id: raw.id,
    subscriptionId: idOf(raw.parent?.subscription_details?.subscription),
    state: isPaid ? 'paid' : 'owed',
    attempts: raw.attempt_count,
    amountCents: isPaid ? raw.amount_paid : raw.amount_due,
    currency: raw.currency,
    number: raw.number,
    url: raw.hosted_invoice_url ?? null,
    dueAt: at(raw.status_transitions.finalized_at ?? raw.created),
    paidAt: atOrNull(raw.status_transitions.paid_at),
  }
}

/** A message in our words, thin ones too; null when it is none. */
export function messageOf(body: string): Message | null {
  const raw = parsed(body)
  const { id, type, livemode, created } = raw
  if (typeof id !== 'string' || id === '' || typeof type !== 'string') return null
  const createdAt = typeof created === 'number' ? at(created) : new Date(String(created))
  if (Number.isNaN(createdAt.getTime())) return null
  return { id, type, isLive: livemode === true, createdAt, customerId: customerIn(raw), body }
}

function customerIn(raw: Record<string, unknown>): string | null {
  const object = asRecord(asRecord(raw.data).object)
  const named = object.object === 'customer' ? object.id : object.customer
  const id = typeof named === 'string' ? named : asRecord(named).id
  return typeof id === 'string' ? id : null
}

function parsed(text: string): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(text))
  } catch {
    return {}
  }
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/** The instant in a signature header: exactly one, in whole seconds; else null. */
export function signedAt(header: string): Date | null {
  const instants = header.split(',').filter(part => part.trimStart().startsWith('t='))
  const seconds = /^\s*t=(\d{1,12})\s*$/.exec(instants[0] ?? '')?.[1]
  return instants.length === 1 && seconds !== undefined ? at(Number(seconds)) : null
}
