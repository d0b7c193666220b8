import type { Db } from '@content/db'
import { type RawBuilder, sql } from 'kysely'
import type { Counts, Platform } from '../../../contract/index.ts'
import type { Span } from './period.rules.ts'

export interface Calendar {
  timeZone: string
  today: string
  /** The first day with figures; null when there are none yet. */
  first: string | null
}

/** Which day it is for a workspace, and on which its figures begin. */
export async function calendarOf(db: Db, workspaceId: string, now: Date): Promise<Calendar> {
  const { rows } = await sql<Calendar>`
    select w.time_zone as "timeZone", (${now}::timestamptz at time zone w.time_zone)::date as today,
      (
        select min(d.taken_on) from connection c
        cross join lateral (
          select taken_on from channel_day d
          where d.workspace_id = c.workspace_id and d.connection_id = c.connection_id
          order by taken_on limit 1
        ) d
        where c.workspace_id = w.workspace_id
      ) as first
    from workspace w where w.workspace_id = ${workspaceId}`.execute(db)
  return rows[0] ?? { timeZone: 'UTC', today: now.toISOString().slice(0, 10), first: null }
}

/** What channels of one platform gained on one day. */
export interface DayRow extends Counts {
  platform: Platform
  day: string
  videos: number
  late_views: number | null
  late_likes: number | null
  late_comments: number | null
  late_shares: number | null
}

/** What they had gained by the end of a day. */
export type TotalRow = Counts & { platform: Platform }

interface Asked {
  span: Span
  platform: Platform | undefined
}

const SUMS = sql`
  sum(d.views)::bigint as views, sum(d.likes)::bigint as likes,
  sum(d.comments)::bigint as comments, sum(d.shares)::bigint as shares,
  sum(d.late_views)::bigint as late_views, sum(d.late_likes)::bigint as late_likes,
  sum(d.late_comments)::bigint as late_comments, sum(d.late_shares)::bigint as late_shares`
const TOTALS = sql`
  sum(d.total_views)::bigint as views, sum(d.total_likes)::bigint as likes,
  sum(d.total_comments)::bigint as comments, sum(d.total_shares)::bigint as shares`
const NOTHING_LATE = sql`null::bigint, null::bigint, null::bigint, null::bigint`

const ofPlatform = (platform: Platform | undefined) =>
  platform === undefined ? sql`` : sql`and c.platform = ${platform}`

/**
 * Each day with figures, per platform, and what there was before: of each channel the last day
 * before, which knows what came up to it.
 */
export async function listDays(
  db: Db,
  workspaceId: string,
  { span, platform }: Asked,
): Promise<{ before: TotalRow[]; days: DayRow[] }> {
  const { rows } = await sql<Omit<DayRow, 'day'> & { day: string | null }>`
    with channel as (
      select workspace_id, connection_id, platform from connection c
      where c.workspace_id = ${workspaceId} ${ofPlatform(platform)}
    )
    select c.platform, d.taken_on as day, sum(d.videos)::int as videos, ${SUMS}
    from channel c
    join channel_day d
      on d.workspace_id = c.workspace_id and d.connection_id = c.connection_id
    where d.taken_on between ${span.from}::date and ${span.to}::date
    group by c.platform, d.taken_on
    union all
    select c.platform, null, 0, ${TOTALS}, ${NOTHING_LATE}
    from channel c
    cross join lateral (
      select * from channel_day d
      where d.workspace_id = c.workspace_id and d.connection_id = c.connection_id
        and d.taken_on < ${span.from}::date
      order by d.taken_on desc limit 1
    ) d
    group by c.platform
    order by 1, 2`.execute(db)
  return {
    before: rows.filter(row => row.day === null),
    days: rows.flatMap(({ day, ...row }) => (day === null ? [] : { ...row, day })),
  }
}

/** How many videos went live on a platform in a period, and in the one before it. */
export interface Published {
  now: number
  before: number
}

