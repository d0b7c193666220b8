import type { Config } from '../../config.ts'

export type UploadLimit = NonNullable<Config['uploadLimit']>

/** The rate that holds at this instant by the creator's wall clock; null when none does. */
export function rateAt(
  limit: UploadLimit | null,
  nowMs: number,
  zone: string = Temporal.Now.timeZoneId(),
): number | null {
  if (!limit) return null
  if (!limit.between) return limit.bytesPerSecond
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(nowMs)).toZonedDateTimeISO(zone)
  const minute = at.hour * 60 + at.minute
  const [from, to] = [minuteOf(limit.between.from), minuteOf(limit.between.to)]
  // The same time twice is the whole day; a later start than end goes over midnight.
  const isInside = from < to ? minute >= from && minute < to : minute >= from || minute < to
  return isInside ? limit.bytesPerSecond : null
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
