import { afterEach, beforeAll, beforeEach, expect, test } from 'bun:test'
import type { Fault } from '../src/lib/fault.ts'
import { MINUTE_MS } from '../src/lib/time.ts'
import { createLog } from '../src/outside/log.ts'
import { createRateLimits } from '../src/outside/rate-limits/create-rate-limits.ts'
import type { RateLimit, RateLimits } from '../src/outside/rate-limits/rate-limits.ts'
import { eventually, type RedisDoor, realRedis, redisDoor } from './servers/redis-door.ts'

let door: RedisDoor
const open: RateLimits[] = []
let logged: string[] = []

beforeAll(() => void realRedis())

beforeEach(async () => {
  door = await redisDoor()
  logged = []
})

afterEach(async () => {
  await Promise.all(open.splice(0).map(limits => limits.close()))
  await door.close()
})

const said = (words: string) => logged.some(line => line.includes(words))

/** Counters as one process of ours has them. */
async function limitsOfAProcess(now?: () => Date): Promise<RateLimits> {
  const limits = await createRateLimits(
    { kind: 'redis', url: door.url },
    createLog(line => logged.push(line)),
    now,
  )
  open.push(limits)
  return limits
}

const limitOf = (more: Partial<RateLimit> = {}): RateLimit => ({
  name: crypto.randomUUID(),
  points: 50,
  windowSeconds: 60,
  by: 'address',
  ...more,
})

test('four processes that share a Redis let in exactly the limit between them', async () => {
  const limit = limitOf()
  const processes = await Promise.all([1, 2, 3, 4].map(() => limitsOfAProcess()))
  const answers = await Promise.all(
    processes.flatMap(limits =>
      Array.from({ length: 50 }, () => limits.consume(limit, 'a:203.0.113.7')),
    ),
  )
  expect(answers.filter(answer => answer.isAllowed)).toHaveLength(50)
  expect(Math.min(...answers.map(answer => answer.remaining))).toBe(0)
  expect(answers.every(({ resetSeconds }) => resetSeconds >= 1 && resetSeconds <= 60)).toBe(true)
})

test('four processes grant no second helping where the window of a guard ends', async () => {
  const limit = limitOf({ whenStoreIsAway: 'refuse', points: 10 })
  let nowMs = 100 * MINUTE_MS - 1
  const processes = await Promise.all(
    [1, 2, 3, 4].map(() => limitsOfAProcess(() => new Date(nowMs))),
  )
  const burst = async () => {
    const asked = processes.flatMap(limits =>
      Array.from({ length: 4 }, () => limits.consume(limit, 'a:203.0.113.7')),
    )
    return (await Promise.all(asked)).filter(({ isAllowed }) => isAllowed).length
  }
  expect(await burst()).toBe(10)
  nowMs += 1
  expect(await burst()).toBe(0)
})

test('a new window lets callers in again', async () => {
  const limit = limitOf({ points: 1, windowSeconds: 1 })
  const limits = await limitsOfAProcess()
  expect((await limits.consume(limit, 'k')).isAllowed).toBe(true)
  expect((await limits.consume(limit, 'k')).isAllowed).toBe(false)
  await eventually(async () => (await limits.consume(limit, 'k')).isAllowed, 3000)
})

test('a frozen Redis costs a caller a blink; the count goes on in this process', async () => {
  const limit = limitOf({ points: 5 })
  const limits = await limitsOfAProcess()
  await limits.consume(limit, 'k')
  door.freeze()
  const waits: number[] = []
  const answers: boolean[] = []
  for (let i = 0; i < 10; i++) {
    const begun = performance.now()
    answers.push((await limits.consume(limit, 'k')).isAllowed)
    waits.push(performance.now() - begun)
  }
  // Well below the second after which a frozen server is hung up on.
  expect(Math.max(...waits)).toBeLessThan(900)
  expect(answers).toEqual([...Array(4).fill(true), ...Array(6).fill(false)])
})

test('while Redis is away, what guards passwords is refused', async () => {
  const limits = await limitsOfAProcess()
  await door.shut()
  const limit = limitOf({ whenStoreIsAway: 'refuse' })
  const refused = limits.consume(limit, 'k').catch((fault: Fault) => fault)
  expect(await refused).toMatchObject({ code: 'unavailable', notes: { retryAfterSeconds: 5 } })
})

test('when Redis is back it counts for everyone again, without a restart', async () => {
  const limits = await limitsOfAProcess()
  const limit = limitOf({ whenStoreIsAway: 'refuse', points: 1_000_000 })
  const counts = () =>
    limits.consume(limit, 'k').then(
      () => true,
      () => false,
    )
  expect(await counts()).toBe(true)
  for (const leave of [() => door.shut(), async () => door.freeze()]) {
    logged = []
    await leave()
    expect(await counts()).toBe(false)
    // A frozen server is hung up on after a second, so that is its harder case.
    await eventually(async () => said('redis is away'))
    expect(limits.isStoreUp()).toBe(false)
    await door.open()
    expect(await eventually(counts)).toBeLessThan(10_000)
    expect(said('redis is back')).toBe(true)
    expect(limits.isStoreUp()).toBe(true)
  }
  expect(logged.join()).not.toContain(new URL(door.url).password || 'redis://')
}, 60_000)

test('a process that starts while Redis is away starts, and counts by itself', async () => {
  await door.shut()
  const limits = await limitsOfAProcess()
  const limit = limitOf({ points: 1 })
  expect((await limits.consume(limit, 'k')).isAllowed).toBe(true)
  expect((await limits.consume(limit, 'k')).isAllowed).toBe(false)
})
