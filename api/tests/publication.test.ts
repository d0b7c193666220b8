import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Metadata, PlanName, Platform } from '../contract/index.ts'
import { MINUTE_MS } from '../src/lib/time.ts'
import { openEvents } from './event-stream.ts'
import type { Creator, TestApi } from './harness.ts'
import { startApi } from './harness.ts'
import { reservationFor, words } from './publishing.ts'
import { codesOf, problemOf } from './refusal.ts'

let api: TestApi
let now = new Date('2026-11-22T12:00:00Z')

beforeAll(async () => {
  api = await startApi({ now: () => now })
})

afterAll(() => api.close())

async function creatorWith(platform: Platform, plan: PlanName = 'pro') {
  const creator = await api.creator({ plan })
  return { creator, connection: await api.connectionFor(creator, platform) }
}

async function secondDevice(creator: Creator) {
  const { body } = await api.rest('/api/v1/auth/login', {
    json: { email: creator.email, password: creator.password, device: 'Laptop' },
    headers: { 'X-Forwarded-For': `203.0.113.${Math.floor(Math.random() * 256)}` },
  })
  return api.client((body as { apiKey: string }).apiKey)
}

test('a device may publish a video once it reserved it, and one upload is held', async () => {
  const { creator, connection } = await creatorWith('youtube', 'free')
  const reserved = await creator.key.publication.reserve.mutate(reservationFor(connection))
  expect(reserved).toMatchObject({ outcome: 'reserved', url: null })
  expect(reserved.expiresAt).toBe('2026-11-22T13:00:00.000Z')
  expect(reserved.quota).toMatchObject({ plan: 'free', used: 0, held: 1, remaining: 9 })
})

test('reserving the same video again answers the same and holds no second upload', async () => {
  const { creator, connection } = await creatorWith('youtube')
  const input = reservationFor(connection)
  const first = await creator.key.publication.reserve.mutate(input)
  const again = await creator.key.publication.reserve.mutate({
    ...input,
    video: { ...input.video, fileName: 'a copy.mp4' },
  })
  expect(again).toEqual(first)
})

test('one video to two connections is one upload', async () => {
  const { creator, connection } = await creatorWith('youtube')
  const tiktok = await api.connectionFor(creator, 'tiktok')
  const { video } = reservationFor(connection)
  await creator.key.publication.reserve.mutate({ ...reservationFor(connection), video })
  const second = await creator.key.publication.reserve.mutate({
    ...reservationFor(tiktok),
    video,
  })
  expect(second.quota).toMatchObject({ held: 1, used: 0 })
})

test('a second device is told that the first one is at it, until it was silent long', async () => {
  const { creator, connection } = await creatorWith('instagram')
  const laptop = await secondDevice(creator)
  const input = reservationFor(connection)
  const first = await creator.key.publication.reserve.mutate(input)
  expect(await laptop.publication.reserve.mutate(input)).toMatchObject({
    publicationId: first.publicationId,
    outcome: 'heldElsewhere',
  })
  now = new Date(now.getTime() + 16 * MINUTE_MS)
  expect(await laptop.publication.reserve.mutate(input)).toMatchObject({
    publicationId: first.publicationId,
    outcome: 'reserved',
    quota: { held: 1 },
  })
  const late = creator.key.publication.report.mutate({
    publicationId: first.publicationId,
    state: 'uploading',
    percent: 50,
  })
  expect(await problemOf(late)).toMatchObject({ code: 'conflict' })
})

test('a publication with an unknown end goes to no other device, only to its own', async () => {
  const { creator, connection } = await creatorWith('youtube')
  const laptop = await secondDevice(creator)
  const input = reservationFor(connection)
  const { publicationId } = await creator.key.publication.reserve.mutate(input)
  await creator.key.analytics.track.mutate({
    idempotencyKey: `unknown-${publicationId}`,
    publicationId,
    outcome: { state: 'unknown', reason: 'The answer never came.' },
  })
  now = new Date(now.getTime() + 60 * MINUTE_MS)
  expect(await laptop.publication.reserve.mutate(input)).toMatchObject({ outcome: 'heldElsewhere' })
  expect(
    await creator.key.publication.reserve.mutate({ ...input, knownAs: publicationId }),
  ).toMatchObject({ outcome: 'reserved' })
  const { publications } = await creator.key.publication.byContent.query({
    sha256: input.video.sha256,
  })
  expect(publications).toMatchObject([{ id: publicationId, state: 'unknown' }])
})

