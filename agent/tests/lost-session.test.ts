import { afterAll, expect, test } from 'bun:test'
import type { Connection } from '@content/api/contract'
import { openLine, SILENCE_MS } from '../src/outside/line.ts'
import { hostsOf } from '../src/publish/hosts.ts'
import { openPace } from '../src/publish/pace/pace.ts'
import type { Job, Standing } from '../src/publish/publisher.ts'
import { openWire } from '../src/publish/wire.ts'
import { youtubeVerbs } from '../src/publish/youtube/verbs.ts'

const TITLE = 'Harbour at dawn'
const START_MS = Date.parse('2026-11-22T10:00:00Z')
let listed: string[] = []

/** A YouTube that forgot the upload; its list of videos shows only what `listed` says. */
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch(request) {
    const { pathname } = new URL(request.url)
    if (pathname.endsWith('/channels')) {
      const contentDetails = { relatedPlaylists: { uploads: 'UU1' } }
      return Response.json({ items: [{ contentDetails }] })
    }
    if (!pathname.endsWith('/playlistItems')) return new Response(null, { status: 404 })
    const publishedAt = new Date(START_MS + 5000).toISOString()
    const items = listed.map(videoId => ({
      snippet: { title: TITLE, publishedAt, resourceId: { videoId } },
    }))
    return Response.json({ items })
  },
})
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
const job: Job = {
  connection,
  terms: { platform: 'youtube', privacy: 'public' },
  words: { platform: 'youtube', title: TITLE, description: '', tags: [] },
  file: { path: '/none', sizeBytes: 1000, contentType: 'video/mp4' },
  coverMs: null,
  takenRemoteIds: new Set(),
  assertUnchanged: async () => {},
}

/** Asks about a lost upload a while after it was first found gone. */
function askAfter(seconds: number, mayBeComplete: boolean): Promise<Standing> {
  const uri = `${server.url.origin}/upload/gone`
  const session = { uri, startedAt: START_MS, confirmedBytes: 0, mayBeComplete, video: null }
  const now = () => START_MS + seconds * 1000
  const wire = openWire({
    line: openLine({ pins: {}, now }),
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
  expect(await askAfter(59, true)).toMatchObject({ kind: 'wait' })
})

test('once it shows up in the list, it is published and nothing is sent', async () => {
  listed = ['abc123']
  expect(await askAfter(59, true)).toMatchObject({ kind: 'published', remoteId: 'abc123' })
})

test('a list that still lacks it after a minute lets it be sent again', async () => {
  listed = []
  expect(await askAfter(61, true)).toMatchObject({ kind: 'restart' })
})

test('an upload that cannot have been complete is sent again at once', async () => {
  listed = []
  expect(await askAfter(0, false)).toMatchObject({ kind: 'restart' })
})
