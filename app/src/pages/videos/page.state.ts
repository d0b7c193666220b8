import {
  type Platform,
  type Problem,
  type PublishRule,
  type ResolvePublication,
  type Role,
  reaches,
  type UseOwnProject,
  type VideoPage,
} from '@content/api/contract'
import { createEffect, createResource, createSignal, onCleanup } from 'solid-js'
import { api } from '../../api.ts'
import { problemOf } from '../../problem.ts'
import { keptRows } from '../../ui/kept-rows.ts'

const PAGE_LENGTH = 20

async function loadPages(count: number): Promise<VideoPage> {
  const videos: VideoPage['videos'] = []
  let cursor: string | undefined
  for (let page = 0; page < count; page++) {
    const next = await api.analytics.videos.query({
      limit: PAGE_LENGTH,
      ...(cursor && { cursor }),
    })
    videos.push(...next.videos)
    if (!next.nextCursor) return { videos, nextCursor: null }
    cursor = next.nextCursor
  }
  return { videos, nextCursor: cursor ?? null }
}

async function load({ pages, mayManage }: { pages: number; mayManage: boolean }) {
  const [page, quota, { connections }, { waiting }, ownProject] = await Promise.all([
    loadPages(pages),
    api.enrichment.quota.query(),
    api.connection.list.query(),
    api.publication.waiting.query(),
    mayManage ? api.connection.ownProject.query() : null,
  ])
  return { ...page, quota, connections, waiting, ownProject }
}

const AGAIN_MS = 1000

interface Watching {
  reloadSoon(): void
  setIsLive(isLive: boolean): void
}

/** Follows what is new for as long as somebody looks; what is returned ends it. */
function watch(it: Watching): () => void {
  let again: ReturnType<typeof setTimeout> | undefined
  const watching = api.publication.onChange.subscribe(undefined, {
    // Also after the connection was lost, when what happened meanwhile is still to be read.
    onStarted: it.reloadSoon,
    onData: it.reloadSoon,
    onConnectionStateChange: ({ state }) => it.setIsLive(state === 'pending'),
    onError: () => it.setIsLive(false),
    // A server that stops may end the stream in good order, and news goes on all the same.
    onComplete: () => {
      it.setIsLive(false)
      again = setTimeout(() => {
        end = watch(it)
      }, AGAIN_MS)
    },
  })
  let end = () => {
    clearTimeout(again)
    watching.unsubscribe()
  }
  return () => end()
}

/** The creator's videos, live: any change of a publication loads them again. */
export function makeVideos(signedOut: () => void, role: () => Role) {
  const [pages, setPages] = createSignal(1)
  const mayManage = () => reaches(role(), 'admin')
  const wanted = () => ({ pages: pages(), mayManage: mayManage() })
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [data, { refetch }] = createResource(wanted, load, { storage: keptRows })
  const [isLive, setIsLive] = createSignal(false)

  let timer: ReturnType<typeof setTimeout> | undefined
  // Progress arrives several times a second; the eye needs it once.
  const reloadSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      void refetch()
    }, 400)
  }
  const unwatch = watch({ reloadSoon, setIsLive })
  const loadProblem = () => (data.error ? problemOf(data.error) : null)
  createEffect(() => {
    if (loadProblem()?.code === 'unauthenticated') signedOut()
  })
  onCleanup(() => {
    unwatch()
    clearTimeout(timer)
  })

  async function act(action: () => Promise<unknown>) {
    setProblem(null)
    try {
      await action()
    } catch (error) {
      setProblem(problemOf(error))
    }
    await refetch()
  }

  /** For parts that say a refusal where it was asked; null when it was taken. */
  async function tried(action: () => Promise<unknown>): Promise<Problem | null> {
    try {
      await action()
    } catch (error) {
      return problemOf(error)
    }
    await refetch()
    return null
  }

  return {
    data: () => (data.error ? undefined : data.latest),
    loadProblem,
    problem,
    isLive,
    /** Whether they connect channels and make rules, or only see them. */
    mayManage,
    maySend: () => reaches(role(), 'editor'),
    reload: () => void refetch(),
    more: () => setPages(count => count + 1),
    connect: (platform: Platform) =>
      act(async () => {
        const { authorizationUrl } = await api.connection.initiate.mutate({ platform })
        window.location.assign(authorizationUrl)
      }),
    disconnect: (platform: Platform, connectionId: string) =>
      act(() => api.connection.disconnect.mutate({ platform, connectionId })),
    saveRule: (connectionId: string, rule: PublishRule) =>
      act(() => api.connection.saveRule.mutate({ connectionId, rule })),
    resolve: (input: ResolvePublication) => tried(() => api.publication.resolve.mutate(input)),
    useOwnProject: (input: UseOwnProject) =>
      tried(() => api.connection.useOwnProject.mutate(input)),
  }
}

export type VideosState = ReturnType<typeof makeVideos>
