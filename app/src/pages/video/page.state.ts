import type { Wish } from '@content/api/contract'
import { useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { api } from '../../api.ts'
import { order } from '../../orders.ts'
import { waitingQuery, workspaceQuery } from '../../queries.ts'
import { makeResolve } from '../../resolve.ts'
import { useIsAtLeast } from '../../session.tsx'
import { makeAction } from '../../ui/form/action.ts'

/** For what a computer is asked: one video on one of its channels. */
export interface Aim {
  deviceId: string
  sha256: string
  connectionId: string
}

/** One video: all that became of it, what it still waits for, and its figures. */
export function makeVideo() {
  const params = useParams<{ id: string }>()
  const isAtLeast = useIsAtLeast()
  const resolve = makeResolve()
  // News makes the room `publication` stale, so that the story goes on by itself.
  const story = useQuery(() => ({
    queryKey: ['publication', 'story', { videoId: params.id }],
    queryFn: () => api.publication.story.query({ videoId: params.id }),
  }))
  const waiting = useQuery(waitingQuery)
  const workspace = useQuery(workspaceQuery)
  const figures = useQuery(() => ({
    queryKey: ['analytics', 'video', { videoId: params.id }],
    queryFn: () => api.analytics.video.query({ videoId: params.id }),
  }))
  const ordering = makeAction((aim: Aim, wish: Wish) => order({ ...aim, wish }))

  return {
    ...{ story, figures },
    /** On whose clock times are meant. */
    timeZone: () => workspace.data?.timeZone ?? null,
    /** On which channels it still waits, and for what. */
    waiting: () =>
      waiting.data?.waiting.filter(({ sha256 }) => sha256 === story.data?.sha256) ?? [],
    mayAct: () => isAtLeast('editor'),
    isOrdering: ordering.isBusy,
    order: (aim: Aim, wish: Wish) => void ordering.run(aim, wish),
    resolve,
  }
}

export type VideoState = ReturnType<typeof makeVideo>
