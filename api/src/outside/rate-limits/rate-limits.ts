import type { Log } from '../log.ts'
import type { StoreSettings } from '../redis.ts'
import { MemoryWindows, short } from './memory.ts'
import { consumeWeighted, isGuard, rememberedSeconds } from './weighted-window.ts'

/** How often a route may be called; declared beside the route. */
export interface RateLimit {
  name: string
  points: number
  windowSeconds: number
  by: 'address' | 'workspace'
  /**
   * When the store is away: `local` keeps a limit in this process, `refuse` answers 503. What is so
   * strict guards secrets, and grants no second helping at the edge of a window either.
   */
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
export async function createRateLimits(
  store: StoreSettings,
  log: Log,
  now: () => Date = () => new Date(),
): Promise<RateLimits> {
  const nowMs = () => now().getTime()
  if (store.kind === 'memory') return inMemory(nowMs)
  const { openInRedis } = await import('./redis.ts')
  return openInRedis(store.url, log, nowMs)
}

function inMemory(nowMs: () => number): RateLimits {
  const windows = new MemoryWindows(nowMs)
  const counterOf = (limit: RateLimit) => {
    const kept = { name: limit.name, windowSeconds: rememberedSeconds(limit) }
    return {
      add: async (name: string) => windows.add(kept, name),
      of: async (name: string) => windows.of(kept, name),
      takeBack: async (name: string) => windows.takeBack(kept, name),
    }
  }
  return {
    consume: async (limit, key) =>
      isGuard(limit)
        ? consumeWeighted(counterOf(limit), limit, { key: short(key), nowMs: nowMs() })
        : windows.consume(limit, short(key)),
    forget: async key => windows.forget(short(key)),
    close: async () => undefined,
  }
}
