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
    select platform,
      coalesce(sum(n) filter (where state = 'published'), 0)::int as published,
      coalesce(sum(n) filter (where state = 'failed'), 0)::int as failed,
      coalesce(sum(n) filter (where state = 'unknown'), 0)::int as unknown,
      coalesce(sum(n) filter (where state in ('reserved', 'uploading', 'confirming')), 0)::int
        as "underWay",
      sum(views)::bigint as views, sum(likes)::bigint as likes,
      sum(comments)::bigint as comments, sum(shares)::bigint as shares
    from (
      select p.platform, p.state, count(*) as n, sum(p.views) as views, sum(p.likes) as likes,
        sum(p.comments) as comments, sum(p.shares) as shares
      from publication p
      where p.workspace_id = ${workspaceId}
        and (${since}::timestamptz is null or coalesce(p.published_at, p.created_at) >= ${since})
      group by p.platform, p.state
    ) by_state
    group by platform`.execute(db)
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
