import type { Piece, StandIn } from '../stand-in.ts'
import { startLinkedIn } from './linkedin.ts'

const BEGIN = /^POST \/rest\/videos\?action=initializeUpload/
const SEND = /^PUT \/dms-uploads\//
const FINALIZE = /^POST \/rest\/videos\?action=finalizeUpload/
const POST = /^POST \/rest\/posts/

const rule = { platform: 'linkedin', mode: 'automatic', privacy: 'PUBLIC' }

export const linkedin: StandIn = {
  start: startLinkedIn,
  demoRule: rule,
  // It lets nobody read a member's posts, so the product shows no figures of it.
  demoViews: null,
  soak: {
    settings: { processingMs: 100, memberRequestsPerDay: 1e9, appRequestsPerDay: 1e9 },
    rule,
    moments: [
      ['begin written, not asked', 'asked', BEGIN],
      ['begun, answer lost', 'answered', BEGIN],
      ['mid part', 'sending', SEND, 700_000],
      ['part sent, answer lost', 'answered', SEND],
      ['finalized, answer lost', 'answered', FINALIZE],
      ['post written, not asked', 'asked', POST],
      ['posted, answer lost', 'answered', POST],
    ],
    piece,
    // Its parts are all of this size.
    requestBytes: 4 * 2 ** 20,
  },
}

/** Each part has an address of its own and says nothing of the others. */
function piece(head: string): Piece | null {
  const session = /^PUT \/dms-uploads\/(\S+)/.exec(head)?.[1]
  const partBytes = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? Number.NaN)
  if (!session || Number.isNaN(partBytes)) return null
  return { session, sizeBytes: partBytes, partBytes }
}
