import { expect, test } from 'bun:test'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../lib/time.ts'
import { nextFiguresAt, nextTryAt } from './schedule.rules.ts'

const NOW = new Date('2026-11-22T12:00:00Z')
const pauseMs = (ageMs: number, missed = 0) =>
  nextFiguresAt(new Date(NOW.getTime() - ageMs), missed, NOW).getTime() - NOW.getTime()

test('a video is asked about often on its first day, and weekly when it is old', () => {
  expect(pauseMs(0)).toBe(HOUR_MS)
  expect(pauseMs(DAY_MS)).toBe(6 * HOUR_MS)
  expect(pauseMs(7 * DAY_MS)).toBe(12 * HOUR_MS)
  expect(pauseMs(30 * DAY_MS)).toBe(7 * DAY_MS)
})

test('a video of which nothing is told is asked about less and less, but weekly at least', () => {
  expect([0, 1, 2, 3].map(missed => pauseMs(0, missed) / HOUR_MS)).toEqual([1, 2, 4, 8])
  expect(pauseMs(0, 1000)).toBe(7 * DAY_MS)
})

test('a platform that is down is asked again later and later, and no sooner than it says', () => {
  const waits = (failed: number, seconds?: number) =>
    nextTryAt(failed, seconds, NOW).getTime() - NOW.getTime()
  expect([0, 1, 2].map(failed => waits(failed) / MINUTE_MS)).toEqual([5, 10, 20])
  expect(waits(1000)).toBe(6 * HOUR_MS)
  expect(waits(0, 3600)).toBe(HOUR_MS)
})
