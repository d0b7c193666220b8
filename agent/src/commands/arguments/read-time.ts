import { instantOf, localZone, parseSchedule } from '../../journal/schedule.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/durations.ts'

const UNITS = { d: DAY_MS, h: HOUR_MS, m: MINUTE_MS } as const
const LONGEST_MS = 366 * UNITS.d

/** `2h`, `90m`, `1h30m`, `2d` in milliseconds; null when it is none of that. */
export function durationMs(text: string): number | null {
  const [all, d, h, m] = /^(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?$/.exec(text.trim()) ?? []
  if (!all) return null
  const ms = Number(d ?? 0) * UNITS.d + Number(h ?? 0) * UNITS.h + Number(m ?? 0) * UNITS.m
  return ms > 0 && ms <= LONGEST_MS ? ms : null
}

/** `08:00` (the next one) or a day and a time, on the clock of this machine. */
export function momentOf(text: string, nowMs: number, zone = localZone()): number {
  if (!/^\d{1,2}:\d{2}$/.test(text.trim())) return instantOf(parseSchedule(text, zone))
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate()
  const on = (day: Temporal.PlainDate) => instantOf(parseSchedule(`${day} ${text}`, zone))
  const atMs = on(today)
  return atMs > nowMs ? atMs : on(today.add({ days: 1 }))
}
