import { type SafeText, safe, sanitized, strangersName } from './safe-text.rules.ts'

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' })
const HOUR_MINUTES = 60
const DAY_MINUTES = 24 * HOUR_MINUTES

/** `23 November 2026` */
export const dayOf = (instant: string): SafeText => sanitized(DAY.format(new Date(instant)), 40)

/** `23 November 2026 at 14:05 UTC` */
export const momentOf = (instant: string): SafeText =>
  safe`${dayOf(instant)} at ${sanitized(TIME.format(new Date(instant)), 10)} UTC`

/** How long something lasts: `30 minutes`, `2 hours`, `7 days`. */
export function spanOf(minutes: number): SafeText {
  const [unit, size] =
    minutes >= 2 * DAY_MINUTES
      ? (['day', DAY_MINUTES] as const)
      : minutes >= HOUR_MINUTES
        ? (['hour', HOUR_MINUTES] as const)
        : (['minute', 1] as const)
  const count = Math.floor(minutes / size)
  return sanitized(`${count} ${unit}${count === 1 ? '' : 's'}`, 20)
}

/** `$29.00`, in the currency's own form. */
export const moneyOf = (cents: number, currency: string): SafeText => {
  const style = { style: 'currency', currency: currency.toUpperCase() } as const
  const format = new Intl.NumberFormat('en-US', style)
  const { maximumFractionDigits = 2 } = format.resolvedOptions()
  return sanitized(format.format(cents / 10 ** maximumFractionDigits), 40)
}

/** Anybody can sign up with anybody's address: whoever is greeted may never have asked for it. */
export const helloTo = (name: string): SafeText => safe`Hello ${strangersName(name, safe`there`)}`
