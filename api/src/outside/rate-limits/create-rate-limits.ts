import type { Log } from '../log.ts'
import type { StoreSettings } from '../redis.ts'
import { MemoryWindows, short } from './memory.ts'
import type { RateLimit, RateLimits } from './rate-limits.ts'
import { consumeWeighted, isGuard, rememberedSeconds } from './weighted-window.ts'

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
    isStoreUp: () => null,
    close: async () => undefined,
  }
}
