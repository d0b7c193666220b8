import type { ListVideos, PublicationRow } from '@content/api/contract'
import { api } from '../../api.ts'

const MOST = 50

type State = NonNullable<ListVideos['state']>

/** Each publication of these videos that is in one of the states, with its video. */
export async function inStates(states: readonly State[]) {
  const pages = await Promise.all(
    states.map(state => api.analytics.videos.query({ state, limit: MOST })),
  )
  const videos = new Map(pages.flatMap(page => page.videos).map(video => [video.id, video]))
  return [...videos.values()].flatMap(video =>
    video.publications
      .filter(it => states.some(state => isIn(it, state)))
      .map(publication => ({ id: publication.id, video, publication })),
  )
}

const isIn = (it: PublicationRow, state: State) =>
  state === 'hidden' ? it.hidden !== null : it.state === state

export type Sent = Awaited<ReturnType<typeof inStates>>[number]
