import type { WhoCanFix } from '@content/api/contract'
import { type Cause, DAY_MS, HOUR_MS, MINUTE_MS, type Retry } from './setback.ts'

/** Platform code → what the creator reads, who can fix it, and when trying again is safe. */
export type FaultRows = Readonly<Record<string, FaultRow>>
export type FaultRow = readonly [reason: string, whoCanFix: WhoCanFix, retry: When]
type When = 'never' | 'backoff' | 'minute' | 'fiveMinutes' | 'hour' | 'day' | 'pacificMidnight'

/** A code as the catalogue knows it; null when it does not. */
export function causeOf(rows: FaultRows, code: string, nowMs: number): Cause | null {
  const row = rows[code]
  if (!row) return null
  const [reason, whoCanFix, when] = row
  return { code, reason, whoCanFix, retry: whenOf(when, nowMs) }
}

function whenOf(when: When, nowMs: number): Retry {
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

/** YouTube counts its days in Pacific time, summer time included. */
export function untilPacificMidnight(nowMs: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Los_Angeles',
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(nowMs))
  const part = (type: string) => Number(parts.find(it => it.type === type)?.value ?? 0)
  const passedMs = ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000
  return DAY_MS - passedMs + MINUTE_MS
}
