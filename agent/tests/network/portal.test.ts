import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Metadata, type Platform, PublishRule } from '@content/api/contract'
import { STAND_INS } from '../../../ops/sandbox/index.ts'
import type { Conformance } from '../../../ops/sandbox/kit/conformance.ts'
import { Setback } from '../../src/lib/step-error.ts'
import { openHttpClient } from '../../src/outside/http-client.ts'
import { openWire } from '../../src/platforms/http.ts'
import { clientOf, consentFor, hostsOf } from '../../src/platforms/index.ts'
import { openPace } from '../../src/platforms/pace/pace.ts'
import { isStanding, type Job } from '../../src/platforms/platform.ts'
import { DESCRIPTIONS } from '../conformance/descriptions.ts'

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
    if (pathname === '/rest/videos') return Response.json({ value: videoOf(`${origin}/bytes`) })
    const data = { publish_id: 'p', upload_url: `${origin}/bytes` }
    return Response.json({ data, error: { code: 'ok' } })
  },
})
const { origin } = server.url

const videoOf = (uploadUrl: string) => ({
  ...{ video: 'urn:li:video:1', uploadToken: '', uploadUrlsExpireAt: Date.now() + 3_600_000 },
  uploadInstructions: [{ uploadUrl, firstByte: 0, lastByte: SIZE - 1 }],
})

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-portal-'))
  writeFileSync(join(folder, 'video.mp4'), new Uint8Array(SIZE))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server.stop(true)
})

function jobOf(platform: Platform, conformance: Conformance): Job {
  // The rule under which each video goes out by itself, in any case.
  const rule = PublishRule.parse(STAND_INS[platform].soak.rule)
  const consent = consentFor(rule, null, null)
  if (consent.kind === 'needed') throw new Error(consent.reason)
  return {
    connection: {
      ...{ id: crypto.randomUUID(), platform, externalId: 'one', label: 'Harbour', rule },
      ...{ handle: null, state: 'live', lostReason: null, connectedAt: new Date().toISOString() },
    },
    ...{ terms: consent.terms, words: Metadata.parse(conformance.words) },
    ...{ coverMs: null, takenRemoteIds: new Set<string>() },
    file: {
      path: join(folder, 'video.mp4'),
      ...{ sizeBytes: SIZE, durationMs: 5000, contentType: 'video/mp4' },
    },
    assertUnchanged: async () => {},
  }
}

test.each(DESCRIPTIONS)(
  "%s: a sign-in page is not taken for the platform's thanks",
  async (platform, conformance) => {
    const verbs = clientOf(platform).verbs(hostsOf(platform, origin))
    const wire = openWire({
      http: openHttpClient({ pins: {}, now: Date.now }),
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
    const job = jobOf(platform, conformance)
    const session = await verbs.begin(job, wire)
    if (isStanding(session)) throw new Error(`It stands at ${session.kind}.`)
    const sent = verbs.send({ job, session, offset: 0 }, wire, marks)
    const error = await sent.catch((thrown: unknown) => thrown)
    expect(error instanceof Setback && error.why).toMatchObject({
      ...{ code: 'captive_portal', whoCanFix: 'wait', retry: 'backoff' },
    })
    expect(stages).not.toContain('sent')
  },
)
