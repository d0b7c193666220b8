import type { Redis } from 'ioredis'
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { Fault } from '../../lib/fault.ts'
import type { Log } from '../log.ts'
import { commandConnection, readyOrLate } from '../redis.ts'
import { MemoryWindows, short } from './memory.ts'
import type { RateAnswer, RateLimit, RateLimits } from './rate-limits.ts'
import {
  consumeWeighted,
  isGuard,
  rememberedSeconds,
  type WindowCounter,
} from './weighted-window.ts'

const PREFIX = 'content:limit:'
const DEADLINE_MS = 50

/** Counts in Redis, for every process that names the same one. */
export async function openInRedis(url: string, log: Log, nowMs: () => number): Promise<RateLimits> {
  const redis = commandConnection(url, log)
  await readyOrLate(redis)
  return inRedis(redis, nowMs)
}

function inRedis(redis: Redis, nowMs: () => number): RateLimits {
  const limiters = new Map<string, RateLimiterRedis>()
  const local = new MemoryWindows(nowMs)
  return {
    async consume(limit, key) {
      try {
        const limiter = limiterFor(limiters, redis, limit)
        if (isGuard(limit)) {
          const asked = { key: short(key), nowMs: nowMs() }
          return await inTime(consumeWeighted(counterOn(limiter), limit, asked))
        }
        const answer = await inTime(consumeShared(limiter, short(key)))
        local.adopt(limit, short(key), answer)
        return answer
      } catch (cause) {
        return withoutStore(local, limit, { key: short(key), cause })
      }
    },
    async forget(key) {
      local.forget(short(key))
      const pattern = `${PREFIX}*:${short(key)}`
      for await (const names of redis.scanStream({ match: pattern, count: 1000 })) {
        if (Array.isArray(names) && names.length > 0) await redis.unlink(names.map(String))
      }
    },
    isStoreUp: () => redis.status === 'ready',
    close: async () => redis.disconnect(),
  }
}

function limiterFor(limiters: Map<string, RateLimiterRedis>, redis: Redis, limit: RateLimit) {
  const known = limiters.get(limit.name)
  if (known) return known
  const fresh = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `${PREFIX}${limit.name}`,
    points: limit.points,
    duration: isGuard(limit) ? rememberedSeconds(limit) : limit.windowSeconds,
    rejectIfRedisNotReady: true,
  })
  limiters.set(limit.name, fresh)
  return fresh
}

// The library has fixed windows only, so two of its counts are weighed against each other.
const counterOn = (limiter: RateLimiterRedis): WindowCounter => ({
  add: async name => (await limiter.penalty(name)).consumedPoints,
  of: async name => (await limiter.get(name))?.consumedPoints ?? 0,
  takeBack: async name => {
    await limiter.reward(name)
  },
})

async function consumeShared(limiter: RateLimiterRedis, key: string): Promise<RateAnswer> {
  try {
    return answer(true, await limiter.consume(key))
  } catch (error) {
    // The library throws its result when the points are used up, and an Error when Redis failed.
    if (error instanceof RateLimiterRes) return answer(false, error)
    throw error
  }
}

const answer = (isAllowed: boolean, result: RateLimiterRes): RateAnswer => ({
  isAllowed,
  remaining: result.remainingPoints,
  resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
})

/** Refuses what guards passwords, rather than let each process count guesses alone. */
function withoutStore(
  local: MemoryWindows,
  limit: RateLimit,
  { key, cause }: { key: string; cause: unknown },
): RateAnswer {
  if (limit.whenStoreIsAway !== 'refuse') return local.consume(limit, key)
  throw new Fault('unavailable', undefined, {
    cause,
    log: `no shared counter for ${limit.name}`,
    retryAfterSeconds: 5,
  })
}

/** ioredis waits far longer than a caller should for a counter. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the counter did not answer in time')), DEADLINE_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
