import { PERIOD_DAYS, type Period } from '../../../contract/index.ts'
import { DAY_MS } from '../../lib/time.ts'

/** Days of a workspace's calendar, both included. */
export interface Span {
  from: string
  to: string
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

export const daysBetween = ({ from, to }: Span): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1

/** The days of a period that ends today; `first` is the first day with figures, if any. */
export function spanOf(period: Period, { today, first }: { today: string; first: string | null }) {
  const days = PERIOD_DAYS[period]
  if (days !== null) return { from: addDays(today, 1 - days), to: today }
  return { from: first !== null && first < today ? first : today, to: today }
}

/** As many days, just before. */
export function spanBefore(span: Span): Span {
  const days = daysBetween(span)
  return { from: addDays(span.from, -days), to: addDays(span.to, -days) }
}

/** The middle; of an even number, halfway between the two. Null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
