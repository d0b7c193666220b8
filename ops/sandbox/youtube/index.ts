import { rangedPiece, type StandIn } from '../stand-in.ts'
import { startYouTube } from './youtube.ts'

const BEGIN = /^POST \/upload\/youtube/
const SEND = /^PUT [^\r]*upload_id=/
const REFUSAL = 'channelSuspended'

export const youtube: StandIn = {
  start: startYouTube,
  demoRule: { platform: 'youtube', mode: 'automatic', privacy: 'public' },
  demoViews: 2600,
  soak: {
    settings: { processingMs: 100, dailyInserts: 1e6, dailyUnits: 1e9, channelDailyUploads: 1e6 },
    rule: { platform: 'youtube', mode: 'automatic', privacy: 'unlisted' },
    moments: [
      ['begin written, not asked', 'asked', BEGIN],
      ['begun, answer lost', 'answered', BEGIN],
      ['session saved, nothing sent', 'asked', SEND],
      ['mid chunk', 'sending', SEND, 700_000],
      ['chunk sent, answer lost', 'answered', SEND],
    ],
    piece: head => rangedPiece(/[?&]upload_id=([^&\s]+)/.exec(head)?.[1], head),
    // It takes parts of any size, and they are large only where the line carries them at once.
    requestBytes: 256 * 2 ** 20,
    refusal: {
      code: REFUSAL,
      fault: {
        method: 'POST',
        path: '/upload/youtube',
        fault: {
          kind: 'status',
          status: 403,
          body: { error: { code: 403, errors: [{ reason: REFUSAL, domain: 'youtube' }] } },
        },
      },
    },
  },
}
