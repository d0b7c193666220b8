import { newId } from '../lib/id.ts'
import type { Log } from './log.ts'
import type { StoreSettings } from './redis.ts'

/** Tells everyone who watches a workspace that a publication changed; in memory or over Redis. */
export interface LiveFeed {
  publish(workspaceId: string, publicationId: string): Promise<void>
  /** Yields publication ids until `signal` aborts. */
  subscribe(workspaceId: string, signal: AbortSignal): AsyncIterable<string>
  close(): Promise<void>
}

/** Live news within this process, and over Redis to every other one when the settings name it. */
export async function createLiveFeed(store: StoreSettings, log: Log): Promise<LiveFeed> {
  const local = localFeed()
  if (store.kind === 'memory') return local.feed
  return overRedis(store.url, local, log)
}

interface Watcher {
  add(publicationId: string): void
  end(): void
}

interface LocalFeed {
  feed: LiveFeed
  onFirst(listen: (workspaceId: string) => void): void
  onLast(listen: (workspaceId: string) => void): void
}

function localFeed(): LocalFeed {
  const rooms = new Map<string, Set<Watcher>>()
  let first = (_workspaceId: string) => {}
  let last = (_workspaceId: string) => {}
  const enter = (workspaceId: string, watcher: Watcher) => {
    const room = rooms.get(workspaceId) ?? new Set()
    rooms.set(workspaceId, room.add(watcher))
    if (room.size === 1) first(workspaceId)
  }
  const leave = (workspaceId: string, watcher: Watcher) => {
    const room = rooms.get(workspaceId)
    if (!room?.delete(watcher) || room.size > 0) return
    rooms.delete(workspaceId)
    last(workspaceId)
  }
  const feed: LiveFeed = {
    async publish(workspaceId, publicationId) {
      for (const watcher of rooms.get(workspaceId) ?? []) watcher.add(publicationId)
    },
    subscribe(workspaceId, signal) {
      const { watcher, news } = watch(signal)
      // Entered before the caller first asks, so nothing said in between is missed.
      if (!signal.aborted) enter(workspaceId, watcher)
      const out = () => leave(workspaceId, watcher)
      signal.addEventListener('abort', out, { once: true })
      return finishing(news, out)
    },
    async close() {
      for (const room of rooms.values()) for (const watcher of room) watcher.end()
    },
  }
  return {
    feed,
    onFirst: listen => {
      first = listen
    },
    onLast: listen => {
      last = listen
    },
  }
}

function watch(signal: AbortSignal): { watcher: Watcher; news: AsyncGenerator<string> } {
  // A set, so a slow reader holds each changed publication once, however often it changes.
  const waiting = new Set<string>()
  let isOver = signal.aborted
  let wake = () => {}
  const end = () => {
    isOver = true
    wake()
  }
  signal.addEventListener('abort', end, { once: true })
  async function* read() {
    while (!isOver) {
      for (const publicationId of waiting) {
        waiting.delete(publicationId)
        yield publicationId
      }
      if (waiting.size > 0 || isOver) continue
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
  }
  const add = (publicationId: string) => {
    waiting.add(publicationId)
    wake()
  }
  return { watcher: { add, end }, news: read() }
}

async function* finishing(news: AsyncGenerator<string>, after: () => void) {
  try {
    yield* news
  } finally {
    after()
  }
}

async function overRedis(url: string, local: LocalFeed, log: Log): Promise<LiveFeed> {
  const { commandConnection, listeningConnection, readyOrLate } = await import('./redis.ts')
  const origin = newId()
  const speaker = commandConnection(url, log)
  const listener = listeningConnection(url, log)
  await Promise.all([readyOrLate(speaker), readyOrLate(listener)])
  const quietly = (work: Promise<unknown>) =>
    work.catch((error: Error) => log.warn('live news not shared', { reason: error.message }))
  local.onFirst(id => void quietly(listener.subscribe(channel(id))))
  local.onLast(id => void quietly(listener.unsubscribe(channel(id))))
  listener.on('message', (name: string, message: string) => {
    const [from, publicationId] = message.split(' ')
    if (from === origin || !publicationId) return
    void local.feed.publish(name.slice(CHANNEL.length), publicationId)
  })
  return {
    async publish(workspaceId, publicationId) {
      await local.feed.publish(workspaceId, publicationId)
      await quietly(speaker.publish(channel(workspaceId), `${origin} ${publicationId}`))
    },
    subscribe: local.feed.subscribe,
    async close() {
      await local.feed.close()
      speaker.disconnect()
      listener.disconnect()
    },
  }
}

const CHANNEL = 'content:live:'
const channel = (workspaceId: string) => `${CHANNEL}${workspaceId}`
