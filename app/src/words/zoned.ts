import type { LocalTime } from '@content/api/contract'
import {
  type CalendarDate,
  type CalendarDateTime,
  fromAbsolute,
  parseDate,
  parseDateTime,
  toCalendarDate,
  toCalendarDateTime,
  toZoned,
} from '@internationalized/date'

/** `skipped`: the clocks jump over it. `twice`: they show it once more an hour later. */
export type ClockOddity = 'skipped' | 'twice' | null

export interface Meant {
  /** The moment at which it goes out, as the agent reads it. */
  at: Date
  oddity: ClockOddity
}

const MINUTE_MS = 60_000

/**
 * What a time on a zone's clock means: of what is shown twice the first, and of what is skipped
 * the moment right after.
 */
export function momentOf({ local, timeZone }: LocalTime): Meant {
  const wall = parseDateTime(local)
  const earlier = toZoned(wall, timeZone, 'earlier').toDate()
  const later = toZoned(wall, timeZone, 'later').toDate()
  if (earlier.getTime() === later.getTime()) return { at: earlier, oddity: null }
  const isShown = wallAt(earlier, timeZone).compare(wall) === 0
  if (isShown) return { at: earlier, oddity: 'twice' }
  return { at: changeBetween(earlier, later, timeZone), oddity: 'skipped' }
}

/** The first minute after the one change of the clocks between these. */
function changeBetween(before: Date, after: Date, timeZone: string): Date {
  const offset = (ms: number) => fromAbsolute(ms, timeZone).offset
  let [from, to] = [before.getTime() / MINUTE_MS, after.getTime() / MINUTE_MS]
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2)
    if (offset(middle * MINUTE_MS) === offset(before.getTime())) from = middle
    else to = middle
  }
  return new Date(to * MINUTE_MS)
}

/** What a zone's calendar and clock show at a moment. */
export const wallAt = (at: Date, timeZone: string): CalendarDateTime =>
  toCalendarDateTime(fromAbsolute(at.getTime(), timeZone))

export const dayAt = (at: Date, timeZone: string): CalendarDate =>
  toCalendarDate(fromAbsolute(at.getTime(), timeZone))

/** `2026-12-01T18:00`, as orders and fields have it. */
export const asLocal = (wall: CalendarDateTime): string => wall.toString().slice(0, 16)

/** When a day begins there; not every day begins at midnight. */
export const startOf = (day: CalendarDate, timeZone: string): Date =>
  momentOf({ local: `${day.toString()}T00:00`, timeZone }).at

/** A day from an address; undefined when it is none. */
export function readDay(text: unknown): CalendarDate | undefined {
  try {
    return typeof text === 'string' ? parseDate(text) : undefined
  } catch {
    return undefined
  }
}
