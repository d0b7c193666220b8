import { type FaultRetry, type Platform, platformRow } from '@content/api/contract'
import { localZone } from '../journal/schedule.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../lib/durations.ts'
import { type Cause, type Retry, Setback } from '../lib/step-error.ts'

/** A platform's code as the catalogue knows it; null when it does not. */
export function causeOf(platform: Platform, code: string, nowMs: number): Cause | null {
  const row = platformRow(platform, code)
  if (!row) return null
  const { cause, whoCanFix, retry } = row
  const until = retry === 'pacificMidnight' ? ` ${goesOnAt(nowMs)}` : ''
  return { code, reason: `${cause}${until}`, whoCanFix, retry: whenOf(retry, nowMs) }
}

/** A code that nobody wrote down is said plainly, and is ours to learn about. */
export const causeOfUnknown = (name: string, code: string): Cause => ({
  code,
  reason: `${name} refused it (${code}).`,
  whoCanFix: 'us',
  retry: 'never',
})

/** What a refusal means: as the catalogue says, but never sooner than the platform itself says. */
export function setbackFrom(
  known: Cause | null,
  busy: Setback | null,
  unknown: () => Cause,
): Setback {
  if (!known) return busy ?? new Setback(unknown())
  if (!busy) return new Setback(known)
  if (known.retry === 'backoff') return busy
  return new Setback({ ...known, retry: longerOf(known.retry, busy.why.retry) })
}

/** The later of two times; where only one of the two is a time, the first stays. */
export const longerOf = (own: Retry, theirs: Retry): Retry =>
  typeof own === 'object' && typeof theirs === 'object' && theirs.afterMs > own.afterMs
    ? theirs
    : own

function whenOf(when: FaultRetry, nowMs: number): Retry {
  switch (when) {
    case 'minute':
      return { afterMs: MINUTE_MS }
    case 'fiveMinutes':
      return { afterMs: 5 * MINUTE_MS }
    case 'hour':
      return { afterMs: HOUR_MS }
    case 'day':
      return { afterMs: DAY_MS }
    case 'pacificMidnight':
      return { afterMs: untilPacificMidnight(nowMs) }
    default:
      return when
  }
}

/** When YouTube's new day begins, by the creator's own clock. */
export function goesOnAt(nowMs: number, zone = localZone()): string {
  const atMs = nowMs + untilPacificMidnight(nowMs)
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone)
  return `It goes on at ${at.toPlainTime().toString({ smallestUnit: 'minute' })} your time.`
}

/** YouTube counts its days in Pacific time, of which two a year have 23 and 25 hours. */
export function untilPacificMidnight(nowMs: number): number {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs)
  const there = now.toZonedDateTimeISO('America/Los_Angeles')
  const midnight = there.startOfDay().add({ days: 1 })
  return midnight.epochMilliseconds - nowMs + MINUTE_MS
}
