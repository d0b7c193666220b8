import type { FaultRetry } from '@content/api/contract'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './durations.ts'
import type { Retry } from './step-error.ts'

/** What a row of the catalogue says about trying again, from now on. */
export function retryOf(when: FaultRetry, nowMs: number): Retry {
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

/** YouTube counts its days in Pacific time, of which two a year have 23 and 25 hours. */
export function untilPacificMidnight(nowMs: number): number {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs)
  const there = now.toZonedDateTimeISO('America/Los_Angeles')
  const midnight = there.startOfDay().add({ days: 1 })
  return midnight.epochMilliseconds - nowMs + MINUTE_MS
}
