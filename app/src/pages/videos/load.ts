import type { VideoPage, VideoRow } from '@content/api/contract'
import { api } from '../../api.ts'
import { problemOf } from '../../problem.ts'

const PAGE_LENGTH = 20
/** The longest page that our server gives. */
const LONGEST_PAGE = 100

/** The videos after a place, newest first. */
export const loadPage = (cursor?: string, limit = PAGE_LENGTH): Promise<VideoPage> =>
  api.analytics.videos.query({ limit, ...(cursor && { cursor }) })

/** At least so many videos from the newest on, in as few questions as it takes. */
async function loadVideos(count: number): Promise<VideoPage> {
  const limit = Math.min(Math.max(count, PAGE_LENGTH), LONGEST_PAGE)
  let page = await loadPage(undefined, limit)
  while (page.nextCursor && page.videos.length < count) {
    const next = await loadPage(page.nextCursor, limit)
    page = { ...next, videos: [...page.videos, ...next.videos] }
  }
  return page
}

/** What stands around the videos, and changes by what somebody does here. */
export async function loadAround() {
  const [quota, { connections }, { waiting }] = await Promise.all([
    api.enrichment.quota.query(),
    api.connection.list.query(),
    api.publication.waiting.query(),
  ])
  return { quota, connections, waiting }
}

/** All that the page shows, with at least so many videos. */
export async function loadAll(count: number) {
  const [page, around] = await Promise.all([loadVideos(count), loadAround()])
  return { ...page, ...around }
}

/** The videos of these publications, and what their news changes around them. */
export async function loadChanged(publicationIds: string[]) {
  const [videos, quota, { waiting }] = await Promise.all([
    videosOf(publicationIds),
    api.enrichment.quota.query(),
    api.publication.waiting.query(),
  ])
  return { videos, quota, waiting }
}

// What waits on a computer is told under that computer's id, which no publication has.
async function videosOf(publicationIds: string[]): Promise<VideoRow[]> {
  try {
    return (await api.analytics.changed.query({ publicationIds })).videos
  } catch (error) {
    if (problemOf(error).code === 'not_found') return []
    throw error
  }
}

export type Shown = Awaited<ReturnType<typeof loadAll>>
