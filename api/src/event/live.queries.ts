import type { Db } from '@content/db'
import { sql } from 'kysely'
import { inside, type Window } from './tell.queries.ts'

/** Workspaces with live videos that nobody was told of, and that were told of none since then. */
export async function workspacesWithLive(
  db: Db,
  { oldest, ...window }: Window & { oldest: Date },
): Promise<string[]> {
  const { rows } = await sql<{ workspace_id: string }>`
    select distinct workspace_id from event e
    where type = 'publication.published' and told_at is null
      and created_at <= ${window.before}::timestamptz and created_at > ${oldest}::timestamptz
      ${inside(window)} and not exists (
        select from mail m where m.workspace_id = e.workspace_id and m.kind = 'video_live'
          and m.created_at > ${window.since}::timestamptz
      )`.execute(db)
  return rows.map(row => row.workspace_id)
}

interface Taking {
  now: Date
  /** What is older is told, wherever else its video is on its way to. */
  patient: Date
  /** What is older is no news. */
  oldest: Date
}

/** Marks as told what is live, but for videos that are still on their way to another place. */
export async function takeLive(
  db: Db,
  workspaceId: string,
  { now, patient, oldest }: Taking,
): Promise<unknown[]> {
  const { rows } = await sql<{ data: unknown }>`
    with taken as (
      update event e set told_at = ${now}::timestamptz
      where workspace_id = ${workspaceId} and type = 'publication.published' and told_at is null
        and created_at > ${oldest}::timestamptz
        and (created_at <= ${patient}::timestamptz or not exists (
          select from publication p
          where p.workspace_id = ${workspaceId} and p.video_id = (e.data ->> 'videoId')::uuid
            and p.state in ('reserved', 'uploading', 'confirming')
        ) and not exists (
          select from video v
          join waiting w on w.workspace_id = v.workspace_id and w.sha256 = v.sha256
          where v.workspace_id = ${workspaceId} and v.video_id = (e.data ->> 'videoId')::uuid
        ))
      returning data, created_at
    )
    select data from taken order by created_at`.execute(db)
  return rows.map(row => row.data)
}
