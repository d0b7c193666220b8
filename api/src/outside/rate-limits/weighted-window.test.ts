import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { createLog } from '../log.ts'
import { createRateLimits } from './create-rate-limits.ts'
import type { RateLimit } from './rate-limits.ts'

const WINDOW_MS = 60_000
const GUARD: RateLimit = {
  ...{ name: 'login', points: 30, windowSeconds: 60, by: 'address' },
  whenStoreIsAway: 'refuse',
}

async function counting(startMs: number) {
  const clock = { nowMs: startMs }
  const limits = await createRateLimits(
    { kind: 'memory' },
    createLog(() => undefined),
    () => new Date(clock.nowMs),
  )
  const ask = () => limits.consume(GUARD, 'a')
  const burst = async (calls: number) => {
    const answers = await Promise.all(Array.from({ length: calls }, ask))
    return answers.filter(({ isAllowed }) => isAllowed).length
  }
  return { clock, ask, burst }
}

test('who waits for the edge of a window gets no second helping there', async () => {
  const { clock, burst } = await counting(WINDOW_MS * 100 - 1)
  expect(await burst(100)).toBe(30)
  clock.nowMs += 1
  expect(await burst(100)).toBe(0)
  clock.nowMs += WINDOW_MS / 2
  expect(await burst(100)).toBe(15)
})

test('who keeps on knocking is let in as often as who waits', async () => {
  const { clock, burst } = await counting(WINDOW_MS * 100)
  let allowed = 0
  for (let second = 0; second < 600; second++) {
    allowed += await burst(2)
    clock.nowMs += 1000
  }
  expect(allowed).toBeGreaterThanOrEqual(270)
  expect(allowed).toBeLessThanOrEqual(330)
})

test('a refusal says when the next call is allowed, and not a second later', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: WINDOW_MS - 1 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 90_000 })), {
        minLength: 1,
        maxLength: 5,
      }),
      async (offset, rounds) => {
        const { clock, ask, burst } = await counting(WINDOW_MS * 100 + offset)
        for (const [calls, waitMs] of rounds) {
          await burst(calls)
          clock.nowMs += waitMs
        }
        await burst(40)
        const { isAllowed, resetSeconds } = await ask()
        expect(isAllowed).toBe(false)
        if (resetSeconds > 1) {
          clock.nowMs += (resetSeconds - 1) * 1000 - 1
          expect((await ask()).isAllowed).toBe(false)
          clock.nowMs += 1001
        } else clock.nowMs += 1000
        expect((await ask()).isAllowed).toBe(true)
      },
    ),
  )
})
