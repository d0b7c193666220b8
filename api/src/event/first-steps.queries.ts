import type { Db } from '@content/db'
import { sql } from 'kysely'

export interface Beginner {
  workspaceId: string
  signedUpAt: Date
  hasChannel: boolean
}

/** Workspaces that began within a span of time, and have published nothing yet. */
export async function listBeginners(
  db: Db,
  { from, to }: { from: Date; to: Date },
): Promise<Beginner[]> {
  const { rows } = await sql<Beginner>`
    select m.workspace_id as "workspaceId", m.reached_at as "signedUpAt", exists (
        select from milestone c
        where c.workspace_id = m.workspace_id and c.name = 'channel_connected'
      ) as "hasChannel"
    from milestone m
    join workspace w on w.workspace_id = m.workspace_id
    where m.name = 'signed_up' and m.reached_at > ${from}::timestamptz
      and m.reached_at <= ${to}::timestamptz and not exists (
        select from milestone v
        where v.workspace_id = m.workspace_id and v.name = 'first_video'
      )
    order by m.reached_at`.execute(db)
  return rows
}
