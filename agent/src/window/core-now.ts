import type { Core } from '../core.ts'
import { type Feed, openFeed } from './feed.ts'

/** The core of the moment; another one takes its place when the settings change. */
export interface CoreNow {
  /** Waits while one goes and the next comes. */
  get(): Promise<Working>
  put(core: Core): void
  /** Nobody may work with it any more: it is about to be closed. */
  take(): void
}

export interface Working {
  core: Core
  feed: Feed
  /** Aborted when this core goes. */
  gone: AbortSignal
}

export function openCoreNow(): CoreNow {
  let next = Promise.withResolvers<Working>()
  let leave = new AbortController()
  return {
    get: () => next.promise,
    put(core) {
      leave = new AbortController()
      next.resolve({ core, feed: openFeed(core), gone: leave.signal })
    },
    take() {
      next = Promise.withResolvers<Working>()
      leave.abort()
    },
  }
}
