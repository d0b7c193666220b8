import type { Db } from '@content/db'
import { sql } from 'kysely'
import type {
  Metadata,
  Platform,
  PublicationState,
  Rendition,
  Terms,
  VideoIdentity,
} from '../../contract/index.ts'
import { newId } from '../lib/id.ts'

export interface PublicationRecord {
  publicationId: string
  videoId: string
  deviceId: string | null
  hasDevice: boolean
  installation: string | null
  platform: Platform
  state: PublicationState
  remoteId: string | null
  url: string | null
  metadata: unknown
  updatedAt: Date
}

/** The connection that a video is to go to, whatever its state. */
export async function connectionToPublish(db: Db, workspaceId: string, connectionId: string) {
  const row = await db
    .selectFrom('connection')
    .select(['platform', 'state', 'label'])
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .executeTakeFirst()
  // The table's check lets no other platform in.
  return row && { ...row, platform: row.platform as Platform }
}

/** The workspace's row for these bytes, made if new; the row stays locked until the end. */
export async function lockVideoByContent(
  db: Db,
  workspaceId: string,
  { video, now }: { video: VideoIdentity; now: Date },
): Promise<string> {
  const row = await db
    .insertInto('video')
    .values({
      workspace_id: workspaceId,
      video_id: newId(),
      sha256: video.sha256,
      file_name: video.fileName,
      size_bytes: video.sizeBytes,
      duration_ms: video.durationMs,
      created_at: now,
    })
    // The first name stays; the update is there for its lock.
    .onConflict(conflict =>
      conflict.columns(['workspace_id', 'sha256']).doUpdateSet({ duration_ms: video.durationMs }),
    )
    .returning('video_id')
    .executeTakeFirstOrThrow()
  return row.video_id
}

/** Locks the video of a publication; null when the workspace has no such publication. */
export async function lockVideoOf(
  db: Db,
  workspaceId: string,
  publicationId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('video')
    .innerJoin('publication', join =>
      join
        .onRef('publication.workspace_id', '=', 'video.workspace_id')
        .onRef('publication.video_id', '=', 'video.video_id'),
    )
    .select('video.video_id')
    .where('publication.workspace_id', '=', workspaceId)
    .where('publication.publication_id', '=', publicationId)
    .forUpdate('video')
    .executeTakeFirst()
  return row?.video_id ?? null
}

/** A publication by its id. */
export async function publicationById(
  db: Db,
  workspaceId: string,
  publicationId: string,
): Promise<PublicationRecord | undefined> {
  const row = await records(db, workspaceId)
    .where('publication.publication_id', '=', publicationId)
    .executeTakeFirst()
  return row && asRecord(row)
}

/** The publication of a video to a connection, if there is one. */
export async function publicationOf(
  db: Db,
  workspaceId: string,
  target: { videoId: string; connectionId: string; intent: string },
): Promise<PublicationRecord | undefined> {
  const row = await records(db, workspaceId)
    .where('publication.video_id', '=', target.videoId)
    .where('publication.connection_id', '=', target.connectionId)
    .where('publication.intent', '=', target.intent)
    .executeTakeFirst()
  return row && asRecord(row)
}

function records(db: Db, workspaceId: string) {
  return db
    .selectFrom('publication')
    .leftJoin('device', join =>
      join
        .onRef('device.workspace_id', '=', 'publication.workspace_id')
        .onRef('device.device_id', '=', 'publication.device_id'),
    )
    .select([
      'publication.publication_id',
      'publication.video_id',
      'publication.device_id',
      'publication.platform',
      'publication.state',
      'publication.remote_id',
      'publication.url',
      'publication.metadata',
      'publication.updated_at',
      'publication.installation',
      'device.device_id as found_device_id',
    ])
    .where('publication.workspace_id', '=', workspaceId)
}

type Selected = Awaited<ReturnType<ReturnType<typeof records>['executeTakeFirstOrThrow']>>

const asRecord = (row: Selected): PublicationRecord => ({
  publicationId: row.publication_id,
  videoId: row.video_id,
  deviceId: row.device_id,
  hasDevice: row.found_device_id !== null,
  installation: row.installation,
  // The table's checks let no other platform or state in.
  platform: row.platform as Platform,
  state: row.state as PublicationState,
  remoteId: row.remote_id,
  url: row.url,
  metadata: row.metadata,
  updatedAt: row.updated_at,
})

export interface NewPublication {
  videoId: string
  connectionId: string
  intent: string
  deviceId: string
  installation: string | null
  metadata: Metadata
  rendition: Rendition | null
  terms: Terms | null
  now: Date
}

/** What is kept of a reservation for whoever looks at the video later. */
export const keptOf = ({ rendition, terms }: Pick<NewPublication, 'rendition' | 'terms'>) => ({
  rendition: rendition && JSON.stringify(rendition),
  terms: terms && JSON.stringify(terms),
})

/** A reserved publication of a video to a connection. */
export async function insertPublication(
  db: Db,
  workspaceId: string,
  publication: NewPublication,
): Promise<string> {
  const publicationId = newId()
  await db
    .insertInto('publication')
    .values({
      workspace_id: workspaceId,
      publication_id: publicationId,
      video_id: publication.videoId,
      connection_id: publication.connectionId,
      device_id: publication.deviceId,
      installation: publication.installation,
      platform: publication.metadata.platform,
      intent: publication.intent,
      metadata: JSON.stringify(publication.metadata),
      ...keptOf(publication),
      state: 'reserved',
      created_at: publication.now,
      updated_at: publication.now,
    })
    .execute()
  return publicationId
}

export interface PublicationChange {
  state?: PublicationState
  percent?: number
  device_id?: string
  installation?: string | null
  metadata?: string
  rendition?: string | null
  terms?: string | null
  remote_id?: string | null
  url?: string | null
  failure_code?: string | null
  reason?: string | null
  who_can_fix?: string | null
  published_at?: Date | string | null
  updated_at: Date
}

/** Writes what is new about a publication. */
export async function updatePublication(
  db: Db,
  { workspaceId, publicationId }: { workspaceId: string; publicationId: string },
  change: PublicationChange,
): Promise<void> {
  await db
    .updateTable('publication')
    .set(change)
    .where('workspace_id', '=', workspaceId)
    .where('publication_id', '=', publicationId)
    .execute()
}

/** Whether the video is published, under way or unresolved at any connection. */
export async function isVideoOpen(db: Db, workspaceId: string, videoId: string): Promise<boolean> {
  const { rows } = await sql`
    select from publication
    where workspace_id = ${workspaceId} and video_id = ${videoId} and state <> 'failed'
    limit 1`.execute(db)
  return rows.length > 0
}

/** Remembers an answer's key; null when it is new, else the hash of what came with it first. */
export async function rememberKey(
  db: Db,
  workspaceId: string,
  tracked: { key: string; payloadHash: string; now: Date },
): Promise<string | null> {
  const fresh = await db
    .insertInto('tracked')
    .values({
      workspace_id: workspaceId,
      idempotency_key: tracked.key,
      payload_hash: tracked.payloadHash,
      created_at: tracked.now,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('payload_hash')
    .executeTakeFirst()
  if (fresh) return null
  const known = await db
    .selectFrom('tracked')
    .select('payload_hash')
    .where('workspace_id', '=', workspaceId)
    .where('idempotency_key', '=', tracked.key)
    .executeTakeFirstOrThrow()
  return known.payload_hash
}
