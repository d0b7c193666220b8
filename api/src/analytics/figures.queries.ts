import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Platform } from '../../contract/index.ts'

export interface LiveConnection {
  workspaceId: string
  connectionId: string
  platform: Platform
}

/**
 * The live connection that was asked longest ago, if not since `before`; it counts as asked now,
 * whatever comes of it, so that one which takes long comes last the next time.
 */
export async function nextToAsk(
  db: Db,
  { before, now }: { before: Date; now: Date },
): Promise<LiveConnection | null> {
  const { rows } = await sql<LiveConnection>`
    update connection c set figures_at = ${now}::timestamptz
    from (
      select workspace_id, connection_id from connection
      where state = 'live' and (figures_at is null or figures_at < ${before}::timestamptz)
      order by figures_at nulls first limit 1
      for update skip locked
    ) as oldest
    where c.workspace_id = oldest.workspace_id and c.connection_id = oldest.connection_id
    returning c.workspace_id as "workspaceId", c.connection_id as "connectionId",
      c.platform`.execute(db)
  return rows[0] ?? null
}

export interface PublishedThere {
  publicationId: string
  remoteId: string
}

/** What a connection has published and the platform can be asked about, longest unasked first. */
export async function listPublishedThere(
  db: Db,
  { workspaceId, connectionId }: LiveConnection,
  most: number,
): Promise<PublishedThere[]> {
  const { rows } = await sql<PublishedThere>`
    select p.publication_id as "publicationId", p.remote_id as "remoteId"
    from publication p
    left join lateral (
      select taken_at from snapshot_day d
      where d.workspace_id = p.workspace_id and d.publication_id = p.publication_id
      order by taken_on desc limit 1
    ) last on true
    where p.workspace_id = ${workspaceId} and p.connection_id = ${connectionId}
      and p.state = 'published' and p.remote_id is not null
    order by last.taken_at nulls first, p.publication_id
    limit ${most}`.execute(db)
  return rows
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
