import { de } from './words/de.ts'
import { en } from './words/en.ts'

const LANGUAGES = { en, de }
const isKnown = (tag: string): tag is keyof typeof LANGUAGES => Object.hasOwn(LANGUAGES, tag)

/** The first language of this computer that there are words in. */
export const locale =
  navigator.languages.map(tag => tag.slice(0, 2).toLowerCase()).find(isKnown) ?? 'en'
export const words = LANGUAGES[locale]

const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const bytes = new Intl.NumberFormat(locale, {
  ...{ style: 'unit', unit: 'megabyte-per-second', maximumFractionDigits: 1 },
})

/** A moment on this computer's clock. */
export const instant = (iso: string) => instants.format(new Date(iso))
export const speed = (bytesPerSecond: number) => bytes.format(bytesPerSecond / 1_000_000)

/** A length of time in its largest unit. */
export function duration(seconds: number): string {
  const [value, unit] =
    seconds < 90
      ? [seconds, 'second']
      : seconds < 5400
        ? [seconds / 60, 'minute']
        : [seconds / 3600, 'hour']
  const format = { style: 'unit', unit, unitDisplay: 'long' } as const
  return new Intl.NumberFormat(locale, { ...format, maximumFractionDigits: 0 }).format(value)
}
