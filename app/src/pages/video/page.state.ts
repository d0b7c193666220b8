import { type Problem, type ResolvePublication, reaches, type Wish } from '@content/api/contract'
import { useParams } from '@solidjs/router'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { api } from '../../api.ts'
import { order } from '../../orders.ts'
import { problemOf } from '../../problem.ts'
import { useMe } from '../../session.tsx'
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
  const me = useMe()
  const kept = useQueryClient()
  // News makes the room `publication` stale, so that the story goes on by itself.
  const story = useQuery(() => ({
    queryKey: ['publication', 'story', { videoId: params.id }],
    queryFn: () => api.publication.story.query({ videoId: params.id }),
  }))
  const waiting = useQuery(() => ({
    queryKey: ['publication', 'waiting'],
    queryFn: () => api.publication.waiting.query(),
  }))
  const figures = useQuery(() => ({
    queryKey: ['analytics', 'video', { videoId: params.id }],
    queryFn: () => api.analytics.video.query({ videoId: params.id }),
  }))
  const ordering = makeAction((aim: Aim, wish: Wish) => order({ ...aim, wish }))

  return {
    ...{ story, figures },
    /** On which channels it still waits, and for what. */
    waiting: () =>
      waiting.data?.waiting.filter(({ sha256 }) => sha256 === story.data?.sha256) ?? [],
    mayAct: () => reaches(me().user?.role ?? 'viewer', 'editor'),
    isOrdering: ordering.isBusy,
    order: (aim: Aim, wish: Wish) => void ordering.run(aim, wish),
    /**
     * Null when it was taken. Our server knows it at once, whether or not the computer listens;
     * that hears of it when it next asks how its publications stand.
     */
    async resolve(input: ResolvePublication): Promise<Problem | null> {
      try {
        await api.publication.resolve.mutate(input)
      } catch (error) {
        return problemOf(error)
      }
      await kept.invalidateQueries({ queryKey: ['publication'] })
      return null
    },
  }
}

export type VideoState = ReturnType<typeof makeVideo>
