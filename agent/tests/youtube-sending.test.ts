import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHttpClient, SILENCE_MS } from '../src/outside/http-client.ts'
import { openWire } from '../src/platforms/http.ts'
import { openPace } from '../src/platforms/pace/pace.ts'
import type { Job } from '../src/platforms/platform.ts'
import type { YouTubeTerms } from '../src/platforms/youtube/consent.ts'
import { send } from '../src/platforms/youtube/send.ts'
import type { YouTubeSession } from '../src/platforms/youtube/session.ts'

const PART_BYTES = 1000
const dir = mkdtempSync(join(tmpdir(), 'youtube-sending-'))
const path = join(dir, 'clip.mp4')
const bytes = Uint8Array.from({ length: 9500 }, (_, at) => at % 251)
writeFileSync(path, bytes)

let got = Buffer.alloc(0)
let savedWhenLastCame: YouTubeSession | undefined
const saved: YouTubeSession[] = []

/** A YouTube that takes what it is sent and says how much it has. */
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    got = Buffer.concat([got, Buffer.from(await request.arrayBuffer())])
    if (got.length < bytes.length) {
      return new Response(null, { status: 308, headers: { range: `bytes=0-${got.length - 1}` } })
    }
    savedWhenLastCame = saved.at(-1)
    return Response.json({ id: 'abc123', status: { privacyStatus: 'public' } })
  },
})
afterAll(() => {
  server.stop(true)
  rmSync(dir, { recursive: true, force: true })
})

const now = () => Date.now()
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
const job: Job<YouTubeTerms> = {
  connection: {
    ...{ id: crypto.randomUUID(), platform: 'youtube', externalId: 'UC1', label: 'Harbour' },
    ...{ handle: null, state: 'live', lostReason: null, connectedAt: '2026-11-22T10:00:00Z' },
    rule: { platform: 'youtube', mode: 'automatic', privacy: 'public' },
  },
  terms: { platform: 'youtube', privacy: 'public', isMadeForKids: false },
  words: { platform: 'youtube', title: 'Harbour', description: '', tags: [] },
  file: { path, sizeBytes: bytes.length, durationMs: 4000, contentType: 'video/mp4' },
  coverMs: null,
  takenRemoteIds: new Set(),
  assertUnchanged: async () => {},
}

test('many parts cost a few writes, and the one before the last part is among them', async () => {
  const session: YouTubeSession = {
    ...{ uri: `${server.url.origin}/upload`, startedAt: now(), confirmedBytes: 0 },
    ...{ mayBeComplete: false, goneAt: null, video: null },
  }
  const marks = { save: (it: YouTubeSession) => void saved.push(it), progress() {} }
  const inParts = { ...wire, partBytes: () => PART_BYTES }
  const standing = await send({ job, session, offset: 0 }, inParts, marks)
  expect(standing).toMatchObject({ kind: 'wait' })
  expect(got.equals(bytes)).toBe(true)
  expect(savedWhenLastCame).toMatchObject({ mayBeComplete: true, video: null })
  expect(saved.at(-1)).toMatchObject({ video: { id: 'abc123' } })
  expect(saved.length).toBeLessThanOrEqual(3)
})
