import { de } from '../../words/de/analytics.ts'
import { en } from '../../words/en/analytics.ts'
import { perLocale } from '../../words/format.ts'
import { wordsIn } from '../../words/locale.ts'

/** Every sentence of the page. */
export const analyticsWords = wordsIn({ en, de })

// A Monday, so that the first weekday is one.
const MONDAY_MS = Date.UTC(2026, 0, 5)
const HOUR_MS = 3_600_000
const weekdays = perLocale(
  tags => new Intl.DateTimeFormat(tags, { weekday: 'long', timeZone: 'UTC' }),
)
const hours = perLocale(tags => new Intl.DateTimeFormat(tags, { hour: 'numeric', timeZone: 'UTC' }))
const calendar = perLocale(
  tags => new Intl.DateTimeFormat(tags, { dateStyle: 'medium', timeZone: 'UTC' }),
)
const figures = perLocale(tags => new Intl.NumberFormat(tags))

/** 1 is Monday. */
export const weekdayOf = (weekday: number) =>
  weekdays().format(MONDAY_MS + (weekday - 1) * 24 * HOUR_MS)
export const hourOf = (hour: number) => hours().format(MONDAY_MS + hour * HOUR_MS)
/** A day of the workspace's calendar, whatever the browser's time zone. */
export const dayOf = (day: string) => calendar().format(Date.parse(`${day}T00:00:00Z`))
/** Every digit, because these are compared. */
export const exactly = (value: number) => figures().format(value)
