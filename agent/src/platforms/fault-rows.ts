import { type Platform, platformRow } from '@content/api/contract'
import { localZone } from '../journal/schedule.ts'
import { type Cause, type Retry, Setback } from '../lib/step-error.ts'
import { retryOf, untilPacificMidnight } from '../lib/when-again.ts'

/** A platform's code as the catalogue knows it; null when it does not. */
export function causeOf(platform: Platform, code: string, nowMs: number): Cause | null {
  const row = platformRow(platform, code)
  if (!row) return null
  const { cause, whoCanFix, retry } = row
  const until = retry === 'pacificMidnight' ? ` ${goesOnAt(nowMs)}` : ''
  return { code, reason: `${cause}${until}`, whoCanFix, retry: retryOf(retry, nowMs) }
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

/** When YouTube's new day begins, by the creator's own clock. */
export function goesOnAt(nowMs: number, zone = localZone()): string {
  const atMs = nowMs + untilPacificMidnight(nowMs)
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone)
  return `It goes on at ${at.toPlainTime().toString({ smallestUnit: 'minute' })} your time.`
}
