import { de } from './words/de.ts'
import { en } from './words/en.ts'

const LANGUAGES = { en, de }
export type Language = keyof typeof LANGUAGES
const isKnown = (tag: string): tag is Language => Object.hasOwn(LANGUAGES, tag)

/** Under this name the choice of a language outlives a reload. */
export const LANGUAGE = 'language'

const chosen = sessionStorage.getItem(LANGUAGE) ?? ''
/** What was chosen, else the first language of this computer that there are words in. */
export const locale: Language = isKnown(chosen)
  ? chosen
  : (navigator.languages.map(tag => tag.slice(0, 2).toLowerCase()).find(isKnown) ?? 'en')
export const words = LANGUAGES[locale]

/** The computer's own region of that language when it names one, so that dates look as at home. */
const tags = [...navigator.languages.filter(tag => tag.startsWith(locale)), locale]

const instants = new Intl.DateTimeFormat(tags, { dateStyle: 'medium', timeStyle: 'short' })
const clocks = new Intl.DateTimeFormat(tags, { timeStyle: 'short' })
const megabytes = new Intl.NumberFormat(tags, {
  ...{ style: 'unit', unit: 'megabyte-per-second', maximumFractionDigits: 1 },
})
const whole = new Intl.NumberFormat(tags)

/** A moment on this computer's clock; today's by its hour alone. */
export function instant(iso: string): string {
  const at = new Date(iso)
  const isToday = at.toDateString() === new Date().toDateString()
  return (isToday ? clocks : instants).format(at)
}
export const speed = (bytesPerSecond: number) => megabytes.format(bytesPerSecond / 1_000_000)
export const number = (value: number) => whole.format(value)

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
/** 1_500_000 → "1.5 MB" */
export function size(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(bytes) / 3))
  const format = { style: 'unit', unit: SIZES[step], maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(tags, format).format(bytes / 1000 ** step)
}

/** How long a video is: 61_000 → "1:01" */
export function length(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A length of time in its largest unit. */
export function duration(seconds: number): string {
  const [value, unit] =
    seconds < 90
      ? [seconds, 'second']
      : seconds < 5400
        ? [seconds / 60, 'minute']
        : [seconds / 3600, 'hour']
  const format = { style: 'unit', unit, unitDisplay: 'long' } as const
  return new Intl.NumberFormat(tags, { ...format, maximumFractionDigits: 0 }).format(value)
}
