/** What tests about publishing send. */
import type { Connection, Metadata, Platform } from '../contract/index.ts'
import { sha256Hex } from '../src/lib/id.ts'

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
