import { z } from 'zod'

/** When to publish, as the creator's own clock and calendar will show it there. */
export interface Schedule {
  /** `2026-12-01T18:00` */
  wall: string
  /** An IANA zone, such as `Europe/Berlin`. */
  zone: string
}

/** A date, a time or a zone that cannot be used; the message says what is expected. */
export class BadSchedule extends Error {}

const WALL = /^(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}:\d{2})$/

/** Reads `2026-12-01 18:00` in a zone. Throws a BadSchedule with a sentence for the person. */
export function parseSchedule(text: string, zone: string): Schedule {
  const [, day = '', time = ''] = WALL.exec(text.trim()) ?? []
  if (!day) throw new BadSchedule(`"${text}" is no date and time. Write it like 2026-12-01 18:00.`)
  const wall = `${day}T${time.padStart(5, '0')}`
  try {
    Temporal.PlainDateTime.from(wall, { overflow: 'reject' })
  } catch {
    throw new BadSchedule(`There is no ${day} ${time} in the calendar.`)
  }
  return { wall, zone: zoneNamed(zone) }
}

/**
 * The instant this means by the rules of the zone as they are known now, so it is asked anew at
 * each look. What the clocks skip is the first moment after; what they show twice, the earlier.
 */
export function instantOf({ wall, zone }: Schedule): number {
  const wanted = Temporal.PlainDateTime.from(wall)
  const found = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (found.toPlainDateTime().equals(wanted)) return found.epochMilliseconds
  // In a gap "earlier" lies before the change by as much as the clocks skip.
  return (found.getTimeZoneTransition('next') ?? found).epochMilliseconds
}

const Stored = z.object({ wall: z.string(), zone: z.string() })

/** What the journal holds; null: as soon as it can. */
export const readSchedule = (json: string | null): Schedule | null =>
  json === null ? null : Stored.parse(JSON.parse(json))

/** The creator's words first, and what that is on this machine's clock where it differs. */
export function describeSchedule(schedule: Schedule, here = localZone()): string {
  const said = `${schedule.wall.replace('T', ' ')} ${schedule.zone}`
  if (schedule.zone === here) return said
  const local = Temporal.Instant.fromEpochMilliseconds(instantOf(schedule)).toZonedDateTimeISO(here)
  return `${said} (${minutesOf(local.toPlainDateTime())} ${here})`
}

export const localZone = () => Temporal.Now.timeZoneId()

/** An instant as this machine's clock shows it. */
export const localTime = (atMs: number, zone = localZone()) =>
  minutesOf(Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDateTime())

const minutesOf = (at: Temporal.PlainDateTime) =>
  at.toString({ smallestUnit: 'minute' }).replace('T', ' ')

function zoneNamed(text: string): string {
  const sentence = `"${text}" is no time zone. Write one like Europe/Berlin or America/New_York.`
  // A fixed offset would drift by an hour when the clocks change.
  if (/^[+-]|^$/.test(text)) throw new BadSchedule(sentence)
  try {
    return Temporal.Now.zonedDateTimeISO(text).timeZoneId
  } catch {
    throw new BadSchedule(sentence)
  }
}
