import { afterAll, beforeEach, expect, test } from 'bun:test'
import type { Connection } from '@content/api/contract'
import { MINUTE_MS } from '../src/lib/durations.ts'
import { Setback } from '../src/lib/step-error.ts'
import { openHttpClient, SILENCE_MS } from '../src/outside/http-client.ts'
import { openWire } from '../src/platforms/http.ts'
import { hostsOf } from '../src/platforms/index.ts'
import type { InstagramTerms } from '../src/platforms/instagram/consent.ts'
import type { InstagramSession } from '../src/platforms/instagram/session.ts'
import { pauseFor } from '../src/platforms/instagram/usage.ts'
import { instagramVerbs } from '../src/platforms/instagram/verbs.ts'
import { openPace } from '../src/platforms/pace/pace.ts'
import type { Job } from '../src/platforms/platform.ts'

const CAPTION = 'Harbour at dawn'
const START_MS = Date.parse('2026-11-22T10:00:00Z')

const calm = () => ({
  status: 'FINISHED',
  posts: [] as { id: string; caption: string }[],
  seconds: 0,
  ourSeconds: 0,
  usage: {} as Record<string, string>,
})
let instagram = calm()
let changes: string[] = []
beforeEach(() => {
  instagram = calm()
  changes = []
})

/** An Instagram at the time, and in the state, that the test says. */
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch(request) {
    const { pathname } = new URL(request.url)
    if (request.method === 'POST') changes.push(pathname)
    const date = new Date(START_MS + instagram.seconds * 1000).toUTCString()
    return Response.json(answerTo(pathname), { headers: { date, ...instagram.usage } })
  },
})
afterAll(() => server.stop(true))

function answerTo(pathname: string): object {
  if (pathname.endsWith('/content_publishing_limit')) return { data: [{ quota_usage: 0 }] }
  if (pathname.endsWith('/media_publish')) return { id: 'm1' }
  if (pathname.endsWith('/c1')) return { id: 'c1', status_code: instagram.status }
  if (!pathname.endsWith('/media')) return { permalink: `https://instagram.test${pathname}` }
  const timestamp = new Date(START_MS + 5000).toISOString()
  return { id: 'c1', data: instagram.posts.map(it => ({ ...it, timestamp, permalink: it.id })) }
}

const verbs = instagramVerbs(hostsOf('instagram', server.url.origin))
const connection: Connection = {
  id: crypto.randomUUID(),
  platform: 'instagram',
  externalId: '178',
  label: 'Harbour Kitchen',
  handle: null,
  state: 'live',
  lostReason: null,
  rule: { platform: 'instagram', mode: 'automatic', shareToFeed: true },
  connectedAt: new Date(START_MS).toISOString(),
}
const job: Job<InstagramTerms> = {
  connection,
  terms: { platform: 'instagram', shareToFeed: true },
  words: { platform: 'instagram', caption: CAPTION },
  file: { path: '/none', sizeBytes: 1000, durationMs: 61_300, contentType: 'video/mp4' },
  coverMs: null,
  takenRemoteIds: new Set(['taken']),
  assertUnchanged: async () => {},
}
const now = () => START_MS + (instagram.seconds + instagram.ourSeconds) * 1000
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

let session: InstagramSession
beforeEach(() => {
  session = verbs.readSession(
    JSON.stringify({
      ...{ containerId: 'c1', uri: `${server.url.origin}/upload`, createdAt: START_MS },
      ...{
        finishingAt: START_MS,
        mediaId: null,
        confirmedBytes: 0,
        countedBytes: null,
        refusedAt: null,
      },
    }),
  ) as InstagramSession
})
const marks = {
  save(it: object) {
    session = it as InstagramSession
  },
  progress() {},
}
const check = () => verbs.check({ job, session, stage: 'finishing' }, wire, marks)

test('a lost publish call is given ten seconds, whatever our clock does', async () => {
  expect(await check()).toMatchObject({ kind: 'wait' })
  instagram.seconds = 9
  instagram.ourSeconds = 86_400
  expect(await check()).toMatchObject({ kind: 'wait' })
  instagram.seconds = 10
  instagram.ourSeconds = -86_400
  expect(await check()).toEqual({ kind: 'finish' })
})

test('a post published by a lost call is found by its caption, when only one has it', async () => {
  instagram.status = 'PUBLISHED'
  instagram.posts = [
    { id: 'm1', caption: `${CAPTION}\n` },
    { id: 'taken', caption: CAPTION },
  ]
  expect(await check()).toMatchObject({ kind: 'published', remoteId: 'm1', url: 'm1' })
  instagram.posts.push({ id: 'm2', caption: CAPTION })
  const note = expect.stringContaining('several posts')
  expect(await check()).toMatchObject({ kind: 'published', remoteId: 'c1', url: null, note })
})

test('near its limit nothing is changed, and for as long as Instagram says', async () => {
  session = { ...session, finishingAt: null }
  const why = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      thrown => thrown,
    )
    return error instanceof Setback ? error.why : error
  }
  const full = { call_count: 12, total_time: 91, total_cputime: 3 }
  instagram.usage = { 'x-app-usage': JSON.stringify(full) }
  const wait = { code: 'usage_high', retry: { afterMs: 5 * MINUTE_MS } }
  expect(await why(verbs.begin(job, wire))).toMatchObject(wait)
  expect(await why(check())).toMatchObject(wait)
  const business = { '178': [{ ...full, estimated_time_to_regain_access: 19 }] }
  instagram.usage = { 'x-business-use-case-usage': JSON.stringify(business) }
  expect(await why(check())).toMatchObject({ retry: { afterMs: 19 * MINUTE_MS } })
  expect(changes).toEqual([])

  instagram.usage = { 'x-app-usage': JSON.stringify({ ...full, total_time: 90 }) }
  expect(await verbs.begin(job, wire)).toMatchObject({ containerId: 'c1' })
  expect(await check()).toEqual({ kind: 'finish' })
})

test('a usage header that is no JSON changes nothing', () => {
  const headers = new Headers({ 'x-app-usage': 'much', 'x-business-use-case-usage': '[]' })
  expect(pauseFor({ headers })).toBe(0)
})
