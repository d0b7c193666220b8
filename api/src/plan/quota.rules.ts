import { PLANS, type PlanName, type Quota } from '../../contract/index.ts'
import { DAY_MS, MINUTE_MS } from '../lib/time.ts'

/** How long a reserved upload is kept for a device that says nothing. */
export const HOLD_MS = 60 * MINUTE_MS
/** How long it is kept while nobody knows whether the platform has the video. */
export const UNKNOWN_HOLD_MS = 7 * DAY_MS

/** The month in which an upload counts: its first day in UTC. */
export function periodOf(now: Date): string {
  return dayText(monthStart(now, 0))
}

export interface Counted {
  used: number
  held: number
  /** Bought on top of the plan. */
  extra: number
}

/** What a workspace has left of its plan's month and of what it bought for it. */
export function quotaOf(plan: PlanName, now: Date, { used, held, extra }: Counted): Quota {
  const included = PLANS[plan].uploadsPerMonth
  const limit = included === null ? null : included + extra
  return {
    plan,
    period: periodOf(now),
    used,
    held,
    extra,
    limit,
    remaining: limit === null ? null : Math.max(0, limit - used - held),
    resetsAt: monthStart(now, 1).toISOString(),
  }
}

/** Which warning a count calls for: at 80 % or at 100 %; null below, or without a limit. */
export function warningAt(gone: number, limit: number | null): 80 | 100 | null {
  if (limit === null) return null
  if (gone >= limit) return 100
  return gone * 100 >= limit * 80 ? 80 : null
}

const monthStart = (now: Date, monthsLater: number) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + monthsLater, 1))

const dayText = (date: Date) => date.toISOString().slice(0, 10)
