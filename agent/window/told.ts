import { batch, createSignal } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import type { Told } from '../src/window/feed.ts'
import { readAccount } from './account.ts'
import { bucketOf, isFurtherOut, isSending, standOf } from './buckets.ts'
import { agent, isLockedOut, setStanding, standing } from './door.ts'
import { words } from './words.ts'

export type Video = Told['videos'][number]
export type At = Video['publications'][number]

interface Shown {
  videos: Video[]
  pause: Told['pause']
  /** Nothing was told yet. */
  isNew: boolean
}

const [told, setTold] = createStore<Shown>({ videos: [], pause: null, isNew: true })
/** Changes when a video comes, goes, moves or begins to be sent, and not with each percent. */
const [shape, setShape] = createSignal(0)

/** How often something happened to a video: more of it being sent is no such thing. */
const [turns, setTurns] = createSignal(0)

/** What has just come to need somebody, or is out: little enough to be read aloud. */
const [news, setNews] = createSignal('')

export { news, told, turns }

const AGAIN_MS = 1000

// The same words as the agent's own: a video keeps its name when it is put away.
export const nameOf = ({ id, path, state }: Video) => (id === null || state === 'copy' ? path : id)

/** Where in the store each stands, by its name. */
let places = new Map<string, number>()

/** All videos as they are, for who looks at thousands of them; told again when the list changes. */
export function listed(): readonly Video[] {
  shape()
  return unwrap(told.videos)
}

/** The one that is shown in a row, which follows each change of it. */
export function videoNamed(name: string): Video | undefined {
  shape()
  return told.videos[places.get(name) ?? -1]
}

function takeAll(videos: Video[]): void {
  setTold('videos', reconcile(videos, { key: 'path', merge: true }))
  places = new Map(unwrap(told.videos).map((video, index) => [nameOf(video), index]))
  setShape(it => it + 1)
}

function takeChanged(changed: Video[]): void {
  const all = unwrap(told.videos)
  // What was known by its path alone has a name of its own from now on.
  const named = new Set(changed.filter(it => it.id !== null).map(it => it.path))
  const isGone = (it: Video) => it.id === null && named.has(it.path)
  if (all.some(isGone)) takeAll(all.filter(it => !isGone(it)))
  for (const video of changed) {
    const name = nameOf(video)
    const place = places.get(name)
    if (place === undefined) {
      places.set(name, told.videos.length)
      setTold('videos', told.videos.length, video)
      setShape(it => it + 1)
    } else {
      const before = unwrap(told.videos)[place]
      const isMoved = !before || bucketOf(before) !== bucketOf(video)
      const isOther = isMoved || isSending(before) !== isSending(video)
      setTold('videos', place, reconcile(video, { merge: true }))
      if (isOther) setShape(it => it + 1)
      if (!isMoved) continue
      const said = words.news[newsOf(video)]
      if (said) setNews(said(video.file))
    }
  }
}

/** What is over was published, or ended because somebody cancelled it. */
function newsOf(video: Video): keyof typeof words.news {
  const bucket = bucketOf(video)
  return bucket === 'done' && video.state === 'failed' ? 'cancelled' : bucket
}

function take({ isAll, videos, pause }: Told): void {
  const pairs = videos.map(it => [unwrap(told.videos)[places.get(nameOf(it)) ?? -1], it] as const)
  // Asked before the store is changed, which takes what is new into what was.
  const isTurn = pairs.some(([before, it]) => !before || standOf(before) !== standOf(it))
  const isUsed = !isAll && pairs.some(([before, it]) => isFurtherOut(before, it))
  batch(() => {
    setTold({ pause, isNew: false })
    if (isAll) takeAll(videos)
    else takeChanged(videos)
    if (isTurn) setTurns(it => it + 1)
  })
  if (isUsed) void readAccount()
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
