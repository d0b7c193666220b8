import { sha256Hex } from '../../lib/id.ts'
import type { RateAnswer, RateLimit } from './rate-limits.ts'

interface Window {
  count: number
  resetAtMs: number
}

type Kept = Pick<RateLimit, 'name' | 'windowSeconds'>

const MOST_KEYS = 100_000
const LONGEST_KEY = 100

/** Callers choose part of the key, so its length is bounded here. */
export const short = (key: string): string => (key.length > LONGEST_KEY ? sha256Hex(key) : key)

// The library's own memory has neither a bound nor a clock that is given, and a timer for each key.
/** Counts in fixed windows inside this process, and remembers a set number of keys at most. */
export class MemoryWindows {
  readonly #windows = new Map<string, Window>()
  readonly #nowMs: () => number
  readonly #mostKeys: number

  constructor(nowMs: () => number = Date.now, mostKeys: number = MOST_KEYS) {
    this.#nowMs = nowMs
    this.#mostKeys = mostKeys
  }

  get size(): number {
    return this.#windows.size
  }

  consume(limit: RateLimit, key: string): RateAnswer {
    const nowMs = this.#nowMs()
    const window = this.#window(limit, `${limit.name}:${key}`, nowMs)
    window.count += 1
    return {
      isAllowed: window.count <= limit.points,
      remaining: Math.max(0, limit.points - window.count),
      resetSeconds: Math.max(1, Math.ceil((window.resetAtMs - nowMs) / 1000)),
    }
  }

  /** Counts one call more; how many there are now. */
  add(kept: Kept, key: string): number {
    const window = this.#window(kept, `${kept.name}:${key}`, this.#nowMs())
    window.count += 1
    return window.count
  }

  /** How many calls were counted. */
  of(kept: Kept, key: string): number {
    const found = this.#windows.get(`${kept.name}:${key}`)
    return found && found.resetAtMs > this.#nowMs() ? found.count : 0
  }

  takeBack(kept: Kept, key: string): void {
    const found = this.#windows.get(`${kept.name}:${key}`)
    if (found) found.count -= 1
  }

  /** Goes on from what was counted elsewhere, so that losing touch grants nothing twice. */
  adopt(limit: RateLimit, key: string, { remaining, resetSeconds }: RateAnswer): void {
    const window = this.#window(limit, `${limit.name}:${key}`, this.#nowMs())
    window.count = limit.points - remaining
    window.resetAtMs = this.#nowMs() + resetSeconds * 1000
  }

  /** Forgets a key under every limit. */
  forget(key: string): void {
    for (const name of this.#windows.keys()) {
      if (name.endsWith(`:${key}`)) this.#windows.delete(name)
    }
  }

  #window(limit: Kept, name: string, nowMs: number): Window {
    const found = this.#windows.get(name)
    if (found && found.resetAtMs > nowMs) return found
    this.#windows.delete(name)
    if (this.#windows.size >= this.#mostKeys) this.#makeRoom(nowMs)
    const fresh = { count: 0, resetAtMs: nowMs + limit.windowSeconds * 1000 }
    this.#windows.set(name, fresh)
    return fresh
  }

  #makeRoom(nowMs: number) {
    for (const [name, window] of this.#windows) {
      if (window.resetAtMs <= nowMs) this.#windows.delete(name)
    }
    // A tenth at a time, so a flood of new keys does not sweep the whole map for each of them.
    const wanted = Math.floor(this.#mostKeys * 0.9)
    for (const name of this.#windows.keys()) {
      if (this.#windows.size <= wanted) return
      this.#windows.delete(name)
    }
  }
}