/** What went live from one day to another, in days of the workspace's calendar, and before. */
export async function countPublished(
  db: Db,
  workspaceId: string,
  asked: Asked & { earlier: Span | null; timeZone: string },
): Promise<Map<Platform, Published>> {
  const { span, earlier, platform, timeZone } = asked
  const from = sql`(${span.from}::date)::timestamp at time zone ${timeZone}`
  const since = sql`(${earlier?.from ?? span.from}::date)::timestamp at time zone ${timeZone}`
  const { rows } = await sql<Published & { platform: Platform }>`
    select c.platform, (count(*) filter (where c.published_at >= ${from}))::int as now,
      (count(*) filter (where c.published_at < ${from}))::int as before
    from publication c
    where c.workspace_id = ${workspaceId} and c.state = 'published'
      and c.published_at >= ${since}
      and c.published_at < (${span.to}::date + 1)::timestamp at time zone ${timeZone}
      ${ofPlatform(platform)}
    group by c.platform`.execute(db)
  return new Map(rows.map(({ platform: name, ...counts }) => [name, counts]))
}

export interface TopRow extends Counts {
  platform: Platform
  publicationId: string
  videoId: string
  metadata: unknown
  url: string | null
  publishedAt: Date
  views: number
}

interface TopAsked {
  span: Span | null
  platform: Platform
  timeZone: string
  limit: number
}

/** What went live in some days and was seen most, on one platform. */
export async function listTop(db: Db, workspaceId: string, asked: TopAsked): Promise<TopRow[]> {
  const { platform, limit } = asked
  const { rows } = await sql<TopRow>`
    select p.platform, p.publication_id as "publicationId", p.video_id as "videoId", p.metadata,
      p.url, p.published_at as "publishedAt", p.views, p.likes, p.comments, p.shares
    from (${topIds(workspaceId, asked)} order by views desc, publication_id limit ${limit}) top
    cross join lateral (
      select * from publication p
      where p.workspace_id = ${workspaceId} and p.publication_id = top.publication_id
      limit 1
    ) p
    where p.platform = ${platform}
    order by p.views desc, p.publication_id`.execute(db)
  return rows
}

/**
 * Of each week the first few, which lie side by side in an index: however many went live in it,
 * and however many older ones were seen more, no more than those are read.
 */
function topIds(workspaceId: string, { span, platform, timeZone, limit }: TopAsked) {
  const counted = sql`
    select publication_id, views from publication
    where workspace_id = ${workspaceId} and platform = ${platform} and state = 'published'
      and views is not null and published_at is not null`
  if (!span) return counted
  const from = sql`(${span.from}::date)::timestamp at time zone ${timeZone}`
  const end = sql`(${span.to}::date + 1)::timestamp at time zone ${timeZone}`
  const week = (at: RawBuilder<unknown>) => sql`
    date_bin('7 days', ${at}, '2001-01-01T00:00:00Z'::timestamptz)`
  return sql`
    select top.publication_id, top.views
    from generate_series(${week(from)}, ${end}, '7 days') as of_week(at)
    cross join lateral (
      ${counted} and ${week(sql`published_at`)} = of_week.at and published_at >= ${from}
      order by views desc, publication_id
      limit ${limit}
    ) top`
}

export interface ExportRow extends Counts {
  publicationId: string
  day: string
  platform: Platform
  channel: string
  fileName: string
  metadata: unknown
  url: string | null
  publishedAt: Date | null
}

/** Figures of each video and day, in the order in which they are kept. */
export async function listExport(
  db: Db,
  workspaceId: string,
  asked: Asked & { after: { publicationId: string; day: string } | null; limit: number },
): Promise<ExportRow[]> {
  const { span, platform, after, limit } = asked
  const place = after
    ? sql`and (d.publication_id, d.taken_on) > (${after.publicationId}::uuid, ${after.day}::date)`
    : sql``
  const { rows } = await sql<ExportRow>`
    select d.publication_id as "publicationId", d.taken_on as day, p.platform, c.label as channel,
      v.file_name as "fileName", p.metadata, p.url, p.published_at as "publishedAt",
      d.views, d.likes, d.comments, d.shares
    from snapshot_day d
    join publication p on p.workspace_id = d.workspace_id and p.publication_id = d.publication_id
    join connection c on c.workspace_id = p.workspace_id and c.connection_id = p.connection_id
    join video v on v.workspace_id = p.workspace_id and v.video_id = p.video_id
    where d.workspace_id = ${workspaceId}
      and d.taken_on between ${span.from}::date and ${span.to}::date
      ${ofPlatform(platform)} ${place}
    order by d.publication_id, d.taken_on
    limit ${limit}`.execute(db)
  return rows
}
