import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Platform } from '../../contract/index.ts'

export interface LiveConnection {
  workspaceId: string
  connectionId: string
  platform: Platform
}

/** Live connections of every workspace after an id, for the server's own round. */
export async function listLiveConnections(
  db: Db,
  page: { after: LiveConnection | null; limit: number },
): Promise<LiveConnection[]> {
  const { after, limit } = page
  const { rows } = await sql<LiveConnection>`
    select workspace_id as "workspaceId", connection_id as "connectionId", platform
    from connection
    where state = 'live' ${
      after
        ? sql`and (workspace_id, connection_id)
            > (${after.workspaceId}::uuid, ${after.connectionId}::uuid)`
        : sql``
    }
    order by workspace_id, connection_id
    limit ${limit}`.execute(db)
  return rows
}

export interface PublishedThere {
  publicationId: string
  remoteId: string
}

/** What a connection has published and the platform can be asked about. */
export async function listPublishedThere(
  db: Db,
  workspaceId: string,
  connectionId: string,
): Promise<PublishedThere[]> {
  const rows = await db
    .selectFrom('publication')
    .select(['publication_id', 'remote_id'])
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .where('state', '=', 'published')
    .where('remote_id', 'is not', null)
    .orderBy('publication_id')
    .execute()
  return rows.flatMap(({ publication_id, remote_id }) =>
    remote_id === null ? [] : [{ publicationId: publication_id, remoteId: remote_id }],
  )
}

export interface Snapshot {
  publication_id: string
  views: number | null
  likes: number | null
  comments: number | null
  shares: number | null
}

/** Keeps figures as taken, and the newest of each of the creator's days. */
export async function storeFigures(
  db: Db,
  workspaceId: string,
  { snapshots, takenAt }: { snapshots: Snapshot[]; takenAt: Date },
): Promise<void> {
  await sql`
    with taken as (
      select * from jsonb_to_recordset(${JSON.stringify(snapshots)}::jsonb) as figures(
        publication_id uuid, views bigint, likes bigint, comments bigint, shares bigint
      )
    ), kept as (
      insert into snapshot
        (workspace_id, publication_id, taken_at, views, likes, comments, shares)
      select ${workspaceId}::uuid, publication_id, ${takenAt}::timestamptz,
        views, likes, comments, shares
      from taken
      on conflict do nothing
    )
    insert into snapshot_day as day
      (workspace_id, publication_id, taken_on, taken_at, views, likes, comments, shares)
    select w.workspace_id, t.publication_id,
      (${takenAt}::timestamptz at time zone w.time_zone)::date, ${takenAt}::timestamptz,
      t.views, t.likes, t.comments, t.shares
    from taken t join workspace w on w.workspace_id = ${workspaceId}
    on conflict (workspace_id, publication_id, taken_on) do update set
      taken_at = excluded.taken_at, views = excluded.views, likes = excluded.likes,
      comments = excluded.comments, shares = excluded.shares
    where day.taken_at <= excluded.taken_at`.execute(db)
}
