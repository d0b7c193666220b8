import { createRoot, createSignal } from 'solid-js'
import { api } from './api.ts'
import { gatherNews } from './news.ts'
import { queryClient } from './queries.ts'

const AGAIN_MS = 1000
/** News comes in bursts, several times a second from each computer that sends. */
const PACE = { firstMs: 100, everyMs: 1000, afterFailureMs: 10_000 }

/** What a change of a publication makes stale; a page's own rows ask for the changed ones alone. */
const STALE_BY_NEWS = [['publication'], ['order'], ['analytics', 'overview']]

const [isLive, setIsLive] = createRoot(() => createSignal(false))

/** Whether what is new arrives by itself; else the pages say that they may be old. */
export { isLive }

type Listener = (publicationIds: string[]) => void
const listeners = new Set<Listener>()

/** Hears which publications changed, gathered for a moment; an empty list: all may have. */
export function onNews(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Follows the workspace's one stream for as long as somebody is signed in. */
export function followNews(): () => void {
  let again: ReturnType<typeof setTimeout> | undefined
  const gathered = gather()
  const open = () =>
    api.publication.onChange.subscribe(undefined, {
      // Also after the connection was lost, when what happened meanwhile is still to be read.
      onStarted: gathered.all,
      onData: ({ publicationId }) =>
        publicationId === null ? gathered.all() : gathered.add(publicationId),
      onConnectionStateChange: ({ state }) => setIsLive(state === 'pending'),
      onError: () => setIsLive(false),
      // A server that stops may end the stream in good order, and news goes on all the same.
      onComplete: () => {
        setIsLive(false)
        again = setTimeout(() => {
          watching = open()
        }, AGAIN_MS)
      },
    })
  let watching = open()
  return () => {
    clearTimeout(again)
    gathered.stop()
    watching.unsubscribe()
    setIsLive(false)
  }
}

/** One question in each while, however much news comes; what failed is asked again later. */
const gather = () => gatherNews({ all: () => tell([]), some: tell }, PACE)

async function tell(publicationIds: string[]): Promise<void> {
  for (const listener of listeners) listener(publicationIds)
  await Promise.all(STALE_BY_NEWS.map(queryKey => queryClient.invalidateQueries({ queryKey })))
}
