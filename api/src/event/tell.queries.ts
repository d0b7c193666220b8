import type { Db } from '@content/db'
import { sql } from 'kysely'

/** How old news has to be to be told now, and since when nobody may have been told any. */
export interface Window {
  before: Date
  since: Date
  /** Only this one is asked about. */
  workspaceId?: string
}

export const inside = ({ workspaceId }: Window) =>
  workspaceId === undefined ? sql`` : sql`and workspace_id = ${workspaceId}`

/** Workspaces with failures that nobody was told of, and that were told of none since `since`. */
export async function workspacesToTell(db: Db, window: Window): Promise<string[]> {
  const { rows } = await sql<{ workspace_id: string }>`
    select distinct workspace_id from event e
    where type = 'publication.failed' and told_at is null
      and created_at <= ${window.before}::timestamptz
      ${inside(window)} and not exists (
        select from event other
        where other.workspace_id = e.workspace_id and other.type = 'publication.failed'
          and other.told_at > ${window.since}::timestamptz
      )`.execute(db)
  return rows.map(row => row.workspace_id)
}

/**
 * Lets one process at a time tell a workspace, until the end of the transaction; false when
 * another is at it.
 */
export async function lockTelling(db: Db, workspaceId: string): Promise<boolean> {
  const name = `tell ${workspaceId}`
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as free`.execute(db)
  return rows[0]?.free === true
}

/** Marks all failures of a workspace as told; returns those that are failures still. */
export async function takeFailures(db: Db, workspaceId: string, now: Date): Promise<unknown[]> {
  const { rows } = await sql<{ data: unknown }>`
    with taken as (
      update event set told_at = ${now}::timestamptz
      where workspace_id = ${workspaceId} and type = 'publication.failed' and told_at is null
      returning data, created_at
    ), newest as (
      select distinct on (data ->> 'publicationId') data, created_at
      from taken order by data ->> 'publicationId', created_at desc
    )
    select newest.data from newest
    join publication p on p.workspace_id = ${workspaceId} and p.state = 'failed'
      -- Whoever looked and said that it is not there, or cancelled it, knows.
      and coalesce(p.failure_code, '') not in ('not_there', 'cancelled')
      and p.publication_id = (newest.data ->> 'publicationId')::uuid
    order by newest.created_at`.execute(db)
  return rows.map(row => row.data)
}
