import type { Db } from '@content/db'
import { sql } from 'kysely'

export interface Beginner {
  workspaceId: string
  ownerId: string
  signedUpAt: Date
  hasChannel: boolean
}

/**
 * Owners of workspaces that began within a span of time, and have published nothing yet. Not who
 * works in another one: that is what most of those signed up for who were invited. Nor who is
 * about to go.
 */
export async function listBeginners(
  db: Db,
  { from, to }: { from: Date; to: Date },
): Promise<Beginner[]> {
  const { rows } = await sql<Beginner>`
    select m.workspace_id as "workspaceId", o.person_id as "ownerId",
      m.reached_at as "signedUpAt", exists (
        select from milestone c
        where c.workspace_id = m.workspace_id and c.name = 'channel_connected'
      ) as "hasChannel"
    from milestone m
    join member o on o.workspace_id = m.workspace_id and o.role = 'owner'
    where m.name = 'signed_up' and m.reached_at > ${from}::timestamptz
      and m.reached_at <= ${to}::timestamptz and not exists (
        select from milestone v
        where v.workspace_id = m.workspace_id and v.name = 'first_video'
      ) and not exists (
        select from member other
        where other.person_id = o.person_id and other.workspace_id <> m.workspace_id
      ) and not exists (
        select from deletion d where d.subject_id in (m.workspace_id, o.person_id)
      )
    order by m.reached_at`.execute(db)
  return rows
}
