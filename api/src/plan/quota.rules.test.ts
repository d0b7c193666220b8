import { expect, test } from 'bun:test'
import { periodOf, quotaOf, warningAt } from './quota.rules.ts'

const at = (text: string) => new Date(text)

test('an upload counts in the UTC month of its instant, to the last millisecond', () => {
  expect(periodOf(at('2026-11-30T23:59:59.999Z'))).toBe('2026-11-01')
  expect(periodOf(at('2026-12-01T00:00:00.000Z'))).toBe('2026-12-01')
  expect(periodOf(at('2026-12-01T00:30:00+02:00'))).toBe('2026-11-01')
})

test('the month after December begins in the next year, and leap days change nothing', () => {
  const counted = { used: 0, held: 0, extra: 0 }
  const resets = (text: string) => quotaOf('free', at(text), counted).resetsAt
  expect(resets('2026-12-31T12:00:00Z')).toBe('2027-01-01T00:00:00.000Z')
  expect(resets('2028-02-29T12:00:00Z')).toBe('2028-03-01T00:00:00.000Z')
})

test('what is held counts as gone until it is given back', () => {
  const quota = quotaOf('free', at('2026-11-02T00:00:00Z'), { used: 7, held: 2, extra: 0 })
  expect(quota).toMatchObject({ limit: 10, remaining: 1, used: 7, held: 2 })
})

test('after a downgrade nothing remains, rather than less than nothing', () => {
  expect(
    quotaOf('free', at('2026-11-02T00:00:00Z'), { used: 60, held: 1, extra: 0 }).remaining,
  ).toBe(0)
})

test('an unlimited plan has neither a limit nor a remainder', () => {
  const quota = quotaOf('enterprise', at('2026-11-02T00:00:00Z'), { used: 5000, held: 1, extra: 0 })
  expect(quota).toMatchObject({ limit: null, remaining: null })
})

test('what was bought on top of the plan raises the limit', () => {
  const quota = quotaOf('free', at('2026-11-02T00:00:00Z'), { used: 10, held: 1, extra: 25 })
  expect(quota).toMatchObject({ limit: 35, extra: 25, remaining: 24 })
})

test('a creator is warned at 80 % and at 100 %, and never without a limit', () => {
  expect([7, 8, 9, 10, 11].map(gone => warningAt(gone, 10))).toEqual([null, 80, 80, 100, 100])
  expect(warningAt(28, 35)).toBe(80)
  expect(warningAt(27, 35)).toBeNull()
  expect(warningAt(9999, null)).toBeNull()
})
