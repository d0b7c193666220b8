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

/** 1 is Monday. */
export const weekdayOf = (weekday: number) =>
  weekdays().format(MONDAY_MS + (weekday - 1) * 24 * HOUR_MS)
export const hourOf = (hour: number) => hours().format(MONDAY_MS + hour * HOUR_MS)
