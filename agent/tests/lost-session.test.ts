import { afterAll, expect, test } from 'bun:test'
import type { Connection } from '@content/api/contract'
import { openHttpClient, SILENCE_MS } from '../src/outside/http-client.ts'
import { openWire } from '../src/platforms/http.ts'
import { hostsOf } from '../src/platforms/index.ts'
import { openPace } from '../src/platforms/pace/pace.ts'
import type { Job, Standing } from '../src/platforms/platform.ts'
import type { YouTubeTerms } from '../src/platforms/youtube/consent.ts'
import { youtubeVerbs } from '../src/platforms/youtube/verbs.ts'

const TITLE = 'Harbour at dawn'
const START_MS = Date.parse('2026-11-22T10:00:00Z')

interface Listed {
  videoId: string
  title?: string
  secondsLater?: number
  duration?: string
  fileSize?: string
  status?: object
}
const KEPT = { uploadStatus: 'processed', privacyStatus: 'public' }
let listed: Listed[] = []
let pages = 0
let youtubeSeconds = 0

/** A YouTube that forgot the upload; its list of videos shows only what `listed` says, by twos. */
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch(request) {
    const date = new Date(START_MS + youtubeSeconds * 1000).toUTCString()
    const answer = answerTo(new URL(request.url))
    return Response.json(answer ?? null, { status: answer ? 200 : 404, headers: { date } })
  },
})

function answerTo({ pathname, searchParams }: URL): object | null {
  if (pathname.endsWith('/channels')) {
    return { items: [{ contentDetails: { relatedPlaylists: { uploads: 'UU1' } } }] }
  }
  if (pathname.endsWith('/videos')) {
    const ids = searchParams.get('id')?.split(',') ?? []
    const asked = listed.filter(it => ids.includes(it.videoId))
    const items = asked.map(({ videoId: id, duration = 'P0D', fileSize, status = KEPT }) => ({
      ...{ id, contentDetails: { duration }, status },
      ...(fileSize && { fileDetails: { fileSize } }),
    }))
    return { items }
  }
  if (!pathname.endsWith('/playlistItems')) return null
  const from = Number(searchParams.get('pageToken') ?? 0)
  pages++
  const items = listed.slice(from, from + 2).map(({ videoId, title, secondsLater = 5 }) => {
    const publishedAt = new Date(START_MS + secondsLater * 1000).toISOString()
    return { snippet: { title: title ?? TITLE, publishedAt, resourceId: { videoId } } }
  })
  return { items, ...(from + 2 < listed.length && { nextPageToken: String(from + 2) }) }
}
afterAll(() => server.stop(true))

const verbs = youtubeVerbs(hostsOf('youtube', server.url.origin))
const connection: Connection = {
  id: crypto.randomUUID(),
  platform: 'youtube',
  externalId: 'UC1',
  label: 'Harbour Kitchen',
  handle: null,
  state: 'live',
  lostReason: null,
  rule: { platform: 'youtube', mode: 'automatic', privacy: 'public' },
  connectedAt: new Date(START_MS).toISOString(),
}
const job: Job<YouTubeTerms> = {
  connection,
  terms: { platform: 'youtube', privacy: 'public', isMadeForKids: false },
  words: { platform: 'youtube', title: TITLE, description: '', tags: [] },
  file: { path: '/none', sizeBytes: 1000, durationMs: 61_300, contentType: 'video/mp4' },
  coverMs: null,
  takenRemoteIds: new Set(['taken']),
  assertUnchanged: async () => {},
}

/** Asks about a lost upload a while after it was first found gone. */
function askAfter(seconds: number, mayBeComplete = true, ourSeconds = 0): Promise<Standing> {
  youtubeSeconds = seconds
  const uri = `${server.url.origin}/upload/gone`
  const session = { uri, startedAt: START_MS, confirmedBytes: 0, mayBeComplete, video: null }
  const now = () => START_MS + (seconds + ourSeconds) * 1000
  const wire = openWire({
    http: openHttpClient({ pins: {}, now }),
    pace: openPace({ limit: () => null, now, silenceMs: SILENCE_MS }),
    now,
    signal: new AbortController().signal,
    token: async () => 'grant',
    renew: async () => 'grant',
    isRefusedToken: () => false,
    mayCarryToken: () => true,
  })
  const marks = { save() {}, progress() {} }
  return verbs.check({ job, session: { ...session, goneAt: START_MS }, stage: 'open' }, wire, marks)
}

test('while the list may lag, a complete upload that was forgotten is not sent again', async () => {
  listed = []
  expect(await askAfter(59)).toMatchObject({ kind: 'wait' })
})

