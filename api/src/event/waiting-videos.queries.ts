import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Platform } from '../../contract/index.ts'
import { inside, type Window } from './tell.queries.ts'

/** Workspaces where a video waits for a yes that nobody was mailed about, nor about any since. */
export async function workspacesWithWaiting(db: Db, window: Window): Promise<string[]> {
  const { rows } = await sql<{ workspace_id: string }>`
    select distinct workspace_id from waiting w
    where kind = 'review' and mailed_at is null and since <= ${window.before}::timestamptz
      ${inside(window)} and not exists (
        select from mail m where m.workspace_id = w.workspace_id and m.kind = 'video_waiting'
          and m.created_at > ${window.since}::timestamptz
      )`.execute(db)
  return rows.map(row => row.workspace_id)
}

export interface WaitingVideo {
  sha256: string
  fileName: string
  device: string
  platform: Platform
  label: string
}

/** Marks all that waits for a yes as mailed; each video is told once, however long it waits. */
export async function takeWaiting(db: Db, workspaceId: string, now: Date): Promise<WaitingVideo[]> {
  const { rows } = await sql<WaitingVideo>`
    with taken as (
      update waiting set mailed_at = ${now}::timestamptz
      where workspace_id = ${workspaceId} and kind = 'review' and mailed_at is null
      returning device_id, sha256, connection_id, file_name, place
    )
    select t.sha256, t.file_name as "fileName", d.name as device, c.platform, c.label
    from taken t
    join device d on d.workspace_id = ${workspaceId} and d.device_id = t.device_id
    join connection c
      on c.workspace_id = ${workspaceId} and c.connection_id = t.connection_id
    order by d.name, t.place`.execute(db)
  return rows
}
