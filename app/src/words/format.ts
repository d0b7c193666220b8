import { type Locale, locale } from './locale.ts'

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB']

/** 1_500_000 → "1.5 MB", in German "1,5 MB" */
export function bytes(count: number): string {
  const step = count < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(count) / 3))
  const value = count / 1000 ** step
  const digits = value >= 100 || step === 0 ? 0 : 1
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return `${value.toLocaleString(locale(), { ...options, useGrouping: false })} ${SIZES[step]}`
}

/** 61_000 ms → "1:01" */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A formatter is dear to make, so each language's is made once. */
export function perLocale<T>(make: (tags: Locale[]) => T): () => T {
  const made = new Map<Locale, T>()
  return () => {
    const kept = made.get(locale())
    if (kept) return kept
    const fresh = make(tagsOf(locale()))
    made.set(locale(), fresh)
    return fresh
  }
}

/** The browser's own region of that language when it names one, so that dates look as at home. */
const tagsOf = (language: Locale): Locale[] => {
  // Outside a browser there may be a navigator that speaks none.
  const own = globalThis.navigator?.languages ?? []
  // Safe: only tags of that very language are kept, and Intl takes any.
  return [...own.filter(tag => tag.startsWith(language)), language] as Locale[]
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** How dates are shown so, made once: a page of days asks for the same one many times. */
function dates(how: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify([locale(), how])
  const kept = dateFormats.get(name)
  if (kept) return kept
  const fresh = new Intl.DateTimeFormat(tagsOf(locale()), how)
  dateFormats.set(name, fresh)
  return fresh
}

/** As a clock here shows it, or one of that zone. */
export const instant = (iso: string, timeZone?: string) =>
  dates({ dateStyle: 'medium', timeStyle: 'short', ...(timeZone && { timeZone }) }).format(
    new Date(iso),
  )

/** What a clock shows there: "18:00", where they count so. */
export const clock = (iso: string, timeZone: string) =>
  dates({ timeStyle: 'short', timeZone }).format(new Date(iso))

const NAMED = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const
/** The same with its zone, "2:30 AM GMT+2", where the clock alone leaves a doubt. */
export const clockWithZone = (iso: string, timeZone: string) =>
  dates({ ...NAMED, timeZone }).format(new Date(iso))

const SHORT = { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' } as const
/** From one day to another, as short as it can be said. */
export const daysAs = (first: Dated, last: Dated) =>
  dates(SHORT).formatRange(first.toDate('UTC'), last.toDate('UTC'))

interface Dated {
  toDate(timeZone: string): Date
}

/** A day of a calendar, in whichever of its parts. */
export const dayAs = (date: Dated, how: Intl.DateTimeFormatOptions) =>
  dates({ timeZone: 'UTC', ...how }).format(date.toDate('UTC'))

export const day = (iso: string) => dates({ dateStyle: 'long' }).format(new Date(iso))

/** A day of the workspace's calendar, `2026-11-22`, whatever the browser's time zone. */
export const calendarDay = (day: string) =>
  dates({ dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`))

/** 2900, "usd" → "$29.00" */
export const money = (cents: number, currency: string) =>
  new Intl.NumberFormat(tagsOf(locale()), { style: 'currency', currency }).format(cents / 100)

const figure = perLocale(tags => new Intl.NumberFormat(tags, { notation: 'compact' }))
export const count = (value: number) => figure().format(value)

const everyDigit = perLocale(tags => new Intl.NumberFormat(tags))
/** Every digit, because these are compared. */
export const exactly = (value: number) => everyDigit().format(value)

const fromNow = perLocale(tags => new Intl.RelativeTimeFormat(tags, { numeric: 'auto' }))

const STEPS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const

/** "3 hours ago", "in 2 days", "now" */
export function relative(iso: string, nowMs = Date.now()): string {
  const awayMs = Date.parse(iso) - nowMs
  const step = STEPS.find(({ ms }) => Math.abs(awayMs) >= ms)
  if (!step) return fromNow().format(0, 'second')
  return fromNow().format(Math.round(awayMs / step.ms), step.unit)
}
