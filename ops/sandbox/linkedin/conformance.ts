import { type Canned, type Conformance, says } from '../kit/conformance.ts'
import { envelope } from './answers.ts'
import { ACCOUNTS, startLinkedIn } from './linkedin.ts'
import { factsFailReason } from './media-rules.ts'
import { duplicateBody } from './posts.ts'
import { LinkedInClient } from './testing.ts'

const words = (caption: string) => ({ caption })
const refusal = (status: number, code: string, message = code): Canned => ({
  status,
  body: envelope({ status, code, message }),
})
const FIRST = 'urn:li:share:7141138937766391808'
const FORBIDDEN = 'Accessing this video resource is forbidden'
const MIN_BYTES = 75_000
// A reserved mark is sent with a backslash before it, and both are in the field.
const MARK = '('

export const conformance: Conformance = {
  start: startLinkedIn,
  // Three parts of each video.
  calm: { processingMs: 0, judgesMedia: false, partBytes: 100_000 },
  async signIn(origin) {
    const client = new LinkedInClient(origin)
    await client.connect()
    return client.token
  },
  connection: { externalId: ACCOUNTS[0]?.id ?? '', handle: '' },
  rule: { platform: 'linkedin', mode: 'automatic', privacy: 'PUBLIC' },
  choice: null,
  words: { platform: 'linkedin', ...words('Harbour (at dawn) #harbour') },
  privacy: 'PUBLIC',
  doors: {
    open: { method: 'POST', path: '/rest/videos?action=initializeUpload' },
    send: { method: 'PUT', path: '/dms-uploads/' },
    ask: { method: 'GET', path: '/rest/videos/' },
    publish: { method: 'POST', path: '/rest/posts' },
  },
  publishesAt: 'publish',
  // Nobody can look at a member's posts; a repeat would name ghosts of those that are gone.
  whenDeleted: 'unknown',
  refusals: [
    ...[400, 409, 422].map(status => ({
      when: `the creator posted the same text before, which is refused with ${status}`,
      faults: [says('publish', { status, body: duplicateBody(FIRST, status) })],
      after: 'failed' as const,
      code: 'DUPLICATE_POST',
      most: { open: 1, publish: 1 },
    })),
    {
      when: 'a post is answered without its name',
      faults: [{ at: 'publish', fault: { kind: 'status', status: 201, afterBytes: 2 ** 30 } }],
      after: 'unknown',
      code: 'unknown',
      most: { open: 1, publish: 1 },
    },
    {
      when: 'a gateway says that it heard no answer to the post',
      faults: [says('publish', refusal(408, 'REQUEST_TIMEOUT'))],
      after: 'unknown',
      code: 'unknown',
      most: { open: 1, publish: 1 },
    },
    {
      when: 'the second of three parts is lost',
      faults: [{ at: 'send', fault: { kind: 'drop-after' }, after: 1 }],
      after: 'published',
      most: { open: 1, send: 4, publish: 1 },
    },
    {
      when: 'it no longer knows the video',
      faults: [says('ask', refusal(404, 'INVALID_VIDEO_ID'))],
      after: 'published',
      most: { open: 2, publish: 1 },
    },
    {
      when: 'the post comes before the video is ready',
      faults: [says('publish', refusal(400, 'MEDIA_ASSET_WAITING_UPLOAD'), 2)],
      after: 'published',
      most: { open: 1, publish: 3 },
    },
    {
      when: 'the upload address ran out',
      faults: [says('send', refusal(401, 'EXPIRED_UPLOAD_URL'))],
      after: 'published',
      most: { open: 2, publish: 1 },
    },
    {
      when: 'its video is forbidden for a moment after it was finalized',
      faults: [says('ask', refusal(403, 'ACCESS_DENIED', FORBIDDEN))],
      after: 'published',
      most: { open: 1, publish: 1 },
    },
    {
      when: 'the video could not be processed',
      settings: { forcedFailReason: 'The file is not a video' },
      after: 'failed',
      code: 'MEDIA_ASSET_PROCESSING_FAILED',
      most: { open: 1, publish: 0 },
    },
    {
      when: 'it has a new name for a dead token',
      faults: [says('open', refusal(401, 'NOT_WRITTEN_DOWN'), 1000)],
      after: 'waiting',
      code: 'http_401',
      most: { publish: 0 },
    },
    {
      when: 'the requests of the day are used up',
      settings: { memberRequestsPerDay: 0 },
      after: 'waiting',
      code: 'TOO_MANY_REQUESTS',
      most: { open: 30 },
      untilHours: 1,
    },
    {
      when: 'the member did not give the permission to post',
      faults: [says('publish', refusal(403, 'ACCESS_DENIED'))],
      after: 'failed',
      code: 'ACCESS_DENIED',
      most: { open: 1, publish: 1 },
    },
    {
      when: 'the version of the interface is no longer served',
      settings: { oldestVersion: '999912' },
      after: 'failed',
      code: 'NONEXISTENT_VERSION',
      most: { open: 1, publish: 0 },
    },
    {
      when: 'a code at the door is in nobody’s table',
      faults: [says('open', refusal(400, 'NOT_WRITTEN_DOWN'), 2)],
      after: 'published',
      most: { open: 3 },
    },
  ],
  takesMedia: file => file.sizeBytes >= MIN_BYTES && !factsFailReason(file),
  wordLimits: [
    {
      what: 'a commentary of 3000 characters',
      atLimit: words('a'.repeat(3000)),
      beyond: words('a'.repeat(3001)),
    },
    {
      what: 'a commentary of 3000 characters, escapes among them',
      atLimit: words('a'.repeat(2998) + MARK),
      beyond: words('a'.repeat(2999) + MARK),
    },
  ],
}
