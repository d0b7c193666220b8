import { homedir } from 'node:os'
import { sep } from 'node:path'
import type { TellWaiting } from '@content/api/contract'
import own from '../../../package.json' with { type: 'json' }
import type { Core } from '../../core.ts'
import { MINUTE_MS } from '../../lib/durations.ts'
import { Setback } from '../../lib/step-error.ts'
import { callServer } from '../../outside/server.ts'
import { MOST_NAME, storable, type WaitingItem, waitingItems } from './waiting-list.ts'

/** Several changes in a row are told together. */
const GATHER_MS = 2000
/** What did not change is told again now and then, in case the server has lost it. */
const REFRESH_MS = 10 * MINUTE_MS
const LAST_WORD_MS = 2000
const MOST_FOLDERS = 50

export type WaitingTeller = ReturnType<typeof openWaitingTeller>

/**
 * Tells the server what stands here, so that the dashboard shows it. Nothing waits for that, and a
 * failure is nobody's news: it is tried again a minute later.
 */
export function openWaitingTeller(core: Core, onEnd: () => void) {
  const stop = new AbortController()
  /** Null: what the server holds from an earlier life is not known. */
  let told: string | null = null
  let lookAt = Number.NEGATIVE_INFINITY
  let refreshAt = Number.POSITIVE_INFINITY
  let telling: Promise<void> | null = null
  let hasFailed = false

  const device = aboutDevice(core)
  const tell = async (items: WaitingItem[], text: string) => {
    try {
      await tellServer(core, { items, device }, stop.signal)
      told = text
      hasFailed = false
      refreshAt = items.length > 0 ? performance.now() + REFRESH_MS : Number.POSITIVE_INFINITY
    } catch {
      hasFailed = true
      lookAt = performance.now() + MINUTE_MS
    }
  }
  const begin = () => {
    const items = waitingItems(core.journal, core.now())
    const text = JSON.stringify(items)
    if (text === told && performance.now() < refreshAt) return
    telling = tell(items, text).finally(() => {
      telling = null
      onEnd()
    })
  }
  return {
    /** Tells what is new; answers how long until it wants to look again. */
    look(): number {
      const nowMs = performance.now()
      if (telling) return Number.POSITIVE_INFINITY
      if (nowMs < lookAt) return lookAt - nowMs
      lookAt = nowMs + GATHER_MS
      begin()
      return refreshAt - nowMs
    },
    /** A last word, if there is news and the server was listening. */
    async close(): Promise<void> {
      const timer = setTimeout(() => stop.abort(), LAST_WORD_MS)
      try {
        await telling
        if (!hasFailed && !stop.signal.aborted) begin()
        await telling
      } catch {
        // The journal cannot be read any more; whoever ends here says so.
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

/** Which agent this is, and its folders as their owner would write them. */
function aboutDevice({ config: { folders } }: Core) {
  const home = homedir()
  const short = (path: string) =>
    path === home || path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path
  return {
    version: own.version,
    folders: folders.slice(0, MOST_FOLDERS).map(({ path }) => storable(short(path), MOST_NAME)),
  }
}

type Told = Required<Pick<TellWaiting, 'items' | 'device'>>

async function tellServer(
  { server }: Core,
  { items, device }: Told,
  signal: AbortSignal,
): Promise<void> {
  const say = (some: WaitingItem[]) =>
    callServer(server.publication.standing.mutate({ items: some, device }, { signal }), signal)
  try {
    await say(items)
  } catch (error) {
    if (!(error instanceof Setback) || error.why.code !== 'not_found') throw error
    // A channel that was taken away is known here still, and the server refuses all for one.
    const { connections } = await callServer(
      server.connection.list.query(undefined, { signal }),
      signal,
    )
    const known = new Set(connections.map(it => it.id))
    await say(items.filter(it => known.has(it.connectionId)))
  }
}
