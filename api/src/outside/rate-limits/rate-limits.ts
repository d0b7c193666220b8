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
  /** Whether this process has its store; null where it counts by itself. */
  isStoreUp(): boolean | null
  close(): Promise<void>
}
