import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Metadata, Platform, PublishRule } from '@content/api/contract'
import { Setback } from '../../src/lib/step-error.ts'
import { openLine } from '../../src/outside/line.ts'
import { openWire } from '../../src/platforms/http.ts'
import { hostsOf } from '../../src/platforms/index.ts'
import { instagramVerbs } from '../../src/platforms/instagram/verbs.ts'
import { openPace } from '../../src/platforms/pace/pace.ts'
import type { Terms } from '../../src/platforms/platform.ts'
import { isStanding, type Job, type Verbs } from '../../src/platforms/platform.ts'
import { tiktokVerbs } from '../../src/platforms/tiktok/verbs.ts'
import { youtubeVerbs } from '../../src/platforms/youtube/verbs.ts'

const SIZE = 100_000
const PAGE = '<!doctype html><html>Please accept our terms</html>'

/** Platforms that open an upload; then the network asks for a sign-in again. */
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    const { pathname, origin } = new URL(request.url)
    if (pathname.startsWith('/bytes')) {
      await request.arrayBuffer()
      return new Response(PAGE, { headers: { 'content-type': 'text/html' } })
    }
    if (pathname.startsWith('/upload/youtube')) {
      return new Response(null, { headers: { location: `${origin}/bytes` } })
    }
    if (pathname.endsWith('/content_publishing_limit')) return Response.json({ data: [] })
    if (pathname.endsWith('/media')) return Response.json({ id: '1', uri: `${origin}/bytes` })
    const data = { publish_id: 'p', upload_url: `${origin}/bytes` }
    return Response.json({ data, error: { code: 'ok' } })
  },
})
const { origin } = server.url

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-portal-'))
  writeFileSync(join(folder, 'video.mp4'), new Uint8Array(SIZE))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server.stop(true)
})

interface Case {
  verbs: Verbs<object>
  rule: PublishRule
  terms: Terms
  words: Metadata
}

const CASES: Record<Platform, Case> = {
  youtube: {
    verbs: youtubeVerbs(hostsOf('youtube', origin)),
    rule: { platform: 'youtube', mode: 'automatic', privacy: 'private' },
    terms: { platform: 'youtube', privacy: 'private', isMadeForKids: false },
    words: { platform: 'youtube', title: 'Harbour', description: '', tags: [] },
  },
  instagram: {
    verbs: instagramVerbs(hostsOf('instagram', origin)),
    rule: { platform: 'instagram', mode: 'automatic', shareToFeed: true },
    terms: { platform: 'instagram', shareToFeed: true },
    words: { platform: 'instagram', caption: 'Harbour' },
  },
  tiktok: {
    verbs: tiktokVerbs(hostsOf('tiktok', origin)),
    rule: { platform: 'tiktok', mode: 'inbox' },
    terms: { platform: 'tiktok', kind: 'inbox' },
    words: { platform: 'tiktok', caption: 'Harbour' },
  },
}

function jobOf(platform: Platform, { rule, terms, words }: Case): Job {
  return {
    connection: {
      ...{ id: crypto.randomUUID(), platform, externalId: 'one', label: 'Harbour', rule },
      ...{ handle: null, state: 'live', lostReason: null, connectedAt: new Date().toISOString() },
    },
    ...{ terms, words, coverMs: null, takenRemoteIds: new Set<string>() },
    file: {
      path: join(folder, 'video.mp4'),
      ...{ sizeBytes: SIZE, durationMs: 5000, contentType: 'video/mp4' },
    },
    assertUnchanged: async () => {},
  }
}

test.each(Object.keys(CASES) as Platform[])(
  "%s: a sign-in page is not taken for the platform's thanks",
  async platform => {
    const it = CASES[platform]
    const wire = openWire({
      line: openLine({ pins: {}, now: Date.now }),
      pace: openPace({ limit: () => null, now: Date.now, silenceMs: 60_000 }),
      now: Date.now,
      signal: new AbortController().signal,
      token: async () => 'grant',
      renew: async () => 'grant',
      isRefusedToken: () => false,
      mayCarryToken: () => true,
    })
    const stages: string[] = []
    const marks = { save: (_: object, stage: string) => stages.push(stage), progress() {} }
    const job = jobOf(platform, it)
    const session = await it.verbs.begin(job, wire)
    if (isStanding(session)) throw new Error(`It stands at ${session.kind}.`)
    const sent = it.verbs.send({ job, session, offset: 0 }, wire, marks)
    const error = await sent.catch((thrown: unknown) => thrown)
    expect(error instanceof Setback && error.why).toMatchObject({
      ...{ code: 'captive_portal', whoCanFix: 'wait', retry: 'backoff' },
    })
    expect(stages).not.toContain('sent')
  },
)
