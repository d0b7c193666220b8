import { api } from '../../api.ts'
import type { gatherNews } from './news.ts'

const AGAIN_MS = 1000

interface Following {
  news: Pick<ReturnType<typeof gatherNews>, 'add' | 'all'>
  setIsLive(isLive: boolean): void
}

/** Follows what is new for as long as somebody looks; what is returned ends it. */
export function follow(it: Following): () => void {
  let again: ReturnType<typeof setTimeout> | undefined
  const watching = api.publication.onChange.subscribe(undefined, {
    // Also after the connection was lost, when what happened meanwhile is still to be read.
    onStarted: it.news.all,
    onData: ({ publicationId }) => it.news.add(publicationId),
    onConnectionStateChange: ({ state }) => it.setIsLive(state === 'pending'),
    onError: () => it.setIsLive(false),
    // A server that stops may end the stream in good order, and news goes on all the same.
    onComplete: () => {
      it.setIsLive(false)
      again = setTimeout(() => {
        end = follow(it)
      }, AGAIN_MS)
    },
  })
  let end = () => {
    clearTimeout(again)
    watching.unsubscribe()
  }
  return () => end()
}
