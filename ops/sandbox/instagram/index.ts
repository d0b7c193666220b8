import type { Piece, StandIn } from '../stand-in.ts'
import { startInstagram } from './instagram.ts'

const BEGIN = /^POST \/v[\d.]+\/\d+\/media[ ?]/
const SEND = /^POST \/ig-api-upload/
const FINISH = /^POST \/v[\d.]+\/\d+\/media_publish/

export const instagram: StandIn = {
  start: startInstagram,
  demoRule: { platform: 'instagram', mode: 'automatic', shareToFeed: true },
  demoViews: 1900,
  soak: {
    settings: { processingMs: 100, dailyLimit: 1e6, containerLimit: 1e6, callsPerHour: 1e9 },
    rule: { platform: 'instagram', mode: 'automatic', shareToFeed: true },
    moments: [
      ['begin written, not asked', 'asked', BEGIN],
      ['begun, answer lost', 'answered', BEGIN],
      ['mid upload', 'sending', SEND, 700_000],
      ['all sent, answer lost', 'answered', SEND],
      ['finish written, not asked', 'asked', FINISH],
      ['finished, answer lost', 'answered', FINISH],
    ],
    piece,
    // What is sent in one go is lost no further than its systems and the line had room for.
    requestBytes: 16 * 2 ** 20,
  },
}

/** `file_size` is the whole, and what follows `offset` is sent in one go. */
function piece(head: string): Piece | null {
  const session = /\/ig-api-upload\/[^/]+\/(\w+)/.exec(head)?.[1]
  const sizeBytes = Number(/^file_size: (\d+)/im.exec(head)?.[1] ?? Number.NaN)
  const offset = Number(/^offset: (\d+)/im.exec(head)?.[1] ?? 0)
  if (!session || Number.isNaN(sizeBytes)) return null
  return { session, sizeBytes, partBytes: sizeBytes - offset }
}
