import { answerConsent } from '../kit/answer-consent.ts'
import { type Conformance, says } from '../kit/conformance.ts'
import { YouTubeError, youtubeFaultBody } from './errors.ts'
import { YOUTUBE_ACCOUNTS } from './settings.ts'
import { authorizePath, redeeming } from './testing.ts'
import { startYouTube } from './youtube.ts'

const [channel] = YOUTUBE_ACCOUNTS
const words = (change: object) => ({ title: 'Harbour', description: '', tags: [], ...change })
const refusal = (code: number, reason: string, detail: { message: string; domain?: string }) => ({
  status: code,
  body: new YouTubeError(code, reason, detail).toBody(),
})

export const conformance: Conformance = {
  start: startYouTube,
  calm: { processingMs: 0, dailyInserts: 1000, channelDailyUploads: 1000 },
  async signIn(origin) {
    const back = await answerConsent(origin + authorizePath())
    const client = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' }
    const code = back.searchParams.get('code') ?? ''
    const body = new URLSearchParams({ ...client, ...redeeming(code) })
    const answer = await fetch(`${origin}/token`, { method: 'POST', body })
    return ((await answer.json()) as { access_token: string }).access_token
  },
  connection: { externalId: channel?.id ?? '', handle: channel?.handle ?? '' },
  rule: { platform: 'youtube', mode: 'automatic', privacy: 'unlisted' },
  choice: null,
  words: { platform: 'youtube', ...words({}) },
  privacy: 'unlisted',
  doors: {
    open: { method: 'POST', path: '/upload/youtube/v3/videos' },
    send: { method: 'PUT', path: '/resumable/upload' },
    ask: { method: 'GET', path: '/youtube/v3/videos' },
  },
  publishesAt: 'send',
  whenDeleted: 'failed',
  refusals: [
    {
      when: 'the uploads of the day are used up, which is told as too many requests',
      settings: { dailyInserts: 0 },
      after: 'waiting',
      code: 'quotaExceeded',
      most: { open: 3 },
      untilHours: 1,
    },
    {
      when: 'the units of the day are used up',
      faults: [says('open', { status: 403, body: youtubeFaultBody(403) }, 99)],
      after: 'waiting',
      code: 'quotaExceeded',
      most: { open: 3 },
      untilHours: 1,
    },
    {
      when: 'the channel may upload no more that day',
      settings: { channelDailyUploads: 0 },
      after: 'waiting',
      code: 'uploadLimitExceeded',
      most: { open: 3 },
      untilHours: 24,
    },
    {
      when: 'too many requests came, and no day is over',
      faults: [says('open', { status: 429, body: youtubeFaultBody(429) }, 2)],
      after: 'published',
      most: { open: 3 },
    },
    {
      when: 'it says at the door that the video exists, before a byte was sent',
      faults: [
        says('open', refusal(409, 'alreadyExists', { message: 'It exists.', domain: 'global' }), 2),
      ],
      after: 'published',
    },
    {
      when: 'it forgets the upload before everything arrived',
      faults: [says('send', { status: 404, body: 'Not Found' }, 2)],
      after: 'published',
      most: { open: 2 },
    },
    {
      when: 'it forgets the upload after everything had arrived',
      faults: [
        { at: 'send', fault: { kind: 'drop-after' } },
        says('send', { status: 404, body: 'Not Found' }, 99),
      ],
      after: 'published',
      most: { open: 1 },
    },
    {
      when: 'the channel is suspended',
      faults: [says('open', refusal(403, 'channelSuspended', { message: 'Suspended' }), 1)],
      after: 'failed',
      code: 'channelSuspended',
      most: { open: 1 },
    },
    {
      when: 'the video is rejected afterwards',
      settings: { outcome: { uploadStatus: 'rejected', rejectionReason: 'copyright' } },
      after: 'failed',
      code: 'rejected.copyright',
      most: { open: 1 },
    },
  ],
  // Help page 1722171 and videos.insert: nearly any file, up to 256 GB or 12 hours.
  takesMedia: ({ durationSec, sizeBytes }) => durationSec <= 43_200 && sizeBytes <= 256e9,
  wordLimits: [
    {
      what: 'a title of 100 characters, however wide',
      atLimit: words({ title: '🚢'.repeat(100) }),
      beyond: words({ title: '🚢'.repeat(101) }),
    },
    {
      what: 'a title without angle brackets',
      atLimit: words({ title: '›' }),
      beyond: words({ title: '>' }),
    },
    {
      what: 'a description of 5000 bytes',
      atLimit: words({ description: 'é'.repeat(2500) }),
      beyond: words({ description: `${'é'.repeat(2500)}e` }),
    },
    {
      what: 'tags of 500 characters, with their commas and quotes',
      atLimit: words({ tags: ['a'.repeat(248), `b ${'b'.repeat(247)}`] }),
      beyond: words({ tags: ['a'.repeat(249), `b ${'b'.repeat(247)}`] }),
    },
  ],
}
