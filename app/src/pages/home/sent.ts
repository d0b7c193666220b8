import type { PublicationState } from '@content/api/contract'
import { api } from '../../api.ts'

const MOST = 50

/** Each publication of these videos that is in one of the states, with its video. */
export async function inStates(states: readonly PublicationState[]) {
  const pages = await Promise.all(
    states.map(state => api.analytics.videos.query({ state, limit: MOST })),
  )
  const videos = new Map(pages.flatMap(page => page.videos).map(video => [video.id, video]))
  return [...videos.values()].flatMap(video =>
    video.publications
      .filter(({ state }) => states.includes(state))
      .map(publication => ({ id: publication.id, video, publication })),
  )
}

export type Sent = Awaited<ReturnType<typeof inStates>>[number]