test('the same bytes are not published twice: the answer is where they are', async () => {
  const { creator, connection } = await creatorWith('youtube')
  const laptop = await secondDevice(creator)
  const input = reservationFor(connection)
  const { publicationId } = await creator.key.publication.reserve.mutate(input)
  await creator.key.analytics.track.mutate({
    idempotencyKey: `published-${publicationId}`,
    publicationId,
    outcome: {
      state: 'published',
      remoteId: 'abc',
      url: 'https://youtu.be/abc',
      publishedAt: now.toISOString(),
    },
  })
  expect(await laptop.publication.reserve.mutate(input)).toMatchObject({
    publicationId,
    outcome: 'alreadyPublished',
    url: 'https://youtu.be/abc',
    quota: { used: 1, held: 0 },
  })
  const wanted = { ...input, intent: 'again' }
  expect(await laptop.publication.reserve.mutate(wanted)).toMatchObject({ outcome: 'reserved' })
})

test('a failed publication may be reserved again, with new words', async () => {
  const { creator, connection } = await creatorWith('youtube')
  const input = reservationFor(connection)
  const { publicationId } = await creator.key.publication.reserve.mutate(input)
  const failed = await creator.key.analytics.track.mutate({
    idempotencyKey: `failed-${publicationId}`,
    publicationId,
    outcome: { state: 'failed', code: 'too_long', reason: 'It is too long.', whoCanFix: 'you' },
  })
  expect(failed.quota).toMatchObject({ held: 0, used: 0 })
  const metadata: Metadata = { platform: 'youtube', title: 'Better', description: '', tags: [] }
  const again = await creator.key.publication.reserve.mutate({ ...input, metadata })
  expect(again).toMatchObject({ publicationId, outcome: 'reserved', quota: { held: 1 } })
  const { publications } = await creator.key.publication.byContent.query({
    sha256: input.video.sha256,
  })
  expect(publications).toMatchObject([{ state: 'reserved', title: 'Better', reason: null }])
})

test('the eleventh video of a month is refused, and Pro is named', async () => {
  const { creator, connection } = await creatorWith('instagram', 'free')
  for (let i = 0; i < 10; i++) {
    await creator.key.publication.reserve.mutate(reservationFor(connection))
  }
  const eleventh = creator.key.publication.reserve.mutate(reservationFor(connection))
  expect(await problemOf(eleventh)).toMatchObject({
    code: 'plan_limit',
    status: 402,
    allowedBy: 'pro',
    detail: 'All 10 uploads of your Free plan are used this month. Pro includes 100 a month.',
  })
  const { videos } = await creator.person.analytics.overview.query()
  expect(videos).toBe(10)
})

test('a free workspace publishes only to the platform that it connected first', async () => {
  const { creator } = await creatorWith('tiktok', 'free')
  now = new Date(now.getTime() + 1)
  const youtube = await api.connectionFor(creator, 'youtube')
  const refused = creator.key.publication.reserve.mutate(reservationFor(youtube))
  expect(await problemOf(refused)).toMatchObject({
    code: 'plan_limit',
    allowedBy: 'pro',
    detail:
      'Your Free plan publishes to 1 platform, and YouTube would be one more. Pro includes it.',
  })
})

test('a lost connection says that it must be connected again', async () => {
  const { creator, connection } = await creatorWith('youtube')
  await api.db
    .updateTable('connection')
    .set({ state: 'lost', lost_reason: 'Access was withdrawn.' })
    .where('connection_id', '=', connection.id)
    .execute()
  const refused = creator.key.publication.reserve.mutate(reservationFor(connection))
  expect(await problemOf(refused)).toMatchObject({ code: 'connection_lost', status: 412 })
})