test('once it shows up in the list, it is published and nothing is sent', async () => {
  listed = [{ videoId: 'abc123' }]
  expect(await askAfter(59)).toMatchObject({ kind: 'published', remoteId: 'abc123' })
})

test('a list that still lacks it after a minute lets it be sent again', async () => {
  listed = []
  expect(await askAfter(61)).toMatchObject({ kind: 'restart' })
})

test('an upload that cannot have been complete is sent again at once', async () => {
  listed = [{ videoId: 'abc123' }]
  expect(await askAfter(0, false)).toMatchObject({ kind: 'restart' })
})

test('a clock of ours that jumps does not end the asking early', async () => {
  listed = []
  expect(await askAfter(30, true, 86_400)).toMatchObject({ kind: 'wait' })
  expect(await askAfter(61, true, -86_400)).toMatchObject({ kind: 'restart' })
})

test('two videos that it may have become are a question for the creator', async () => {
  listed = [{ videoId: 'abc123' }, { videoId: 'def456' }]
  expect(await askAfter(30)).toMatchObject({ kind: 'unknown' })
})

test('a video of the same title but another length or size is another video', async () => {
  listed = [
    { videoId: 'longer', duration: 'PT1M40S' },
    { videoId: 'larger', fileSize: '1001' },
    { videoId: 'mine', duration: 'PT1M1S', fileSize: '1000' },
  ]
  expect(await askAfter(30)).toMatchObject({ kind: 'published', remoteId: 'mine' })
  listed = listed.slice(0, 2)
  expect(await askAfter(61)).toMatchObject({ kind: 'restart' })
})

test('it is found behind many newer videos, and older ones of its title do not count', async () => {
  const newer = Array.from({ length: 9 }, (_, at) => ({ videoId: `newer${at}`, title: 'Other' }))
  listed = [...newer, { videoId: 'mine' }, { videoId: 'older', secondsLater: -3600 }]
  expect(await askAfter(30)).toMatchObject({ kind: 'published', remoteId: 'mine' })
})

test('a video that another publication owns is never taken for this one', async () => {
  listed = [{ videoId: 'taken', fileSize: '1000' }]
  expect(await askAfter(61)).toMatchObject({ kind: 'restart' })
  listed.push({ videoId: 'mine' })
  expect(await askAfter(61)).toMatchObject({ kind: 'published', remoteId: 'mine' })
})

test('a title that was only written another way is the same title', async () => {
  listed = [{ videoId: 'mine', title: ' Harbour  at dawn' }]
  expect(await askAfter(61)).toMatchObject({ kind: 'published', remoteId: 'mine' })
})

test('under another title the very same size is a question for the creator', async () => {
  listed = [{ videoId: 'renamed', title: 'Harbour, evening', fileSize: '1000' }]
  expect(await askAfter(61)).toMatchObject({ kind: 'unknown' })
  listed = [{ videoId: 'other', title: 'Harbour, evening', duration: 'PT5S', fileSize: '1000' }]
  expect(await askAfter(61)).toMatchObject({ kind: 'restart' })
  listed = [{ videoId: 'other', title: 'Harbour, evening' }]
  expect(await askAfter(61)).toMatchObject({ kind: 'restart' })
})

test('a list that was not read back to the start of the upload proves nothing', async () => {
  listed = Array.from({ length: 99 }, (_, at) => ({ videoId: `newer${at}`, title: 'Other' }))
  expect(await askAfter(61)).toMatchObject({ kind: 'unknown' })
})

test('the list is read no further back than the upload', async () => {
  listed = Array.from({ length: 9 }, (_, at) => ({ videoId: `older${at}`, secondsLater: -3600 }))
  pages = 0
  expect(await askAfter(61)).toMatchObject({ kind: 'restart' })
  expect(pages).toBe(1)
})

test('one that YouTube did not keep is not called published', async () => {
  const ask = (status: object) => {
    listed = [{ videoId: 'mine', status }]
    return askAfter(30)
  }
  expect(await ask({ uploadStatus: 'uploaded' })).toMatchObject({ kind: 'wait' })
  expect(await ask({ uploadStatus: 'rejected', rejectionReason: 'duplicate' })).toMatchObject({
    ...{ kind: 'failed', cause: { code: 'rejected.duplicate', whoCanFix: 'you' } },
  })
  expect(await ask({ uploadStatus: 'deleted' })).toMatchObject({ cause: { code: 'deleted' } })
  expect(await ask({ ...KEPT, privacyStatus: 'private' })).toMatchObject({
    ...{ kind: 'published', note: 'YouTube made it private, though public was asked for.' },
  })
})
