import { TIKTOK_AUDIENCES } from '../../../api/contract/platforms/tiktok/index.ts'
import { rangedPiece, type StandIn } from '../stand-in.ts'
import { AUDITED, startTikTok } from './tiktok.ts'

const BEGIN = /^POST \/v2\/post\/publish\/(?:inbox\/)?video\/init/
const SEND = /^PUT \/video\//

const audienceOf = (level: string) =>
  Object.entries(TIKTOK_AUDIENCES).find(([name]) => name === level)?.[1] ?? level

export const tiktok: StandIn = {
  // The demo shows a service whose audit is through: before it there is no page to look at.
  start: options => startTikTok(options, AUDITED),
  demoRule: { platform: 'tiktok', mode: 'review' },
  demoViews: 3400,
  demoChoice(privacyOptions) {
    const level = privacyOptions[0] ?? 'SELF_ONLY'
    const privacy = audienceOf(level)
    return {
      args: ['--privacy', privacy, '--agree-music'],
      says: `${privacy}, nobody may comment, music terms agreed`,
    }
  },
  soak: {
    settings: {
      ...{ processingMs: 100, dailyPosts: 1e6, pendingShares: 1e6, initPerMinute: 1e6 },
      ...{ creatorInfoPerMinute: 1e6, statusPerMinute: 1e6 },
    },
    rule: { platform: 'tiktok', mode: 'inbox' },
    askedRule: { platform: 'tiktok', mode: 'review' },
    moments: [
      ['begin written, not asked', 'asked', BEGIN],
      ['begun, answer lost', 'answered', BEGIN],
      ['mid chunk', 'sending', SEND, 700_000],
      ['last byte sent, answer lost', 'answered', SEND],
    ],
    piece: head => rangedPiece(/[?&]upload_id=([^&\s]+)/.exec(head)?.[1], head),
    // It prescribes parts of at most 64 MB.
    requestBytes: 64_000_000,
  },
}
