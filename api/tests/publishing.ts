/** What tests about publishing send. */
import type { Connection, Metadata, Platform } from '../contract/index.ts'
import { newId, sha256Hex } from '../src/lib/id.ts'
import type { Creator, TestApi } from './harness.ts'

/** A video of its own, with words, to one connection. */
export function reservationFor(connection: Pick<Connection, 'id' | 'platform'>) {
  return {
    video: {
      sha256: sha256Hex(crypto.randomUUID()),
      fileName: 'a day out.mp4',
      sizeBytes: 12_000_000,
      durationMs: 30_000,
    },
    connectionId: connection.id,
    metadata: words(connection.platform),
  }
}

export function words(platform: Platform): Metadata {
  return platform === 'youtube'
    ? { platform, title: 'A day out', description: 'By the sea.', tags: ['sea'] }
    : { platform, caption: 'A day out\n#sea' }
}

/** Writes down that a video is on its way to a channel, so that its device may have access. */
export async function sendingTo(
  { db }: Pick<TestApi, 'db'>,
  { workspaceId }: Pick<Creator, 'workspaceId'>,
  { id, platform }: Pick<Connection, 'id' | 'platform'>,
): Promise<void> {
  const video = { workspace_id: workspaceId, video_id: newId() }
  const facts = { file_name: 'a day out.mp4', size_bytes: 12_000_000, duration_ms: 30_000 }
  const sha256 = sha256Hex(video.video_id)
  await db
    .insertInto('video')
    .values({ ...video, ...facts, sha256 })
    .execute()
  const publication = { ...video, publication_id: newId(), connection_id: id, platform }
  const metadata = JSON.stringify(words(platform))
  await db
    .insertInto('publication')
    .values({ ...publication, intent: 'publish', state: 'uploading', metadata })
    .execute()
}
