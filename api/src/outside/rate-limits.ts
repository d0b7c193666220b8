import type { Redis } from 'ioredis'
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { Fault } from '../lib/fault.ts'
import { sha256Hex } from '../lib/id.ts'
import type { Log } from './log.ts'
import { MemoryWindows } from './rate-limits-memory.ts'
import { commandConnection, readyOrLate, type StoreSettings } from './redis.ts'

/** How often a route may be called; declared beside the route. */
export interface RateLimit {
  name: string
  points: number
  windowSeconds: number
  by: 'address' | 'workspace'
  /** When the store is away: `local` keeps a limit in this process, `refuse` answers 503. */
  whenStoreIsAway?: 'local' | 'refuse'
}

export interface RateAnswer {
  isAllowed: boolean
  remaining: number
  resetSeconds: number
}

/** Counts calls, in Redis or in memory. */
export interface RateLimits {
  consume(limit: RateLimit, key: string): Promise<RateAnswer>
  /** Forgets what was counted for a key, under every limit. */
  forget(key: string): Promise<void>
  close(): Promise<void>
}

const PREFIX = 'content:limit:'
const DEADLINE_MS = 50
const LONGEST_KEY = 100

/** Counts in Redis when the settings name one, else in this process. */
export async function createRateLimits(store: StoreSettings, log: Log): Promise<RateLimits> {
  if (store.kind === 'memory') return inMemory()
  const redis = commandConnection(store.url, log)
  await readyOrLate(redis)
  return inRedis(redis)
}

function inMemory(): RateLimits {
  const windows = new MemoryWindows()
  return {
    consume: async (limit, key) => windows.consume(limit, short(key)),
    forget: async key => windows.forget(short(key)),
    close: async () => undefined,
  }
}

function inRedis(redis: Redis): RateLimits {
  const limiters = new Map<string, RateLimiterRedis>()
  const local = new MemoryWindows()
  return {
    async consume(limit, key) {
      try {
        const shared = consumeShared(limiterFor(limiters, redis, limit), short(key))
        const answer = await inTime(shared)
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
    duration: limit.windowSeconds,
    rejectIfRedisNotReady: true,
  })
  limiters.set(limit.name, fresh)
  return fresh
}

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

/** Callers choose part of the key, so its length is bounded here. */
const short = (key: string) => (key.length > LONGEST_KEY ? sha256Hex(key) : key)
