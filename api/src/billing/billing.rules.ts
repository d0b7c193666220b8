import type { BillingInterval, PlanName } from '../../contract/index.ts'
import { GRACE_DAYS, isLargerPlan } from '../../contract/index.ts'
import { DAY_MS } from '../lib/time.ts'
import type { Choice, CustomerState, PaidOrOwed, Subscription } from '../outside/stripe/payments.ts'

const MONTHS = { month: 1, year: 12 } as const
// An incomplete one was never paid for and ends by itself within a day.
const LIVE = ['trialing', 'active', 'past_due', 'unpaid', 'paused']
const INCOMPLETE = ['incomplete', 'incomplete_expired']

/** What follows from how things stand with a customer: the plan, and what is shown about it. */
export interface Entitlement {
  /** Null = what Stripe knows says nothing about the plan. */
  plan: PlanName | null
  subscription: Subscription | null
  nextPlan: PlanName | null
  nextInterval: BillingInterval | null
  /** When what runs now will end. */
  cancelsAt: Date | null
  graceUntil: Date | null
  /** The invoice whose payment failed, while the subscription waits for it. */
  owed: PaidOrOwed | null
  /** What comes in per month. */
  monthlyCents: number
  hasHadTrial: boolean
}

/** The plan that a customer is entitled to now, from nothing but what Stripe says now. */
export function entitlementOf(
  { subscriptions, invoices }: Pick<CustomerState, 'subscriptions' | 'invoices'>,
  { hadSubscription, now }: { hadSubscription: boolean; now: Date },
): Entitlement {
  const begun = subscriptions.filter(({ status }) => !INCOMPLETE.includes(status))
  const subscription = currentOf(begun)
  const hasHadTrial = subscriptions.some(it => it.hasHadTrial)
  if (!subscription || !isLive(subscription)) {
    const plan = begun.length > 0 || hadSubscription ? 'free' : null
    return { ...NOTHING, plan, subscription, hasHadTrial }
  }
  const owed = subscription.status === 'past_due' ? oldestOwed(invoices, subscription) : null
  const graceUntil = graceOf(subscription, owed)
  const plan = entitledTo(subscription, graceUntil, now)
  return {
    ...{ plan, subscription, owed, graceUntil, hasHadTrial, ...nextOf(subscription) },
    cancelsAt: subscription.cancelsAt,
    monthlyCents: plan === 'free' ? 0 : monthlyCents(subscription),
  }
}

const NOTHING = {
  ...{ nextPlan: null, nextInterval: null, cancelsAt: null, graceUntil: null, owed: null },
  monthlyCents: 0,
}

/** Whether a subscription still runs, so that a second one beside it would be a mistake. */
export const isLive = ({ status }: Subscription): boolean => LIVE.includes(status)

/** Of several: one that runs before one that ended, the larger plan, the newer one. */
export function currentOf(subscriptions: readonly Subscription[]): Subscription | null {
  const planOf = (it: Subscription): PlanName => it.plan ?? 'free'
  const rank = (it: Subscription, than: Subscription) => {
    if (isLive(it) !== isLive(than)) return isLive(it) ? -1 : 1
    if (isLive(it) && planOf(it) !== planOf(than)) {
      return isLargerPlan(planOf(it), planOf(than)) ? -1 : 1
    }
    return than.createdAt.getTime() - it.createdAt.getTime()
  }
  return subscriptions.toSorted(rank)[0] ?? null
}

/** Whether a change is for the better and comes at once; else it waits for what is paid to end. */
export function comesAtOnce(from: Subscription, to: Choice): boolean {
  if (from.status === 'trialing' || from.plan === null) return true
  if (from.plan !== to.plan) return isLargerPlan(to.plan, from.plan)
  return from.interval === 'month' && to.interval === 'year'
}

function entitledTo(it: Subscription, graceUntil: Date | null, now: Date): PlanName | null {
  if (it.status === 'trialing' || it.status === 'active') return it.plan
  return graceUntil && now < graceUntil ? it.plan : 'free'
}

/** Counted from when the payment was due, not from when we heard of it. */
function graceOf(it: Subscription, owed: PaidOrOwed | null): Date | null {
  if (it.status !== 'past_due') return null
  const dueAt = owed?.dueAt ?? it.periodStartsAt
  return new Date(dueAt.getTime() + GRACE_DAYS * DAY_MS)
}

function oldestOwed(invoices: readonly PaidOrOwed[], { id }: Subscription): PaidOrOwed | null {
  const owed = invoices.filter(it => it.state === 'owed' && it.subscriptionId === id)
  return owed.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0] ?? null
}

function nextOf({ cancelsAt, next, plan, interval }: Subscription) {
  if (cancelsAt) return { nextPlan: 'free' as const, nextInterval: null }
  const isSame = next?.plan === plan && next?.interval === interval
  return isSame
    ? { nextPlan: null, nextInterval: null }
    : { nextPlan: next?.plan ?? null, nextInterval: next?.interval ?? null }
}

const monthlyCents = ({ status, priceCents, interval }: Subscription) =>
  status === 'trialing' ? 0 : Math.round(priceCents / MONTHS[interval])
