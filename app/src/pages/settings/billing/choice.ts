import {
  type Billing,
  type BillingInterval,
  type ChoosePlan,
  isLargerPlan,
  PLANS,
  type PlanName,
  planCents,
} from '@content/api/contract'
import { billingWords } from './words.ts'

const LIVE = ['trialing', 'active', 'past_due', 'unpaid', 'paused']
const OWED = ['past_due', 'unpaid', 'paused']

/** What a plan's button does for whoever pays as `billing` says. */
export type Choice =
  | { kind: 'current' }
  | { kind: 'none' }
  /** Paid for the first time, on Stripe's page. */
  | { kind: 'begin'; hasTrial: boolean }
  /** At once, for this much now; null while nothing is charged. */
  | { kind: 'now'; cents: number | null }
  | { kind: 'later'; at: string }
  | { kind: 'cancel'; at: string }
  /** It is what comes next already. */
  | { kind: 'planned'; at: string }
  /** The plan of now, when another was to follow. */
  | { kind: 'stay' }
  /** A payment is open, and comes first. */
  | { kind: 'owed' }

export interface Wish {
  plan: PlanName
  interval: BillingInterval
}

export const isRunning = ({ status }: Billing): boolean => status !== null && LIVE.includes(status)
export const isOwed = ({ status }: Billing): boolean => status !== null && OWED.includes(status)

/** What pressing a plan would do. */
export function choiceFor(billing: Billing, { plan, interval }: Wish, now: Date): Choice {
  if (!isRunning(billing)) return beginning(billing, plan)
  const at = billing.cancelsAt ?? billing.periodEndsAt ?? now.toISOString()
  if (plan === 'free') return { kind: billing.cancelsAt ? 'planned' : 'cancel', at }
  if (isOwed(billing)) return { kind: 'owed' }
  if (plan === billing.plan && interval === billing.interval) {
    return { kind: billing.nextPlan === null ? 'current' : 'stay' }
  }
  if (plan === billing.nextPlan && interval === billing.nextInterval) return { kind: 'planned', at }
  if (!comesAtOnce(billing, { plan, interval })) return { kind: 'later', at }
  return { kind: 'now', cents: differenceCents(billing, { plan, interval }, now) }
}

function beginning({ plan: current, mayTry }: Billing, plan: PlanName): Choice {
  if (plan === current) return { kind: 'current' }
  return isLargerPlan(plan, current) ? { kind: 'begin', hasTrial: mayTry } : { kind: 'none' }
}

function comesAtOnce(billing: Billing, to: Wish): boolean {
  if (billing.status === 'trialing') return true
  if (billing.plan !== to.plan) return isLargerPlan(to.plan, billing.plan)
  return billing.interval === 'month' && to.interval === 'year'
}

/** What is charged today for a larger plan: its price, less what is left of what was paid. */
export function differenceCents(billing: Billing, to: Wish, now: Date): number | null {
  const { plan, interval, periodEndsAt, status } = billing
  if (status === 'trialing' || interval === null || periodEndsAt === null) return null
  const left = shareLeft({ interval, periodEndsAt }, now)
  const unused = planCents(plan, interval) * left
  const wanted = planCents(to.plan, to.interval) * (to.interval === interval ? left : 1)
  return Math.max(0, Math.round(wanted - unused))
}

function shareLeft(period: { interval: BillingInterval; periodEndsAt: string }, now: Date): number {
  const end = new Date(period.periodEndsAt)
  const begin = new Date(end)
  begin.setUTCMonth(begin.getUTCMonth() - (period.interval === 'month' ? 1 : 12))
  const share = (end.getTime() - now.getTime()) / (end.getTime() - begin.getTime())
  return Math.min(1, Math.max(0, share))
}

/** What a change that counts at once is called on its button. */
export function wordsAtOnce({ plan: current }: Billing, { plan, interval }: Wish): string {
  const words = billingWords()
  if (plan === current) return interval === 'year' ? words.payYearly : words.payMonthly
  const { title } = PLANS[plan]
  return isLargerPlan(plan, current) ? words.upgradeTo(title) : words.changeTo(title)
}

/** The plan as Stripe's page or a change takes it; null for the one that nobody pays. */
export const payable = ({ plan, interval }: Wish): ChoosePlan | null =>
  plan === 'free' ? null : { plan, interval }
