import { expect, test } from 'bun:test'
import fc from 'fast-check'
import {
  BadSchedule,
  describeSchedule,
  instantOf,
  parseSchedule,
  readSchedule,
} from '../../src/journal/schedule.ts'

const at = (text: string, zone: string) => new Date(instantOf(parseSchedule(text, zone)))
const iso = (text: string, zone: string) => at(text, zone).toISOString()

test('a wall time keeps its hour on both sides of a clock change', () => {
  expect(iso('2026-10-24 18:00', 'Europe/Berlin')).toBe('2026-10-24T16:00:00.000Z')
  expect(iso('2026-10-25 18:00', 'Europe/Berlin')).toBe('2026-10-25T17:00:00.000Z')
  expect(iso('2026-03-08T09:05', 'America/New_York')).toBe('2026-03-08T13:05:00.000Z')
  expect(iso('2026-12-01 9:05', 'asia/kathmandu')).toBe('2026-12-01T03:20:00.000Z')
})

test('a time that the clocks skip means the first moment after', () => {
  expect(iso('2026-03-29 02:30', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z')
  expect(iso('2026-10-04 02:10', 'Australia/Lord_Howe')).toBe('2026-10-03T15:30:00.000Z')
  expect(iso('2011-12-30 12:00', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z')
})

test('a time that the clocks show twice means the earlier one', () => {
  expect(iso('2026-10-25 02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
  expect(iso('2026-11-01 01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z')
})

test('what is no date, no time or no zone is refused with what to write', () => {
  const wrong = (text: string, zone = 'Europe/Berlin') => {
    try {
      return `accepted ${JSON.stringify(parseSchedule(text, zone))}`
    } catch (error) {
      return error instanceof BadSchedule ? error.message : 'another error'
    }
  }
  expect(wrong('tomorrow')).toContain('2026-12-01 18:00')
  expect(wrong('2026-12-01')).toContain('2026-12-01 18:00')
  expect(wrong('2026-02-30 10:00')).toContain('There is no 2026-02-30')
  expect(wrong('2026-12-01 24:00')).toContain('There is no')
  expect(wrong('2026-12-01 10:00', 'Mars/Base')).toContain('Europe/Berlin')
  expect(wrong('2026-12-01 10:00', '+01:00')).toContain('Europe/Berlin')
  expect(wrong('2026-12-01 10:00', '')).toContain('Europe/Berlin')
})

test('it is shown in its own zone and on the clock here', () => {
  const schedule = readSchedule('{"wall":"2026-12-01T18:00","zone":"Europe/Berlin"}')
  if (!schedule) throw new Error('It is a schedule.')
  const shown = describeSchedule(schedule, 'America/New_York')
  expect(shown).toBe('2026-12-01 18:00 Europe/Berlin (2026-12-01 12:00 America/New_York)')
  expect(describeSchedule(schedule, 'Europe/Berlin')).toBe('2026-12-01 18:00 Europe/Berlin')
  expect(readSchedule(null)).toBeNull()
})

const ZONES = Intl.supportedValuesOf('timeZone')

/** Some minute within a day of some clock change of some zone. */
const aroundChanges = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    startMs: fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2037, 0) }),
    minutes: fc.integer({ min: -1560, max: 1560 }),
  })
  .map(({ zone, startMs, minutes }) => {
    const start = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(zone)
    const change = start.getTimeZoneTransition('next') ?? start
    const wall = change.toPlainDateTime().add({ minutes }).toString({ smallestUnit: 'minute' })
    return { schedule: { wall, zone } }
  })

const wallAt = (ms: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime()

// Searching minute by minute knows nothing of rules for gaps and doubles.
function firstMinuteNotBefore(wall: Temporal.PlainDateTime, zone: string): number {
  const guess = Date.parse(`${wall.toString()}Z`)
  for (let ms = guess - 30 * 3_600_000; ; ms += 60_000) {
    if (Temporal.PlainDateTime.compare(wallAt(ms, zone), wall) >= 0) return ms
  }
}

test('in every zone it is the first minute at which the clocks have got that far', () => {
  fc.assert(
    fc.property(aroundChanges, ({ schedule: { wall, zone } }) => {
      const wanted = Temporal.PlainDateTime.from(wall)
      const found = instantOf({ wall, zone })
      const reached = firstMinuteNotBefore(wanted, zone)
      expect(Math.ceil(found / 60_000) * 60_000).toBe(reached)
    }),
    { numRuns: 400 },
  )
})
