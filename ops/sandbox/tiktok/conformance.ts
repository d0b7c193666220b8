import { HOUR_MS } from '../../durations.ts'
import { type Conformance, says } from '../kit/conformance.ts'
import { envelope } from './answers.ts'
import { pictureFailReason } from './media-rules.ts'
import { MAX_VIDEO } from './rules.ts'
import { TikTokClient } from './testing.ts'
import { startTikTok } from './tiktok.ts'

const words = (caption: string) => ({ caption })
const refusal = (status: number, code: string) => ({ status, body: envelope(code, code, {}) })
const failed = (forcedFailReason: string) => ({ settings: { forcedFailReason }, most: { open: 1 } })

export const conformance: Conformance = {
  start: startTikTok,
  calm: {
    ...{ isAudited: true, isPrivateAccount: false, processingMs: 0, moderationMs: 0 },
    ...{ judgesMedia: false, dailyPosts: 1000, initPerMinute: 1000, statusPerMinute: 1000 },
  },
  async signIn(origin) {
    const client = new TikTokClient({ name: 'tiktok', origin, stop: async () => {} })
    await client.connect()
    return client.token
  },
  connection: { externalId: '723f24d7-e717-40f8-a2b6-cb8464cd23b4', handle: '@sandbox.kitchen' },
  rule: { platform: 'tiktok', mode: 'review' },
  choice: {
    ...{ platform: 'tiktok', privacy: 'MUTUAL_FOLLOW_FRIENDS', agreesToMusicTerms: true },
    ...{ allowComment: false, allowDuet: false, allowStitch: false, promotesOwnBrand: false },
    ...{ isPaidPartnership: false, isAiMade: false },
  },
  words: { platform: 'tiktok', ...words('Harbour at dawn') },
  privacy: 'MUTUAL_FOLLOW_FRIENDS',
  doors: {
    open: { method: 'POST', path: '/v2/post/publish/video/init/' },
    send: { method: 'PUT', path: '/video/' },
    ask: { method: 'POST', path: '/v2/post/publish/status/fetch/' },
  },
  publishesAt: 'send',
  whenDeleted: 'published',
  refusals: [
    {
      when: 'an answer that was lost is followed by one that names the last byte',
      settings: { rangeEndsWith: 'lastIndex', processingMs: HOUR_MS },
      faults: [
        { at: 'send', fault: { kind: 'drop-after' } },
        says('ask', { status: 200, body: underWay() }),
      ],
      after: 'published',
      most: { open: 1 },
    },
    {
      when: 'an answer that was lost is followed by one that says out of step and no more',
      settings: { processingMs: HOUR_MS },
      faults: [
        { at: 'send', fault: { kind: 'drop-after' } },
        says('ask', { status: 200, body: underWay() }),
        says('send', { status: 416, body: '' }),
      ],
      after: 'published',
      most: { open: 1 },
    },
    {
      when: 'the upload address ran out',
      faults: [says('send', { status: 403, body: '' })],
      after: 'published',
      most: { open: 2 },
    },
    {
      when: 'the upload address ran out after everything had arrived',
      faults: [{ at: 'send', fault: { kind: 'drop-after' } }, says('send', { status: 403 })],
      after: 'published',
      most: { open: 1 },
    },
    {
      when: 'the creator posted too often that day',
      settings: { dailyPosts: 0 },
      after: 'waiting',
      code: 'spam_risk_too_many_posts',
      most: { open: 2 },
      untilHours: 24,
    },
    {
      when: 'the app may post for no more creators that day',
      faults: [says('open', refusal(403, 'reached_active_user_cap'), 1)],
      after: 'waiting',
      code: 'reached_active_user_cap',
      most: { open: 1 },
      untilHours: 24,
    },
    {
      when: 'the app is not audited and the account is public',
      settings: { isAudited: false },
      after: 'failed',
      code: 'unaudited_client_can_only_post_to_private_accounts',
      most: { open: 1 },
    },
    {
      when: 'the app on the phone of the creator is too old',
      ...failed('app_version_check_failed'),
      after: 'failed',
      code: 'failed.app_version_check_failed',
    },
    {
      when: 'the format is refused after the upload',
      ...failed('file_format_check_failed'),
      after: 'failed',
      code: 'failed.file_format_check_failed',
    },
    {
      when: 'a code at the door is in nobody’s table',
      faults: [says('open', refusal(400, 'not_written_down'), 2)],
      after: 'published',
      most: { open: 3 },
    },
  ],
  takesMedia: file =>
    file.sizeBytes <= MAX_VIDEO &&
    ['h264', 'hevc', 'vp8', 'vp9'].includes(file.video?.codec ?? '') &&
    !pictureFailReason(file, 600),
  wordLimits: [
    {
      what: 'a caption of 2200 UTF-16 units',
      atLimit: words('🚢'.repeat(1100)),
      beyond: words(`${'🚢'.repeat(1100)}!`),
    },
  ],
}

function underWay(): object {
  return envelope('ok', '', { status: 'PROCESSING_UPLOAD', publicaly_available_post_id: [] })
}
