import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Platform } from '../../contract/index.ts'

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
export function countByPlatform(
  db: Db,
  workspaceId: string,
  since: Date | null,
): Promise<PlatformCount[]> {
  return since ? countSince(db, workspaceId, since) : readTotals(db, workspaceId)
}

/** Of a plan that looks back some days: so many as it lets a workspace publish in them. */
async function countSince(db: Db, workspaceId: string, since: Date): Promise<PlatformCount[]> {
  const { rows } = await sql<PlatformCount>`
    select platform,
      (count(*) filter (where state = 'published'))::int as published,
      (count(*) filter (where state = 'failed'))::int as failed,
      (count(*) filter (where state = 'unknown'))::int as unknown,
      (count(*) filter (where state in ('reserved', 'uploading', 'confirming')))::int
        as "underWay",
      sum(views)::bigint as views, sum(likes)::bigint as likes,
      sum(comments)::bigint as comments, sum(shares)::bigint as shares
    from publication
    where workspace_id = ${workspaceId} and coalesce(published_at, created_at) >= ${since}
    group by platform`.execute(db)
  return rows
}

/** Added up as it was written, so that no answer grows with what there is. */
async function readTotals(db: Db, workspaceId: string): Promise<PlatformCount[]> {
  const { rows } = await sql<PlatformCount>`
    select platform, sum(published)::int as published, sum(failed)::int as failed,
      sum(unknown)::int as unknown, sum(under_way)::int as "underWay",
      case when sum(with_views) > 0 then sum(views)::bigint end as views,
      case when sum(with_likes) > 0 then sum(likes)::bigint end as likes,
      case when sum(with_comments) > 0 then sum(comments)::bigint end as comments,
      case when sum(with_shares) > 0 then sum(shares)::bigint end as shares
    from publication_total
    where workspace_id = ${workspaceId}
    group by platform`.execute(db)
  return rows
}

/** How many videos were found, since an instant or from the start. */
export async function countVideos(db: Db, workspaceId: string, since: Date | null) {
  const found = since
    ? sql`select count(*)::int as videos from video
        where workspace_id = ${workspaceId} and created_at >= ${since}`
    : sql`select coalesce(sum(videos), 0)::int as videos from video_total
        where workspace_id = ${workspaceId}`
  const { rows } = await sql<{ videos: number }>`${found}`.execute(db)
  return rows[0]?.videos ?? 0
}
