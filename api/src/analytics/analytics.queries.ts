import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Platform } from '../../contract/index.ts'
import type { Place } from './analytics.rules.ts'

export interface PlatformCount {
  platform: Platform
  published: number
  failed: number
  underWay: number
  unknown: number
  views: number | null
  likes: number | null
  comments: number | null
  shares: number | null
}

/** Each platform's publications and their newest figures, since an instant or from the start. */
export async function countByPlatform(
  db: Db,
  workspaceId: string,
  since: Date | null,
): Promise<PlatformCount[]> {
  const { rows } = await sql<PlatformCount>`
    select p.platform,
      (count(*) filter (where p.state = 'published'))::int as published,
      (count(*) filter (where p.state = 'failed'))::int as failed,
      (count(*) filter (where p.state = 'unknown'))::int as unknown,
      (count(*) filter (where p.state in ('reserved', 'uploading', 'confirming')))::int
        as "underWay",
      sum(p.views)::bigint as views, sum(p.likes)::bigint as likes,
      sum(p.comments)::bigint as comments, sum(p.shares)::bigint as shares
    from publication p
    where p.workspace_id = ${workspaceId}
      and (${since}::timestamptz is null or coalesce(p.published_at, p.created_at) >= ${since})
    group by p.platform`.execute(db)
  return rows
}

/** How many videos were found, since an instant or from the start. */
export async function countVideos(db: Db, workspaceId: string, since: Date | null) {
  const { rows } = await sql<{ videos: number }>`
    select count(*)::int as videos from video
    where workspace_id = ${workspaceId}
      and (${since}::timestamptz is null or created_at >= ${since})`.execute(db)
  return rows[0]?.videos ?? 0
}

export interface ListedVideo {
  video_id: string
  file_name: string
  size_bytes: number
  duration_ms: number
  created_at: Date
  created_at_micros: number
}

/** Videos after a place, newest first. */
export async function listVideosAfter(
  db: Db,
  workspaceId: string,
  page: { place: Place | null; since: Date | null; limit: number },
): Promise<ListedVideo[]> {
  const { place, since, limit } = page
  const { rows } = await sql<ListedVideo>`
    select video_id, file_name, size_bytes, duration_ms, created_at,
      (extract(epoch from created_at) * 1000000)::bigint as created_at_micros
    from video
    where workspace_id = ${workspaceId}
      and (${since}::timestamptz is null or created_at >= ${since})
      ${place ? after(place) : sql``}
    order by created_at desc, video_id desc
    limit ${limit}`.execute(db)
  return rows
}

/** The videos of these publications, newest first. */
export async function listVideosWith(
  db: Db,
  workspaceId: string,
  { publicationIds, since }: { publicationIds: string[]; since: Date | null },
): Promise<ListedVideo[]> {
  const { rows } = await sql<ListedVideo>`
    select video_id, file_name, size_bytes, duration_ms, created_at,
      (extract(epoch from created_at) * 1000000)::bigint as created_at_micros
    from video
    where workspace_id = ${workspaceId}
      and (${since}::timestamptz is null or created_at >= ${since})
      and video_id in (
        select video_id from publication
        where workspace_id = ${workspaceId} and publication_id = any(${publicationIds}::uuid[])
      )
    order by created_at desc, video_id desc`.execute(db)
  return rows
}

const after = ({ createdAtMicros, videoId }: Place) => sql`
  and (created_at, video_id) < (
    timestamptz 'epoch' + ${createdAtMicros}::bigint * interval '1 microsecond', ${videoId}::uuid
  )`