test("a stranger's connection and publication do not exist", async () => {
  const { creator, connection } = await creatorWith('youtube')
  const { creator: stranger } = await creatorWith('youtube')
  const input = reservationFor(connection)
  const { publicationId } = await creator.key.publication.reserve.mutate(input)
  const theirs = [
    stranger.key.publication.reserve.mutate(reservationFor(connection)),
    stranger.key.publication.report.mutate({ publicationId, state: 'uploading', percent: 1 }),
    stranger.key.analytics.track.mutate({
      idempotencyKey: 'a-strangers-key',
      publicationId,
      outcome: { state: 'unknown', reason: 'Who knows?' },
    }),
  ]
  expect(await codesOf(theirs)).toEqual(theirs.map(() => 'not_found'))
  const seen = await stranger.key.publication.byContent.query({ sha256: input.video.sha256 })
  expect(seen.publications).toEqual([])
})

test('words for another platform than the connection are refused', async () => {
  const { creator, connection } = await creatorWith('youtube')
  const input = { ...reservationFor(connection), metadata: words('tiktok') }
  expect(await problemOf(creator.key.publication.reserve.mutate(input))).toMatchObject({
    code: 'invalid',
    fields: { 'metadata.platform': 'The connection is on youtube.' },
  })
})

test('a person without a device cannot reserve', async () => {
  const { creator, connection } = await creatorWith('youtube')
  const refused = creator.person.publication.reserve.mutate(reservationFor(connection))
  expect(await problemOf(refused)).toMatchObject({ code: 'forbidden' })
})

test('nobody sends what is live there already, and a late last word is fine', async () => {
  const { creator, connection } = await creatorWith('youtube')
  const { publicationId } = await creator.key.publication.reserve.mutate(reservationFor(connection))
  await creator.key.analytics.track.mutate({
    idempotencyKey: `live-${publicationId}`,
    publicationId,
    outcome: { state: 'published', remoteId: 'abc', url: null, publishedAt: now.toISOString() },
  })
  const report = (state: 'uploading' | 'confirming') =>
    creator.key.publication.report.mutate({ publicationId, state, percent: 100 })
  expect(await report('confirming')).toEqual({ ok: true })
  expect(await problemOf(report('uploading'))).toMatchObject({ code: 'conflict' })
})

test('progress keeps the upload held for as long as it runs', async () => {
  const { creator, connection } = await creatorWith('youtube')
  const input = reservationFor(connection)
  const { publicationId } = await creator.key.publication.reserve.mutate(input)
  now = new Date(now.getTime() + 40 * MINUTE_MS)
  const answer = await api.rest('/api/v1/publications/report', {
    auth: creator.apiKey,
    json: { publicationId, state: 'uploading', percent: 42.5 },
  })
  expect(answer).toMatchObject({ status: 200, body: { ok: true } })
  const held = await api.db
    .selectFrom('reservation')
    .select(['state', 'expires_at'])
    .where('workspace_id', '=', creator.workspaceId)
    .execute()
  expect(held).toEqual([{ state: 'held', expires_at: new Date(now.getTime() + 60 * MINUTE_MS) }])
  const { publications } = await creator.key.publication.byContent.query({
    sha256: input.video.sha256,
  })
  expect(publications).toMatchObject([{ state: 'uploading', percent: 42.5 }])
})

test('whoever watches hears of each change, and a stranger does not', async () => {
  const { creator, connection } = await creatorWith('youtube')
  const { creator: stranger } = await creatorWith('youtube')
  const watching = new AbortController()
  const heard = await openEvents(api, creator.token, watching.signal)
  const strangers = await openEvents(api, stranger.token, watching.signal)
  const { publicationId } = await creator.key.publication.reserve.mutate(reservationFor(connection))
  const theirs = await stranger.key.publication.reserve.mutate(
    reservationFor(await api.connectionFor(stranger, 'tiktok')),
  )
  expect(await heard()).toContain(publicationId)
  const said = await strangers()
  expect(said).toContain(theirs.publicationId)
  expect(said).not.toContain(publicationId)
  watching.abort()
})
