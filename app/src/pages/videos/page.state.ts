import type { VideoPage, VideoRow } from '@content/api/contract'
import {
  type InfiniteData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/solid-query'
import { createEffect, createMemo, onCleanup } from 'solid-js'
import { api } from '../../api.ts'
import { onNews } from '../../live.ts'
import { gatherNews } from '../../news.ts'
import { problemOf } from '../../problem.ts'
import { channelsQuery } from '../../queries.ts'
import { useSession } from '../../session.tsx'
import { makeAsked } from './asked.ts'
import { withChanged } from './with-changed.ts'

const PAGE_LENGTH = 50

type Held = InfiniteData<VideoPage, string | null>

/** Solid's store walks through every plain object it is given; of ten thousand rows, for long. */
class Rows {
  constructor(readonly held: Held) {}
}
const asRows = (held: Held) => new Rows(held)

/** The creator's videos, live: what changes is asked for again, and nothing else. */
export function makeVideos() {
  const session = useSession()
  const kept = useQueryClient()
  const asking = makeAsked()
  const key = () => ['analytics', 'videos', asking.asked()]
  const list = useInfiniteQuery(() => ({
    queryKey: key(),
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      api.analytics.videos.query({
        ...asking.asked(),
        limit: PAGE_LENGTH,
        ...(pageParam !== null && { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: VideoPage) => page.nextCursor,
    // The rows that were there stay until the others come, and with them the keyboard's place.
    placeholderData: (before: Held | undefined) => before,
    select: asRows,
    // News says what changed; to read every page again on each visit of the tab would not be less.
    refetchOnWindowFocus: false,
  }))
  const channels = useQuery(channelsQuery)
  const held = createMemo(() => list.data?.held)
  const videos = createMemo(() => held()?.pages.flatMap(page => page.videos) ?? [])
  const byId = createMemo(() => new Map(videos().map(video => [video.id, video])))

  const news = gatherNews({
    all: () => list.refetch({ throwOnError: true }),
    some: async ids => {
      const changed = await changedOf(ids)
      // Whether a video that is new here belongs here at all, only the server can tell.
      const top = !asking.isAll() && isUnknown(changed) ? await firstPage() : []
      kept.setQueryData<Held>(key(), data => data && merged(data, changed, top))
    },
  })
  const isUnknown = (changed: VideoRow[]) => changed.some(({ id }) => !byId().has(id))
  const firstPage = async () =>
    (await api.analytics.videos.query({ ...asking.asked(), limit: PAGE_LENGTH })).videos
  const merged = (data: Held, changed: VideoRow[], top: VideoRow[]): Held => {
    const isNewest = !asking.asked().sort
    const added = asking.isAll() ? changed : top
    const known = changed.filter(({ id }) => byId().has(id))
    return patched(data, known, isNewest ? added : [])
  }
  onCleanup(onNews(ids => (ids.length === 0 ? news.all() : ids.forEach(news.add))))
  onCleanup(news.stop)
  createEffect(() => {
    if (list.error && problemOf(list.error).code === 'unauthenticated') void session.reload()
  })

  return {
    ...{ list, asking, channels, videos, byId },
    isConnected: () => channels.data?.connections.some(({ state }) => state === 'live') ?? false,
    more() {
      if (list.hasNextPage && !list.isFetchingNextPage && !list.isFetchNextPageError) {
        void list.fetchNextPage()
      }
    },
  }
}

export type VideosState = ReturnType<typeof makeVideos>

/** Each page with what changed in its place; what is new goes where it belongs, on the first. */
function patched(data: Held, changed: VideoRow[], added: VideoRow[]): Held {
  const known = new Set(data.pages.flatMap(page => page.videos.map(({ id }) => id)))
  const fresh = added.filter(({ id }) => !known.has(id))
  const pages = data.pages.map((page, at) => {
    const isWhole = page.nextCursor === null
    const own = new Set(page.videos.map(({ id }) => id))
    const here = [...changed.filter(({ id }) => own.has(id)), ...(at === 0 ? fresh : [])]
    return here.length === 0 ? page : { ...page, videos: withChanged(page.videos, here, isWhole) }
  })
  return { ...data, pages }
}

// What waits on a computer is told under that computer's id, which no publication has.
async function changedOf(publicationIds: string[]): Promise<VideoRow[]> {
  try {
    return (await api.analytics.changed.query({ publicationIds })).videos
  } catch (error) {
    if (problemOf(error).code === 'not_found') return []
    throw error
  }
}
