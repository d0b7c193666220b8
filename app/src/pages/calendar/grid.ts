import {
  type CalendarDate,
  endOfMonth,
  endOfWeek,
  startOfMonth,
  startOfWeek,
} from '@internationalized/date'
import { startOf } from '../../words/zoned.ts'

export const VIEWS = ['month', 'week', 'list'] as const
export type View = (typeof VIEWS)[number]

/** The days that a view of this day shows: whole weeks, except for a list. */
export function daysOf(view: View, day: CalendarDate, locale: string): CalendarDate[] {
  const first = view === 'week' ? day : startOfMonth(day)
  const last = view === 'week' ? day : endOfMonth(day)
  const from = view === 'list' ? first : startOfWeek(first, locale)
  const to = view === 'list' ? last : endOfWeek(last, locale)
  const days: CalendarDate[] = []
  for (let at = from; at.compare(to) <= 0; at = at.add({ days: 1 })) days.push(at)
  return days
}

/** The day that the view before or after shows. */
export const beside = (view: View, day: CalendarDate, by: 1 | -1): CalendarDate =>
  view === 'week' ? day.add({ weeks: by }) : startOfMonth(day).add({ months: by })

const HOUR_MS = 3_600_000

/** By how many hours a day is longer or shorter than others there; 0 on nearly all of them. */
export function clockChange(day: CalendarDate, timeZone: string): number {
  const next = startOf(day.add({ days: 1 }), timeZone)
  return (next.getTime() - startOf(day, timeZone).getTime()) / HOUR_MS - 24
}
