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

/** A small WebP, in base64. */
export const PICTURE = 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'

export function words(platform: Platform): Metadata {
  return platform === 'youtube'
    ? { platform, title: 'A day out', description: 'By the sea.', tags: ['sea'] }
    : { platform, caption: 'A day out\n#sea' }
}

type Place = Pick<Connection, 'id' | 'platform'>
type Owner = Pick<Creator, 'workspaceId'>

/** Writes down that a video is on its way to a channel, so that its device may have access. */
export async function sendingTo(api: Pick<TestApi, 'db'>, owner: Owner, connection: Place) {
  await write(api, owner, { connection, state: 'uploading' })
}

/** Writes down that a video is public on a channel since then. */
export async function publishedOn(
  api: Pick<TestApi, 'db'>,
  owner: Owner,
  { at, ...where }: { connection: Place; at: Date; fileName?: string },
) {
  const remoteId = newId()
  const live = { remote_id: remoteId, url: `https://example.test/${remoteId}`, published_at: at }
  return { ...(await write(api, owner, { ...where, state: 'published', live })), publishedAt: at }
}

interface Written {
  connection: Place
  state: 'uploading' | 'published'
  fileName?: string
  live?: { remote_id: string; url: string; published_at: Date }
}

async function write({ db }: Pick<TestApi, 'db'>, { workspaceId }: Owner, it: Written) {
  const { id, platform } = it.connection
  const publicationId = newId()
  const video = { workspace_id: workspaceId, video_id: newId() }
  const file_name = it.fileName ?? 'a day out.mp4'
  const facts = { file_name, size_bytes: 12_000_000, duration_ms: 30_000 }
  const sha256 = sha256Hex(video.video_id)
  await db
    .insertInto('video')
    .values({ ...video, ...facts, sha256 })
    .execute()
  const publication = { ...video, publication_id: publicationId, connection_id: id, platform }
  const metadata = JSON.stringify(words(platform))
  await db
    .insertInto('publication')
    .values({ ...publication, ...it.live, intent: 'publish', state: it.state, metadata })
    .execute()
  return { publicationId, videoId: video.video_id }
}
