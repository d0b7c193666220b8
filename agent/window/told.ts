import { createStore, reconcile } from 'solid-js/store'
import type { Told } from '../src/window/feed.ts'
import { readAccount } from './account.ts'
import { agent, isLockedOut, setStanding, standing } from './door.ts'

type Video = Told['videos'][number]

interface Shown {
  videos: Video[]
  pause: Told['pause']
  /** Nothing was told yet. */
  isNew: boolean
}

const [told, setTold] = createStore<Shown>({
  ...{ videos: [], pause: null, isNew: true },
})

export { told }

const AGAIN_MS = 1000

// The same words as the agent's own: a video keeps its name when it is put away.
const nameOf = ({ id, path, state }: Video) => (id === null || state === 'copy' ? path : id)

const isPublished = (it: Video['publications'][number]) => it.state === 'published'

function take(news: Told): void {
  const before = news.isAll ? [] : told.videos
  const changed = new Map(news.videos.map(video => [nameOf(video), video]))
  const kept = before.map(video => {
    const newer = changed.get(nameOf(video))
    changed.delete(nameOf(video))
    return newer ?? video
  })
  setTold({ pause: news.pause, isNew: false })
  // Each published video is one of the plan's uploads.
  if (!news.isAll && news.videos.some(it => it.publications.some(isPublished))) void readAccount()
  setTold('videos', reconcile([...kept, ...changed.values()], { key: 'path', merge: true }))
}

/** Follows the agent for as long as this page is open. */
export async function follow(): Promise<void> {
  for (;;) {
    try {
      for await (const news of await agent.follow.query()) {
        if (standing() !== 'in') setStanding('in')
        take(news)
      }
    } catch (error) {
      if (isLockedOut(error)) return void setStanding('locked')
      setStanding('away')
    }
    await new Promise(resolve => setTimeout(resolve, AGAIN_MS))
  }
}
