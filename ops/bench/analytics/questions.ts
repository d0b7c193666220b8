import { countByPlatform } from '../../../api/src/analytics/analytics.queries.ts'
import {
  calendarOf,
  countPublished,
  listDays,
  listTop,
} from '../../../api/src/analytics/history/history.queries.ts'
import {
  listFigureDays,
  listLive,
  viewsAtAge,
} from '../../../api/src/analytics/history/peers.queries.ts'
import { spanBefore, spanOf } from '../../../api/src/analytics/history/period.rules.ts'
import { listVideosAfter } from '../../../api/src/analytics/video-list.queries.ts'
import { type Db, runHot } from '../../../db/index.ts'

export type Ask = (db: Db, workspaceId: string) => Promise<unknown>
export interface Question {
  ours: Ask
  /** The same of nothing but raw snapshots, where there is such a question. */
  raw?: Ask
}

const NOW = new Date()
const today = NOW.toISOString().slice(0, 10)
const span = spanOf('30d', { today, first: null })
const reach = { from: spanBefore(span).from, to: span.to }
const FIRST = { filter: {}, sort: 'newest', place: null, since: null } as const
const all = { platform: undefined, timeZone: 'UTC' }

/** What each day gained, as the pages would have to ask without sums of days. */
const GAINS = {
  name: 'raw_gains',
  text: `
    with day as (
      select publication_id, (taken_at at time zone 'UTC')::date as on_day, max(views) as views
      from snapshot where workspace_id = $1::uuid
      group by publication_id, on_day
    ), gain as (
      select on_day, views - coalesce(lag(views) over (
        partition by publication_id order by on_day), 0) as views
      from day
    )
    select on_day, sum(views)::bigint from gain where on_day >= $2::date group by on_day`,
}
const TOP = {
  name: 'raw_top',
  text: `
    select publication_id, (array_agg(views order by taken_at desc))[1] as views
    from snapshot where workspace_id = $1::uuid
    group by publication_id order by views desc nulls last limit 10`,
}
const AT_AGE = {
  name: 'raw_at_age',
  text: `
    select p.publication_id, max(s.views) as views
    from publication p join snapshot s
      on s.workspace_id = p.workspace_id and s.publication_id = p.publication_id
    where p.workspace_id = $1::uuid and s.taken_at < p.published_at + interval '8 days'
    group by p.publication_id`,
}
const NEWEST = {
  name: 'raw_newest',
  text: `
    select sum(views)::bigint from (
      select distinct on (publication_id) views from snapshot
      where workspace_id = $1::uuid order by publication_id, taken_at desc
    ) newest`,
}

/** What the pages ask of the database; one question is all statements of one answer. */
export const QUESTIONS: Record<string, Question> = {
  compare: {
    ours: async (db, id) => {
      await calendarOf(db, id, NOW)
      await listDays(db, id, { span: reach, platform: undefined })
      await countPublished(db, id, { span, ...all })
      await countPublished(db, id, { span: spanBefore(span), ...all })
    },
    raw: (db, id) => runHot(db, GAINS, [id, reach.from]),
  },
  timeline: {
    ours: (db, id) => listDays(db, id, { span, platform: undefined }),
    raw: (db, id) => runHot(db, GAINS, [id, span.from]),
  },
  topVideos: {
    ours: (db, id) => listTop(db, id, { span, platform: 'tiktok', timeZone: 'UTC', limit: 10 }),
    raw: (db, id) => runHot(db, TOP, [id]),
  },
  bestTimes: {
    ours: (db, id) => viewsAtAge(db, id, { platform: 'tiktok', ageDays: 7, now: NOW, most: 300 }),
    raw: (db, id) => runHot(db, AT_AGE, [id]),
  },
  video: {
    ours: async (db, id) => {
      const [newest] = await listVideosAfter(db, id, { ...FIRST, limit: 1 })
      const live = await listLive(db, id, newest?.video_id ?? id)
      await listFigureDays(
        db,
        id,
        live.map(it => it.publicationId),
      )
    },
  },
  videos: {
    ours: (db, id) => listVideosAfter(db, id, { ...FIRST, limit: 20 }),
  },
  searchedVideos: {
    ours: (db, id) =>
      listVideosAfter(db, id, { ...FIRST, filter: { search: 'no such' }, limit: 20 }),
  },
  videosByName: {
    ours: (db, id) => listVideosAfter(db, id, { ...FIRST, sort: 'name', limit: 20 }),
  },
  overview: {
    ours: (db, id) => countByPlatform(db, id, null),
    raw: (db, id) => runHot(db, NEWEST, [id]),
  },
}
