import { countByPlatform, countVideos } from '../../../api/src/analytics/analytics.queries.ts'
import type { Place } from '../../../api/src/analytics/analytics.rules.ts'
import { toCursor } from '../../../api/src/analytics/analytics.rules.ts'
import {
  calendarOf,
  countPublished,
  listDays,
  listTop,
} from '../../../api/src/analytics/history/history.queries.ts'
import {
  listFigureDays,
  listLive,
  listWeekViews,
  viewsAtAge,
} from '../../../api/src/analytics/history/peers.queries.ts'
import { spanBefore, spanOf } from '../../../api/src/analytics/history/period.rules.ts'
import { MOST_VIDEOS } from '../../../api/src/analytics/history/show-best.ts'
import { MOST_PEERS } from '../../../api/src/analytics/history/show-video-history.ts'
import { listVideosAfter } from '../../../api/src/analytics/video-list.queries.ts'
import { listCalendar } from '../../../api/src/publication/calendar.queries.ts'
import { listPublicationsOf } from '../../../api/src/publication/publication-rows.queries.ts'
import { MOST_A_DAY } from '../../../app/src/pages/calendar/grid.ts'
import { type Db, runHot } from '../../../db/index.ts'
import { DAY_MS } from '../../durations.ts'
import { RAW } from './raw.ts'

/** One workspace, with what its questions name. */
export interface Target {
  workspaceId: string
  key: string
  videoId: string
  /** After which the 500th page begins, or the last one where there are fewer. */
  deep: Place
}

export type Ask = (db: Db, of: Target) => Promise<unknown>
export interface Question {
  /** All statements of one answer; how many rows it shows. */
  ours: (db: Db, of: Target) => Promise<number>
  /** The same of nothing but raw snapshots, where there is such a question. */
  raw?: Ask
  /** The same over HTTP: a procedure, and what it is asked. */
  call?: (of: Target) => [procedure: string, input?: object]
}

const NOW = new Date()
const today = NOW.toISOString().slice(0, 10)
const span = spanOf('30d', { today, first: null })
const reach = { from: spanBefore(span).from, to: span.to }
const FIRST = { filter: {}, sort: 'newest', place: null, since: null } as const
const all = { platform: undefined, timeZone: 'UTC' }
const month = {
  from: new Date(NOW.getTime() - 30 * DAY_MS).toISOString(),
  ...{ hours: 31 * 24, mostADay: MOST_A_DAY.month },
}
export const PAGE = { rows: 10, deep: 500 }

/** A page as it is shown: the videos, and where each went. */
async function page(db: Db, { workspaceId }: Target, place: Place | null) {
  const found = await listVideosAfter(db, workspaceId, { ...FIRST, place, limit: PAGE.rows + 1 })
  await listPublicationsOf(
    db,
    workspaceId,
    found.slice(0, PAGE.rows).map(it => it.video_id),
  )
  return Math.min(found.length, PAGE.rows)
}

/** What the pages ask of the database and over HTTP. */
export const QUESTIONS: Record<string, Question> = {
  overview: {
    ours: async (db, { workspaceId }) => {
      const found = await countByPlatform(db, workspaceId, null)
      await countVideos(db, workspaceId, null)
      return found.length
    },
    raw: (db, { workspaceId }) => runHot(db, RAW.newest, [workspaceId]),
    call: () => ['analytics.overview'],
  },
  'analytics, compare': {
    ours: async (db, { workspaceId: id }) => {
      await calendarOf(db, id, NOW)
      const { days } = await listDays(db, id, { span: reach, platform: undefined })
      await countPublished(db, id, { span, earlier: spanBefore(span), ...all })
      return days.length
    },
    raw: (db, { workspaceId }) => runHot(db, RAW.gains, [workspaceId, reach.from]),
    call: () => ['analytics.compare', { period: '30d' }],
  },
  'analytics, timeline': {
    ours: async (db, { workspaceId }) =>
      (await listDays(db, workspaceId, { span, platform: undefined })).days.length,
    raw: (db, { workspaceId }) => runHot(db, RAW.gains, [workspaceId, span.from]),
    call: () => ['analytics.timeline', { period: '30d' }],
  },
  'analytics, top videos': {
    ours: async (db, { workspaceId }) => {
      const asked = { span, platform: 'tiktok', timeZone: 'UTC', limit: 10 } as const
      return (await listTop(db, workspaceId, asked)).length
    },
    raw: (db, { workspaceId }) => runHot(db, RAW.top, [workspaceId, span.from]),
    call: () => ['analytics.topVideos', { period: '30d', platform: 'tiktok', limit: 10 }],
  },
  'analytics, best times': {
    ours: async (db, { workspaceId }) => {
      const asked = { platform: 'tiktok', now: NOW, most: MOST_VIDEOS } as const
      return (await listWeekViews(db, workspaceId, asked)).views.length
    },
    raw: (db, { workspaceId }) => runHot(db, RAW.atAge, [workspaceId]),
    call: () => ['analytics.bestTimes', { platform: 'tiktok' }],
  },
  'videos, page 1': {
    ours: (db, of) => page(db, of, null),
    raw: (db, { workspaceId }) => runHot(db, RAW.page, [workspaceId, null, null]),
    call: () => ['analytics.videos', { limit: PAGE.rows }],
  },
  'videos, page 500': {
    ours: (db, of) => page(db, of, of.deep),
    raw: (db, { workspaceId, deep }) =>
      runHot(db, RAW.page, [workspaceId, deep.createdAtMicros, deep.videoId]),
    call: ({ deep }) => ['analytics.videos', { limit: PAGE.rows, cursor: toCursor(deep) }],
  },
  video: {
    ours: async (db, { workspaceId, videoId }) => {
      const live = await listLive(db, workspaceId, videoId)
      const ids = live.map(it => it.publicationId)
      const days = await listFigureDays(db, workspaceId, ids)
      const asked = { platform: 'tiktok', ageDays: 30, now: NOW, most: MOST_PEERS } as const
      await viewsAtAge(db, workspaceId, asked)
      return days.length
    },
    raw: (db, { workspaceId, videoId }) => runHot(db, RAW.video, [workspaceId, videoId]),
    call: ({ videoId }) => ['analytics.video', { videoId }],
  },
  'calendar, month': {
    ours: async (db, { workspaceId }) =>
      (await listCalendar(db, workspaceId, month)).entries.length,
    call: () => ['publication.calendar', month],
  },
}

/** What the questions of one workspace name: a video, and where a page far down begins. */
export async function targetOf(db: Db, workspaceId: string, key: string): Promise<Target> {
  const videos = await db
    .selectFrom('video')
    .select(['video_id', 'created_at'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at', 'desc')
    .orderBy('video_id', 'desc')
    .limit(PAGE.rows * PAGE.deep)
    .execute()
  const before = Math.max(0, Math.min(PAGE.rows * (PAGE.deep - 1), videos.length - PAGE.rows) - 1)
  const [last, middle] = [videos[before], videos[Math.floor(videos.length / 2)]]
  if (!last || !middle) throw new Error(`The workspace ${workspaceId} has no videos.`)
  const deep = { createdAtMicros: last.created_at.getTime() * 1000, videoId: last.video_id }
  return { workspaceId, key, deep, videoId: middle.video_id }
}
