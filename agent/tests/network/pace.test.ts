import { describe, expect, test } from 'bun:test'
import { rateAt } from '../../src/platforms/pace/limit.ts'
import { openSpeeds } from '../../src/platforms/pace/speeds.ts'
import { openBucket } from '../../src/platforms/pace/token-bucket.ts'

const MB = 1_000_000

describe('the bucket', () => {
  /** How long it takes until so many pieces may leave, taken by so many at once. */
  function secondsFor(pieces: number, { pieceBytes, rate }: { pieceBytes: number; rate: number }) {
    let nowMs = 0
    const bucket = openBucket(() => nowMs)
    for (let piece = 0; piece < pieces; piece += 1) nowMs += bucket.take(pieceBytes, rate)
    return nowMs / 1000
  }

  test('lets exactly as many bytes leave as were allowed', () => {
    expect(secondsFor(10_000, { pieceBytes: 65_536, rate: 5 * MB })).toBeCloseTo(131.07, 1)
    expect(secondsFor(1000, { pieceBytes: 1024, rate: 10_000 })).toBeCloseTo(102.4, 1)
  })

  test('is shared by everybody who takes from it at once', () => {
    const bucket = openBucket(() => 0)
    const waits = Array.from({ length: 4 }, () => bucket.take(MB, MB))
    expect(waits).toEqual([1000, 2000, 3000, 4000])
  })

  test('does not save up what was not used for hours', () => {
    let nowMs = 0
    const bucket = openBucket(() => nowMs)
    nowMs = 10 * 3_600_000
    expect(bucket.take(MB, MB)).toBeCloseTo(900, 5)
  })
})

describe('the hours of the limit', () => {
  const RATE = 100
  const isLimited = (from: string, to: string, instant: string) => {
    const limit = { bytesPerSecond: RATE, between: { from, to } }
    return rateAt(limit, Date.parse(instant), 'Europe/Berlin') === RATE
  }

  test('are the wall clock of this machine', () => {
    expect(isLimited('08:00', '18:00', '2026-07-01T06:00:00Z')).toBe(true)
    expect(isLimited('08:00', '18:00', '2026-07-01T05:59:59Z')).toBe(false)
    expect(isLimited('08:00', '18:00', '2026-07-01T15:59:59Z')).toBe(true)
    expect(isLimited('08:00', '18:00', '2026-07-01T16:00:00Z')).toBe(false)
    expect(isLimited('08:00', '18:00', '2026-01-01T06:30:00Z')).toBe(false)
  })

  test('may go over midnight', () => {
    expect(isLimited('22:00', '06:00', '2026-07-01T20:00:00Z')).toBe(true)
    expect(isLimited('22:00', '06:00', '2026-07-02T03:59:00Z')).toBe(true)
    expect(isLimited('22:00', '06:00', '2026-07-02T04:00:00Z')).toBe(false)
    expect(isLimited('22:00', '06:00', '2026-07-01T12:00:00Z')).toBe(false)
  })

  test('are as long as the clock says on the days it is changed', () => {
    const hours = (day: string) =>
      Array.from({ length: 24 * 60 }, (_, minute) => Date.parse(day) + minute * 60_000).filter(at =>
        isLimited('01:00', '04:00', new Date(at).toISOString()),
      ).length / 60
    // Berlin: 02:00 becomes 03:00 on the one day, 03:00 becomes 02:00 on the other.
    expect(hours('2026-03-28T23:00:00Z')).toBe(2)
    expect(hours('2026-10-24T22:00:00Z')).toBe(4)
    expect(hours('2026-07-01T22:00:00Z')).toBe(3)
  })

  test('that begin and end at the same time are the whole day, and none are always', () => {
    expect(isLimited('09:00', '09:00', '2026-07-01T01:23:00Z')).toBe(true)
    expect(rateAt({ bytesPerSecond: RATE, between: null }, 0)).toBe(RATE)
    expect(rateAt(null, 0)).toBe(null)
  })
})

describe('how long a sending may show no sign of life', () => {
  const SILENCE = 60_000

  test('is a minute where nothing left, and on a fast line', () => {
    const speed = openSpeeds()('a')
    expect(speed.allowedMs(0, SILENCE)).toBe(SILENCE)
    speed.sent(100 * MB, 1000)
    expect(speed.allowedMs(100 * MB, SILENCE)).toBeLessThan(SILENCE + 100)
  })

  test('lets a line that has proven nothing be as slow as 1 KB a second', () => {
    const speed = openSpeeds()('a')
    for (const bytes of [1000, 60_000, 200_000, 300_000]) {
      const neededMs = bytes
      expect(speed.allowedMs(bytes, SILENCE)).toBeGreaterThan(neededMs)
    }
  })

  test('does not wait for a dead line until the next day, whatever was handed to it', () => {
    const speed = openSpeeds()('a')
    expect(speed.allowedMs(16 * MB, SILENCE)).toBeLessThan(6 * SILENCE)
    for (let times = 0; times < 5; times += 1) speed.stalled(16 * MB)
    expect(speed.allowedMs(16 * MB, SILENCE)).toBeLessThanOrEqual(21 * SILENCE)
  })

  test('grows each time it was not enough, until the line has proven what it can do', () => {
    const speed = openSpeeds()('a')
    const allowed = () => speed.allowedMs(16 * MB, SILENCE)
    const first = allowed()
    speed.stalled(16 * MB)
    expect(allowed()).toBeGreaterThan(3 * first)
    speed.sent(MB, 100)
    expect(allowed()).toBeLessThan(2 * SILENCE)
  })

  test('begins patient again when a line that was fast falls silent', () => {
    const speed = openSpeeds()('a')
    speed.sent(100 * MB, 1000)
    speed.stalled(16 * MB)
    expect(speed.allowedMs(200_000, SILENCE)).toBeGreaterThan(200_000)
  })

  test('does not grow while no connection is made at all', () => {
    const speed = openSpeeds()('a')
    const before = speed.allowedMs(16 * MB, SILENCE)
    for (let times = 0; times < 5; times += 1) speed.stalled(0)
    expect(speed.allowedMs(16 * MB, SILENCE)).toBe(before)
  })

  test('is learned for each host by itself', () => {
    const speedOf = openSpeeds()
    speedOf('a').sent(MB, 1)
    expect(speedOf('b').known()).toBe(null)
    expect(speedOf('a').known()).toBe(1000 * MB)
  })
})
