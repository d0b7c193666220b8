import { DAY_SECONDS, HOUR_SECONDS } from '../../durations.ts'
import type { Kind, Own, Shapes } from './shapes.ts'

/** Stripe's own delays: a draft is open for an hour, a first invoice can be paid for 23. */
export const DRAFT_SECONDS = HOUR_SECONDS
export const INCOMPLETE_SECONDS = 23 * HOUR_SECONDS
const TRIAL_NOTICE = 3 * DAY_SECONDS
const UPCOMING_NOTICE = 7 * DAY_SECONDS

type DueOf = { [K in Kind]?: (value: Shapes[K], own: Own<K>) => number | null }

const DUES: DueOf = {
  subscription: (it, own) => {
    const end = periodEnd(it)
    const isLive = ['trialing', 'active', 'past_due', 'unpaid'].includes(it.status)
    const first = own.incompleteUntil ?? null
    if (it.status === 'incomplete') return first
    if (!isLive) return null
    const isTold = it.status !== 'trialing' || own.isTrialEndTold || it.trial_end === null
    const isUpcomingSaid = own.upcomingFor === end || it.status === 'unpaid' || isEnding(it)
    return earliest([
      end,
      it.cancel_at,
      isTold || it.trial_end === null ? null : it.trial_end - TRIAL_NOTICE,
      isUpcomingSaid ? null : end - UPCOMING_NOTICE,
    ])
  },
  invoice: it => {
    if (it.status === 'draft') return it.auto_advance ? it.automatically_finalizes_at : null
    return it.status === 'open' ? it.next_payment_attempt : null
  },
  subscription_schedule: it => {
    if (it.status === 'not_started') return it.phases[0]?.start_date ?? null
    return it.status === 'active' ? (it.current_phase?.end_date ?? null) : null
  },
  'checkout.session': it => (it.status === 'open' ? it.expires_at : null),
}

/** When an object next changes by itself, if ever. */
export function dueOf<K extends Kind>(kind: K, value: Shapes[K], own: Own<K>): number | null {
  return DUES[kind]?.(value, own) ?? null
}

/** Since 2025 a period belongs to the items; ours all share one. */
export function periodEnd(subscription: Shapes['subscription']): number {
  return Math.max(...subscription.items.data.map(item => item.current_period_end))
}

export function periodStart(subscription: Shapes['subscription']): number {
  return Math.min(...subscription.items.data.map(item => item.current_period_start))
}

/** Whether it will not renew at the end of this period. */
export function isEnding(subscription: Shapes['subscription']): boolean {
  const { cancel_at } = subscription
  return cancel_at !== null && cancel_at <= periodEnd(subscription)
}

function earliest(times: (number | null)[]): number | null {
  const set = times.filter(time => time !== null)
  return set.length > 0 ? Math.min(...set) : null
}

/** The next renewal after `from`, counted in whole intervals from the anchor, as calendars do. */
export function nextBoundary(
  anchor: number,
  from: number,
  every: { interval: string; count: number },
): number {
  for (let n = 0; ; n += 1) {
    const at = addIntervals(anchor, n, every)
    if (at > from) return at
  }
}

/** The 31st of January and a month is the 28th of February; two months are the 31st of March. */
export function addIntervals(
  start: number,
  n: number,
  { interval, count }: { interval: string; count: number },
): number {
  const steps = n * count
  if (interval === 'day') return start + steps * DAY_SECONDS
  if (interval === 'week') return start + steps * 7 * DAY_SECONDS
  const months = interval === 'year' ? steps * 12 : steps
  const date = new Date(start * 1000)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime() / 1000
}
