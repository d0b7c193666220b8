import { expect, test } from 'bun:test'
import { periodOf, quotaOf, uploadsUsedUp } from './quota.rules.ts'

const at = (text: string) => new Date(text)

test('an upload counts in the UTC month of its instant, to the last millisecond', () => {
  expect(periodOf(at('2026-11-30T23:59:59.999Z'))).toBe('2026-11-01')
  expect(periodOf(at('2026-12-01T00:00:00.000Z'))).toBe('2026-12-01')
  expect(periodOf(at('2026-12-01T00:30:00+02:00'))).toBe('2026-11-01')
})

test('the month after December begins in the next year, and leap days change nothing', () => {
  const counted = { used: 0, held: 0 }
  const resets = (text: string) => quotaOf('free', at(text), counted).resetsAt
  expect(resets('2026-12-31T12:00:00Z')).toBe('2027-01-01T00:00:00.000Z')
  expect(resets('2028-02-29T12:00:00Z')).toBe('2028-03-01T00:00:00.000Z')
})

test('what is held counts as gone until it is given back', () => {
  const quota = quotaOf('free', at('2026-11-02T00:00:00Z'), { used: 7, held: 2 })
  expect(quota).toMatchObject({ limit: 10, remaining: 1, used: 7, held: 2 })
})

test('after a downgrade nothing remains, rather than less than nothing', () => {
  expect(quotaOf('free', at('2026-11-02T00:00:00Z'), { used: 60, held: 1 }).remaining).toBe(0)
})

test('an unlimited plan has neither a limit nor a remainder', () => {
  const quota = quotaOf('enterprise', at('2026-11-02T00:00:00Z'), { used: 5000, held: 1 })
  expect(quota).toMatchObject({ limit: null, remaining: null })
})

test('a creator out of uploads is told the cheapest plan that has more', () => {
  expect(uploadsUsedUp('free')).toEqual({
    sentence: 'All 10 uploads of your Free plan are used this month. Pro includes 100 a month.',
    allowedBy: 'pro',
  })
  expect(uploadsUsedUp('pro').allowedBy).toBe('enterprise')
  expect(uploadsUsedUp('pro').sentence).toContain('Enterprise has no limit.')
})
