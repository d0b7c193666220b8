import { PLANS, type PlanName, planAllowing, type Quota } from '../../contract/index.ts'

const MINUTE_MS = 60_000

/** How long a reserved upload is kept for a device that says nothing. */
export const HOLD_MS = 60 * MINUTE_MS
/** How long it is kept while nobody knows whether the platform has the video. */
export const UNKNOWN_HOLD_MS = 7 * 24 * 60 * MINUTE_MS

/** The month in which an upload counts: its first day in UTC. */
export function periodOf(now: Date): string {
  return dayText(monthStart(now, 0))
}

/** What a workspace has left of its plan's month. */
export function quotaOf(plan: PlanName, now: Date, counted: { used: number; held: number }): Quota {
  const limit = PLANS[plan].uploadsPerMonth
  return {
    plan,
    period: periodOf(now),
    used: counted.used,
    held: counted.held,
    limit,
    remaining: limit === null ? null : Math.max(0, limit - counted.used - counted.held),
    resetsAt: monthStart(now, 1).toISOString(),
  }
}

/** What a creator reads when the month's uploads are used up, and the plan that would help. */
export function uploadsUsedUp(plan: PlanName): { sentence: string; allowedBy: PlanName | null } {
  const limit = PLANS[plan].uploadsPerMonth ?? 0
  const allowedBy = planAllowing(
    ({ uploadsPerMonth }) => uploadsPerMonth === null || uploadsPerMonth > limit,
  )
  const used = `All ${limit} uploads of your ${PLANS[plan].title} plan are used this month.`
  return { sentence: allowedBy ? `${used} ${offer(allowedBy)}` : used, allowedBy }
}

function offer(plan: PlanName): string {
  const { title, uploadsPerMonth } = PLANS[plan]
  return uploadsPerMonth === null
    ? `${title} has no limit.`
    : `${title} includes ${uploadsPerMonth} a month.`
}

const monthStart = (now: Date, monthsLater: number) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + monthsLater, 1))

const dayText = (date: Date) => date.toISOString().slice(0, 10)
