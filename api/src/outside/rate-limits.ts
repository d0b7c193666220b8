import type { Log } from './log.ts'
import { MemoryWindows, short } from './rate-limits-memory.ts'
import type { StoreSettings } from './redis.ts'

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

/** Counts in Redis when the settings name one, else in this process. */
export async function createRateLimits(store: StoreSettings, log: Log): Promise<RateLimits> {
  if (store.kind === 'memory') return inMemory()
  const { openInRedis } = await import('./rate-limits-redis.ts')
  return openInRedis(store.url, log)
}

function inMemory(): RateLimits {
  const windows = new MemoryWindows()
  return {
    consume: async (limit, key) => windows.consume(limit, short(key)),
    forget: async key => windows.forget(short(key)),
    close: async () => undefined,
  }
}
