import type { Db } from '@content/db'
import { type RawBuilder, sql } from 'kysely'
import type { Platform } from '../../contract/index.ts'
import type { Standing } from './standing.rules.ts'

export interface LiveConnection {
  workspaceId: string
  connectionId: string
  platform: Platform
  /** How often in a row its platform gave nothing. */
  failed: number
}

type Key = Pick<LiveConnection, 'workspaceId' | 'connectionId'>

/** Live connections with a video that is to be asked about, who was asked longest ago first. */
export async function listDueConnections(db: Db, now: Date): Promise<Key[]> {
  const { rows } = await sql<Key>`
    select c.workspace_id as "workspaceId", c.connection_id as "connectionId"
    from connection c
    where c.state = 'live'
      and (c.figures_retry_at is null or c.figures_retry_at <= ${now}::timestamptz)
      and exists (
        select from publication p
        where p.workspace_id = c.workspace_id and p.connection_id = c.connection_id
          and p.state = 'published' and p.remote_id is not null
          and p.next_figures_at <= ${now}::timestamptz
      )
    order by c.figures_at nulls first, c.connection_id`.execute(db)
  return rows
}

/** Takes a connection for this round; it counts as asked now, and comes last the next time. */
export async function takeConnection(
  db: Db,
  { workspaceId, connectionId }: Key,
  { before, now }: { before: Date; now: Date },
): Promise<LiveConnection | null> {
  const { rows } = await sql<LiveConnection>`
    update connection set figures_at = ${now}::timestamptz
    where workspace_id = ${workspaceId} and connection_id = ${connectionId}
      and state = 'live' and (figures_at is null or figures_at <= ${before}::timestamptz)
    returning workspace_id as "workspaceId", connection_id as "connectionId", platform,
      figures_failed as failed`.execute(db)
  return rows[0] ?? null
}

export interface DueVideo {
  publicationId: string
  remoteId: string
  publishedAt: Date
  /** How often in a row the platform told nothing of it. */
  missed: number
  standing: Standing | null
}

interface Due {
  now: Date
  most: number
}

/** What a connection has published and the platform is to be asked about, longest due first. */
export function listDueVideos(db: Db, key: Key, { now, most }: Due): Promise<DueVideo[]> {
  return videosWhere(db, key, { most, when: sql`next_figures_at <= ${now}::timestamptz` })
}

/** What is due before long: three quarters of the time between two questions are over. */
export function listNearlyDue(db: Db, key: Key, { now, most }: Due): Promise<DueVideo[]> {
  const when = sql`next_figures_at > ${now}::timestamptz and figures_missed = 0
    and next_figures_at - (next_figures_at - figures_at) / 4 <= ${now}::timestamptz`
  return videosWhere(db, key, { most, when })
}

async function videosWhere(
  db: Db,
  { workspaceId, connectionId }: Key,
  { when, most }: { when: RawBuilder<unknown>; most: number },
): Promise<DueVideo[]> {
  const { rows } = await sql<DueVideo>`
    select publication_id as "publicationId", remote_id as "remoteId",
      coalesce(published_at, created_at) as "publishedAt", figures_missed as missed,
      standing
    from publication
    where workspace_id = ${workspaceId} and connection_id = ${connectionId}
      and state = 'published' and remote_id is not null
      and ${when}
    order by next_figures_at, publication_id
    limit ${most}`.execute(db)
  return rows
}

/** Writes down whether the platform answered for a connection, and when it is tried again. */
export async function noteAnswer(
  db: Db,
  { workspaceId, connectionId }: Key,
  { failed, retryAt }: { failed: number; retryAt: Date | null },
): Promise<void> {
  await db
    .updateTable('connection')
    .set({ figures_failed: failed, figures_retry_at: retryAt })
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .execute()
}

/** Videos of which nothing was told; each is asked about again at its time. */
export async function noteMissed(
  db: Db,
  workspaceId: string,
  videos: { publicationId: string; nextAt: Date }[],
): Promise<void> {
  if (videos.length === 0) return
  await sql`
    update publication p
    set figures_missed = p.figures_missed + 1, next_figures_at = m."nextAt"
    from jsonb_to_recordset(${JSON.stringify(videos)}::jsonb)
      as m("publicationId" uuid, "nextAt" timestamptz)
    where p.workspace_id = ${workspaceId} and p.publication_id = m."publicationId"`.execute(db)
}

/** How videos stand at their platform from now on. */
export async function noteStandings(
  db: Db,
  workspaceId: string,
  { videos, at }: { videos: { publicationId: string; standing: Standing }[]; at: Date },
): Promise<void> {
  if (videos.length === 0) return
  await sql`
    update publication p set standing = s.standing, standing_at = ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(videos)}::jsonb)
      as s("publicationId" uuid, standing text)
    where p.workspace_id = ${workspaceId} and p.publication_id = s."publicationId"`.execute(db)
}
