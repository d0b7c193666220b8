import type { Db } from '@content/db'
import { sql } from 'kysely'
import { previewIds } from '../../preview/preview.queries.ts'

export interface StoryVideo {
  video_id: string
  sha256: string
  file_name: string
  size_bytes: number
  duration_ms: number
  created_at: Date
  device_id: string | null
  device_name: string | null
  listening_until: Date | null
  previews: string[]
}

/** A video, and the computer that last had to do with it. */
export async function storyVideo(
  db: Db,
  workspaceId: string,
  videoId: string,
): Promise<StoryVideo | undefined> {
  const { rows } = await sql<StoryVideo>`
    select v.video_id, v.sha256, v.file_name, v.size_bytes, v.duration_ms, v.created_at,
      d.device_id, d.name as device_name, d.listening_until,
      ${previewIds(workspaceId, sql`v.sha256`)} as previews
    from video v
    left join lateral (
      select d.device_id, d.name, d.listening_until
      from device d join (
        select device_id, updated_at as at from publication
        where workspace_id = ${workspaceId} and video_id = v.video_id
        union all
        select device_id, told_at from waiting
        where workspace_id = ${workspaceId} and sha256 = v.sha256
      ) held on held.device_id = d.device_id
      where d.workspace_id = ${workspaceId}
      order by held.at desc limit 1
    ) d on true
    where v.workspace_id = ${workspaceId} and v.video_id = ${videoId}`.execute(db)
  return rows[0]
}

/** What was kept of each publication when it was reserved. */
export function listKept(db: Db, workspaceId: string, videoId: string) {
  return db
    .selectFrom('publication')
    .select(['publication_id', 'metadata', 'terms', 'rendition'])
    .where('workspace_id', '=', workspaceId)
    .where('video_id', '=', videoId)
    .execute()
}
