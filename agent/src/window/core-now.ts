import type { Core } from '../core.ts'
import { readStatus } from '../status/status.ts'
import { type Events, openEvents } from './events.ts'
import { type Feed, openFeed } from './feed.ts'
import { openThumbnails, type Thumbnails } from './thumbnails.ts'

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
  events: Events
  thumbnails: Thumbnails
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
      const feed = openFeed(core)
      const events = openEvents(core.config.home, readStatus(core.journal, core.now()), core.now)
      feed.onChange(events.heed)
      next.resolve({ core, feed, events, thumbnails: openThumbnails(), gone: leave.signal })
    },
    take() {
      next = Promise.withResolvers<Working>()
      leave.abort()
    },
  }
}
