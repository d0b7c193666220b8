import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { instantOf } from '../../../agent/src/journal/schedule.ts'
import { asLocal, momentOf, readDay, startOf, wallAt } from './zoned.ts'

const BERLIN = 'Europe/Berlin'
const moment = (local: string, timeZone = BERLIN) => {
  const { at, oddity } = momentOf({ local, timeZone })
  return [at.toISOString(), oddity]
}

test('a usual time is one moment, in summer and in winter', () => {
  expect(moment('2026-12-01T18:00')).toEqual(['2026-12-01T17:00:00.000Z', null])
  expect(moment('2026-07-01T18:00')).toEqual(['2026-07-01T16:00:00.000Z', null])
})

test('what the clocks skip goes out right after, what they show twice the first time', () => {
  expect(moment('2027-03-28T02:30')).toEqual(['2027-03-28T01:00:00.000Z', 'skipped'])
  expect(moment('2026-10-25T02:30')).toEqual(['2026-10-25T00:30:00.000Z', 'twice'])
  // Half an hour, on an island.
  expect(moment('2026-10-04T02:15', 'Australia/Lord_Howe')).toEqual([
    '2026-10-03T15:30:00.000Z',
    'skipped',
  ])
})

test('a day without a midnight begins when it begins', () => {
  const day = readDay('2026-09-06')
  if (!day) throw new Error('unreachable')
  expect(startOf(day, 'America/Santiago').toISOString()).toBe('2026-09-06T04:00:00.000Z')
  expect(readDay('2026-02-30')).toBeUndefined()
  expect(readDay(undefined)).toBeUndefined()
})

const ZONES = [BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC']
const minutes = fc.integer({ min: 0, max: 3 * 366 * 24 * 60 })
const START_MS = Date.UTC(2026, 0, 1)

test('the page reads every time of a zone as the agent does', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES, 'America/Santiago'), minutes, (timeZone, minute) => {
      const local = new Date(START_MS + minute * 60_000).toISOString().slice(0, 16)
      const { at, oddity } = momentOf({ local, timeZone })
      expect(at.getTime()).toBe(instantOf({ wall: local, zone: timeZone }))
      if (oddity !== 'skipped') expect(asLocal(wallAt(at, timeZone))).toBe(local)
    }),
    { numRuns: 2000 },
  )
})
