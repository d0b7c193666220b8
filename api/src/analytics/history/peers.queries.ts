import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Counts, Platform } from '../../../contract/index.ts'

export interface HistoryRow {
  publicationId: string
  platform: Platform
  label: string
  metadata: unknown
  url: string | null
  publishedAt: Date
  publishedOn: string
  figuresAt: Date | null
}

/** A video's file name, when the workspace has it. */
export async function videoName(db: Db, workspaceId: string, videoId: string) {
  const row = await db
    .selectFrom('video')
    .select('file_name')
    .where('workspace_id', '=', workspaceId)
    .where('video_id', '=', videoId)
    .executeTakeFirst()
  return row?.file_name ?? null
}

/** Where a video is live, oldest first. */
export async function listLive(
  db: Db,
  workspaceId: string,
  videoId: string,
): Promise<HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    select p.publication_id as "publicationId", p.platform, c.label, p.metadata, p.url,
      p.published_at as "publishedAt",
      (p.published_at at time zone w.time_zone)::date as "publishedOn",
      p.figures_at as "figuresAt"
    from publication p
    join workspace w on w.workspace_id = ${workspaceId}
    join connection c on c.workspace_id = p.workspace_id and c.connection_id = p.connection_id
    where p.workspace_id = ${workspaceId} and p.video_id = ${videoId}
      and p.state = 'published' and p.published_at is not null
    order by p.published_at, p.publication_id`.execute(db)
  return rows
}

export interface FigureDay extends Counts {
  publicationId: string
  day: string
}

/** The figures of each day, oldest first. */
export async function listFigureDays(
  db: Db,
  workspaceId: string,
  publicationIds: string[],
): Promise<FigureDay[]> {
  const { rows } = await sql<FigureDay>`
    select publication_id as "publicationId", taken_on as day, views, likes, comments, shares
    from snapshot_day
    where workspace_id = ${workspaceId} and publication_id = any(${publicationIds}::uuid[])
    order by publication_id, taken_on`.execute(db)
  return rows
}

export interface AtAge {
  publicationId: string
  views: number
}

/**
 * Views of the newest videos on a platform when they were so many days old. Those without figures
 * on that very day are left out: a count of another day is no count at that age. Each is looked up
 * by its key (`limit 1` keeps it so).
 */
export async function viewsAtAge(
  db: Db,
  workspaceId: string,
  asked: { platform: Platform; ageDays: number; now: Date; most: number },
): Promise<AtAge[]> {
  const { platform, ageDays, now, most } = asked
  const { rows } = await sql<AtAge>`
    select p.publication_id as "publicationId", d.views
    from (
      select workspace_id, publication_id, published_at from publication
      where workspace_id = ${workspaceId} and platform = ${platform} and state = 'published'
        and published_at <= ${now}::timestamptz - make_interval(days => ${ageDays}::int)
      order by published_at desc limit ${most}
    ) p
    join workspace w on w.workspace_id = ${workspaceId}
    cross join lateral (
      select views from snapshot_day d
      where d.workspace_id = p.workspace_id and d.publication_id = p.publication_id
        and d.taken_on = (p.published_at at time zone w.time_zone)::date + ${ageDays}::int
        and d.views is not null
      limit 1
    ) d`.execute(db)
  return rows
}

/** Hours since 1970 on the workspace's clock, and the views of the videos that went live then. */
export interface WeekViews {
  hours: number[]
  views: number[]
}

/**
 * The newest videos on a platform: the hour at which each went live, by the workspace's clock, and
 * its views on the seventh day after. Those without figures on that very day are left out. As two
 * texts, for three hundred rows take longer to hand over than to read, and so do two arrays.
 */
export async function listWeekViews(
  db: Db,
  workspaceId: string,
  { platform, now, most }: { platform: Platform; now: Date; most: number },
): Promise<WeekViews> {
  const { rows } = await sql<{ hours: string | null; views: string | null }>`
    select array_to_string(array_agg(floor(date_part('epoch', at) / 3600)::int), ' ') as hours,
      array_to_string(array_agg(week_views), ' ') as views
    from (
      select week_views, published_at at time zone (
        select time_zone from workspace where workspace_id = ${workspaceId}
      ) as at
      from publication
      where workspace_id = ${workspaceId} and platform = ${platform} and state = 'published'
        and published_at <= ${now}::timestamptz - interval '7 days'
      order by published_at desc limit ${most}
    ) newest
    where week_views is not null`.execute(db)
  return { hours: numbersIn(rows[0]?.hours), views: numbersIn(rows[0]?.views) }
}

const numbersIn = (text: string | null | undefined) => (text ? text.split(' ').map(Number) : [])
