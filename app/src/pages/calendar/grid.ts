import {
  type CalendarDate,
  endOfMonth,
  endOfWeek,
  getHoursInDay,
  startOfMonth,
  startOfWeek,
} from '@internationalized/date'

export const VIEWS = ['month', 'week', 'list'] as const
export type View = (typeof VIEWS)[number]

/** How many of a day a view asks for, of each platform; a month has room for so many altogether. */
export const MOST_A_DAY: Readonly<Record<View, number>> = { month: 4, week: 20, list: 20 }

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

/** By how many hours a day is longer or shorter than others there; 0 on nearly all of them. */
export const clockChange = (day: CalendarDate, timeZone: string): number =>
  getHoursInDay(day, timeZone) - 24

/** By so much the week is drawn, and moved in by keyboard and pointer. */
export const STEP_MINUTES = 15
/** Tall enough for the two lines of an entry. */
export const HOUR_REM = 3.5
const USUAL_HOURS = { from: 7, to: 22 }

/** The hours that a week shows: those of a day's work, and whatever lies before or after. */
export function hoursOf(minutes: readonly number[]): { from: number; to: number } {
  const hours = minutes.map(it => Math.floor(it / 60))
  return {
    from: Math.min(USUAL_HOURS.from, ...hours),
    to: Math.max(USUAL_HOURS.to, ...hours.map(it => it + 1)),
  }
}

export interface Lane {
  lane: number
  of: number
}

/** Side by side what would lie on one another: in which lane each stands, in order of time. */
export function lanesOf(minutes: readonly number[], lastsMinutes: number): Lane[] {
  const placed: Lane[] = []
  let ends: number[] = []
  let first = 0
  for (const [at, minute] of minutes.entries()) {
    if (ends.every(end => end <= minute)) {
      ends = []
      first = at
    }
    const free = ends.findIndex(end => end <= minute)
    const lane = free < 0 ? ends.length : free
    ends[lane] = minute + lastsMinutes
    placed.push({ lane, of: 1 })
    for (const it of placed.slice(first)) it.of = ends.length
  }
  return placed
}
