import { expect, test } from 'bun:test'
import { MemoryWindows } from './memory.ts'
import type { RateLimit } from './rate-limits.ts'

const limit: RateLimit = { name: 'login', points: 2, windowSeconds: 60, by: 'address' }

test('a caller is let in as often as the limit says, and again in the next window', () => {
  let nowMs = 0
  const windows = new MemoryWindows(() => nowMs)
  const ask = () => windows.consume(limit, 'a').isAllowed
  expect([ask(), ask(), ask()]).toEqual([true, true, false])
  nowMs = 59_999
  expect(ask()).toBe(false)
  nowMs = 60_000
  expect(ask()).toBe(true)
})

test('one caller does not use up what another has, nor one limit what another allows', () => {
  const windows = new MemoryWindows()
  windows.consume(limit, 'a')
  windows.consume(limit, 'a')
  expect(windows.consume(limit, 'b')).toMatchObject({ isAllowed: true, remaining: 1 })
  expect(windows.consume({ ...limit, name: 'other' }, 'a').isAllowed).toBe(true)
})

test('a refused caller is told when to come back, and nothing remains below zero', () => {
  let nowMs = 0
  const windows = new MemoryWindows(() => nowMs)
  for (let i = 0; i < 5; i++) windows.consume(limit, 'a')
  nowMs = 30_500
  const answer = { isAllowed: false, remaining: 0, resetSeconds: 30 }
  expect(windows.consume(limit, 'a')).toEqual(answer)
})

test('a flood of a million new callers does not grow past the bound', () => {
  const windows = new MemoryWindows(() => 0, 1000)
  for (let i = 0; i < 1_000_000; i++) windows.consume(limit, `caller ${i}`)
  expect(windows.size).toBeLessThanOrEqual(1000)
})

test('making room forgets what has ended before what still counts', () => {
  let nowMs = 0
  const windows = new MemoryWindows(() => nowMs, 10)
  for (let i = 0; i < 8; i++) windows.consume({ ...limit, windowSeconds: 1 }, `old ${i}`)
  windows.consume(limit, 'counted')
  windows.consume(limit, 'counted')
  nowMs = 2000
  for (let i = 0; i < 5; i++) windows.consume(limit, `new ${i}`)
  expect(windows.consume(limit, 'counted').isAllowed).toBe(false)
})

test('what was counted elsewhere goes on here when touch is lost', () => {
  const windows = new MemoryWindows(() => 1000)
  const limit = { name: 'l', points: 3, windowSeconds: 60, by: 'address' } as const
  windows.adopt(limit, 'k', { isAllowed: true, remaining: 1, resetSeconds: 20 })
  expect(windows.consume(limit, 'k')).toEqual({ isAllowed: true, remaining: 0, resetSeconds: 20 })
  expect(windows.consume(limit, 'k').isAllowed).toBe(false)
})
