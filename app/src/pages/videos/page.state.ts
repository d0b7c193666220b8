import {
  type Platform,
  type Problem,
  type ResolvePublication,
  type Role,
  reaches,
} from '@content/api/contract'
import { createEffect, createResource, createSignal, onCleanup } from 'solid-js'
import { api } from '../../api.ts'
import { problemOf } from '../../problem.ts'
import { makeAction } from '../../ui/form/action.ts'
import { keptRows } from '../../ui/kept-rows.ts'
import { toast } from '../../ui/toast/toast.tsx'
import { follow } from './follow.ts'
import { loadAll, loadAround, loadChanged, loadPage, type Shown } from './load.ts'
import { gatherNews } from './news.ts'
import { withChanged } from './with-changed.ts'

/** The creator's videos, live: what changes is asked for again, and nothing else. */
export function makeVideos(signedOut: () => void, role: () => Role) {
  const [data, { mutate, refetch }] = createResource(
    (_: true, { value }: { value: Shown | undefined }) => loadAll(value?.videos.length ?? 0),
    { storage: keptRows },
  )
  const [isLive, setIsLive] = createSignal(false)
  const patch = (change: (shown: Shown) => Partial<Shown>) =>
    mutate(shown => shown && { ...shown, ...change(shown) })

  /** What fails behind an open page leaves it as it is, and is asked again by the news. */
  const quietly = async (ask: () => Promise<unknown>) => {
    try {
      await ask()
    } catch (error) {
      if (problemOf(error).code === 'unauthenticated') signedOut()
      throw error
    }
  }
  const count = () => (data.error ? 0 : (data.latest?.videos.length ?? 0))
  const news = gatherNews({
    all: () =>
      quietly(async () => {
        const all = await loadAll(count())
        // Somebody asked for older ones meanwhile, and would see them go.
        if (all.nextCursor && all.videos.length < count()) news.all()
        else mutate(all)
      }),
    some: ids =>
      quietly(async () => {
        const { videos, ...around } = await loadChanged(ids)
        patch(shown => ({
          ...around,
          videos: withChanged(shown.videos, videos, shown.nextCursor === null),
        }))
      }),
  })
  const unfollow = follow({ news, setIsLive })
  const loadProblem = () => (data.error ? problemOf(data.error) : null)
  createEffect(() => {
    if (loadProblem()?.code === 'unauthenticated') signedOut()
  })
  onCleanup(() => {
    unfollow()
    news.stop()
  })

  const more = makeAction(async () => {
    const cursor = data.latest?.nextCursor
    if (!cursor) return
    const page = await loadPage(cursor)
    patch(shown => ({
      nextCursor: page.nextCursor,
      videos: withChanged(shown.videos, page.videos, true),
    }))
  })

  /** What somebody does here changes what stands around the videos; these tell of themselves. */
  const reloadAround = async () => {
    const around = await loadAround().catch(() => null)
    if (around) patch(() => around)
    else news.all()
  }

  async function act(action: () => Promise<unknown>) {
    try {
      await action()
    } catch (error) {
      toast.refused(problemOf(error))
    }
    await reloadAround()
  }

  /** For parts that say a refusal where it was asked; null when it was taken. */
  async function tried(action: () => Promise<unknown>): Promise<Problem | null> {
    try {
      await action()
    } catch (error) {
      return problemOf(error)
    }
    await reloadAround()
    return null
  }

  return {
    data: () => (data.error ? undefined : data.latest),
    loadProblem,
    isLive,
    maySend: () => reaches(role(), 'editor'),
    reload: () => void refetch(),
    more,
    connect: (platform: Platform, captions = false) =>
      act(async () => {
        const { authorizationUrl } = await api.connection.initiate.mutate({ platform, captions })
        window.location.assign(authorizationUrl)
      }),
    resolve: (input: ResolvePublication) =>
      tried(async () => {
        await api.publication.resolve.mutate(input)
        news.add(input.publicationId)
      }),
  }
}

export type VideosState = ReturnType<typeof makeVideos>
