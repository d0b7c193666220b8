import { Fault } from '../lib/fault.ts'
import { ANYTHING, newId } from '../lib/id.ts'
import type { Log } from './log.ts'
import type { StoreSettings } from './redis.ts'

/** Tells everyone who watches a workspace that a publication changed; in memory or over Redis. */
export interface LiveFeed {
  publish(workspaceId: string, publicationId: string): Promise<void>
  /**
   * Yields publication ids or ANYTHING until `signal` aborts, and a null now and then, at the same
   * moment to all, for whoever has something to look after meanwhile. Throws when `who` watches too
   * often.
   */
  subscribe(watching: Watching, signal: AbortSignal): AsyncIterable<string | null>
  close(): Promise<void>
}

export interface Watching {
  workspaceId: string
  /** Whose stream it is. */
  who: string
}

/** How many streams one person may have open at one process. */
export const MOST_STREAMS = 10
const BEAT_MS = 5000

/** Live news within this process, and over Redis to every other one when the settings name it. */
export async function createLiveFeed(
  store: StoreSettings,
  log: Log,
  { beatMs = BEAT_MS }: { beatMs?: number } = {},
): Promise<LiveFeed> {
  const local = localFeed(beatMs)
  if (store.kind === 'memory') return local.feed
  return overRedis(store.url, local, log)
}

interface Watcher {
  add(news: string | null): void
  end(): void
}

interface LocalFeed {
  feed: LiveFeed
  watched(): Iterable<string>
  onFirst(listen: (workspaceId: string) => void): void
  onLast(listen: (workspaceId: string) => void): void
}

function localFeed(beatMs: number): LocalFeed {
  const rooms = new Map<string, Set<Watcher>>()
  const streams = new Map<string, number>()
  const beat = beating(beatMs, () => {
    for (const room of rooms.values()) for (const watcher of room) watcher.add(null)
  })
  let first = (_workspaceId: string) => {}
  let last = (_workspaceId: string) => {}
  const enter = (workspaceId: string, watcher: Watcher) => {
    const room = rooms.get(workspaceId) ?? new Set()
    rooms.set(workspaceId, room.add(watcher))
    if (room.size === 1) first(workspaceId)
    beat.start()
  }
  const leave = (workspaceId: string, watcher: Watcher) => {
    const room = rooms.get(workspaceId)
    if (!room?.delete(watcher) || room.size > 0) return
    rooms.delete(workspaceId)
    last(workspaceId)
    if (rooms.size === 0) beat.stop()
  }
  const feed: LiveFeed = {
    async publish(workspaceId, publicationId) {
      for (const watcher of rooms.get(workspaceId) ?? []) watcher.add(publicationId)
    },
    subscribe({ workspaceId, who }, signal) {
      const out = counted(streams, who)
      const { watcher, news } = watch(signal)
      const end = () => {
        leave(workspaceId, watcher)
        out()
      }
      // Entered before the caller first asks, so nothing said in between is missed.
      if (signal.aborted) out()
      else enter(workspaceId, watcher)
      signal.addEventListener('abort', end, { once: true })
      return finishing(news, end)
    },
    async close() {
      beat.stop()
      for (const room of rooms.values()) for (const watcher of room) watcher.end()
    },
  }
  return {
    feed,
    watched: () => rooms.keys(),
    onFirst: listen => {
      first = listen
    },
    onLast: listen => {
      last = listen
    },
  }
}

/** Counts a stream more for whoever it is; what is returned takes it away again, once. */
function counted(streams: Map<string, number>, who: string): () => void {
  const count = streams.get(who) ?? 0
  if (count >= MOST_STREAMS) {
    const detail = 'So many of your windows are open that no more are kept up to date.'
    throw new Fault('rate_limited', detail, { retryAfterSeconds: 60 })
  }
  streams.set(who, count + 1)
  let isOut = false
  return () => {
    if (isOut) return
    isOut = true
    const left = (streams.get(who) ?? 1) - 1
    if (left > 0) streams.set(who, left)
    else streams.delete(who)
  }
}

/** Does it again and again while it is started. */
function beating(everyMs: number, work: () => void) {
  let timer: ReturnType<typeof setInterval> | undefined
  return {
    start() {
      timer ??= setInterval(work, everyMs)
    },
    stop() {
      clearInterval(timer)
      timer = undefined
    },
  }
}

type News = AsyncGenerator<string | null>

function watch(signal: AbortSignal): { watcher: Watcher; news: News } {
  // A set, so a slow reader holds each changed publication once, however often it changes.
  const waiting = new Set<string | null>()
  let isOver = signal.aborted
  let wake = () => {}
  const end = () => {
    isOver = true
    wake()
  }
  signal.addEventListener('abort', end, { once: true })
  async function* read() {
    while (!isOver) {
      for (const news of waiting) {
        waiting.delete(news)
        yield news
      }
      if (waiting.size > 0 || isOver) continue
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
  }
  const add = (news: string | null) => {
    waiting.add(news)
    wake()
  }
  return { watcher: { add, end }, news: read() }
}

async function* finishing(news: News, after: () => void) {
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
  // What others say before Redis knows that we listen is never repeated.
  const join = async (id: string) => {
    await listener.subscribe(channel(id))
    await local.feed.publish(id, ANYTHING)
  }
  local.onFirst(id => void quietly(join(id)))
  listener.on('ready', () => {
    for (const id of local.watched()) void quietly(join(id))
  })
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
