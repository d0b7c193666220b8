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
