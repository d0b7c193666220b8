import { z } from 'zod'

/** Each includes what those before it do. */
export const PLAN_NAMES = ['free', 'pro', 'enterprise'] as const
export const PlanName = z.enum(PLAN_NAMES)
export type PlanName = z.infer<typeof PlanName>

export interface Plan {
  title: string
  monthlyCents: number
  yearlyCents: number
  /** null = unlimited */
  uploadsPerMonth: number | null
  /** How often the model writes in a day; after that there are drafts. */
  modelTextsPerDay: number
  /** null = all */
  platforms: number | null
  analytics: 'basic' | 'advanced'
  /** null = all history */
  historyDays: number | null
  hasOwnPrompts: boolean
  hasApiAccess: boolean
  hasWhiteLabel: boolean
  support: string
}

/** What each plan costs and allows; the only place where these figures are written. */
export const PLANS: Record<PlanName, Plan> = {
  free: {
    title: 'Free',
    monthlyCents: 0,
    yearlyCents: 0,
    uploadsPerMonth: 10,
    modelTextsPerDay: 20,
    platforms: 1,
    analytics: 'basic',
    historyDays: 30,
    hasOwnPrompts: false,
    hasApiAccess: false,
    hasWhiteLabel: false,
    support: 'Community',
  },
  pro: {
    title: 'Pro',
    monthlyCents: 2900,
    yearlyCents: 29_000,
    uploadsPerMonth: 100,
    modelTextsPerDay: 200,
    platforms: null,
    analytics: 'advanced',
    historyDays: null,
    hasOwnPrompts: true,
    hasApiAccess: false,
    hasWhiteLabel: false,
    support: 'E-mail, within 48 hours',
  },
  enterprise: {
    title: 'Enterprise',
    monthlyCents: 9900,
    yearlyCents: 99_000,
    uploadsPerMonth: null,
    modelTextsPerDay: 1000,
    platforms: null,
    analytics: 'advanced',
    historyDays: null,
    hasOwnPrompts: true,
    hasApiAccess: true,
    hasWhiteLabel: true,
    support: 'Dedicated',
  },
}

/** The cheapest plan that allows this, or null when none does. */
export function planAllowing(allows: (plan: Plan) => boolean): PlanName | null {
  return PLAN_NAMES.find(name => allows(PLANS[name])) ?? null
}

/** Cents as a price a person reads: 2900 → "$29". */
export function price(cents: number): string {
  return cents % 100 === 0 ? `$${cents / 100}` : `$${(cents / 100).toFixed(2)}`
}

export const PaidPlan = z.enum(['pro', 'enterprise'])
export type PaidPlan = z.infer<typeof PaidPlan>

export const BillingInterval = z.enum(['month', 'year'])
export type BillingInterval = z.infer<typeof BillingInterval>

export const CURRENCY = 'usd'
/** How long a paid plan may be tried, once per workspace. */
export const TRIAL_DAYS = 14
/** How long a plan is kept after a payment failed. */
export const GRACE_DAYS = 7
/** Uploads that can be bought on top of a plan, for the month in which they are bought. */
export const PACK = { uploads: 25, cents: 900, mostAtOnce: 20 } as const

/** What a plan costs each time it is paid. */
export const planCents = (plan: PlanName, interval: BillingInterval): number =>
  interval === 'month' ? PLANS[plan].monthlyCents : PLANS[plan].yearlyCents

/** Whether one plan includes more than another. */
export const isLargerPlan = (plan: PlanName, than: PlanName): boolean =>
  PLAN_NAMES.indexOf(plan) > PLAN_NAMES.indexOf(than)
