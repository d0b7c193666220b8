import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Platform } from '../contract/index.ts'
import { MINUTE_MS } from '../src/lib/time.ts'
import { expireSilentHolds } from '../src/publication/expire-holds.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, someAddress, startApi } from './harness.ts'
import { reservationFor } from './publishing.ts'
import { problemOf } from './refusal.ts'

let api: TestApi
let now = new Date('2026-11-22T12:00:00Z')

beforeAll(async () => {
  api = await startApi({ now: () => now })
}, START_MS)

afterAll(() => api.close())

/** A publication that this device has begun to send. */
async function sent(
  platform: Platform = 'youtube',
  state: 'uploading' | 'confirming' = 'uploading',
) {
  const creator = await api.creator({ plan: 'pro' })
  const input = reservationFor(await api.connectionFor(creator, platform))
  const { publicationId } = await creator.key.publication.reserve.mutate(input)
  await creator.key.publication.report.mutate({ publicationId, state, percent: 50 })
  return { creator, input, publicationId }
}

async function laptopOf(creator: Creator) {
  const { body } = await api.rest('/api/v1/auth/login', {
    json: { email: creator.email, password: creator.password, device: 'Laptop' },
    headers: { 'X-Forwarded-For': someAddress() },
  })
  return api.client((body as { apiKey: string }).apiKey)
}

const rowOf = async (creator: Creator, sha256: string) => {
  const { publications } = await creator.key.publication.byContent.query({ sha256 })
  return publications[0]
}

test('a device that forgot what it was sending is told that it may be there', async () => {
  const { creator, input, publicationId } = await sent()
  const asked = { ...input, knownAs: crypto.randomUUID() }
  for (const forgotten of [input, asked, input]) {
    expect(await creator.key.publication.reserve.mutate(forgotten)).toMatchObject({
      publicationId,
      outcome: 'inDoubt',
      expiresAt: null,
      quota: { held: 1, used: 0 },
    })
  }
  expect(await rowOf(creator, input.video.sha256)).toMatchObject({
    state: 'unknown',
    reason: expect.stringContaining('look at the channel'),
  })
})

test('a doubt keeps its upload for a week, also when its hold had expired', async () => {
  const { creator, input } = await sent()
  now = new Date(now.getTime() + 61 * MINUTE_MS)

  await expireSilentHolds(api.deps)
  const doubted = await creator.key.publication.reserve.mutate(input)
  expect(doubted).toMatchObject({ outcome: 'inDoubt', quota: { held: 1 } })
  now = new Date(now.getTime() + 6 * 24 * 60 * MINUTE_MS)
  await expireSilentHolds(api.deps)
  expect(await creator.key.enrichment.quota.query()).toMatchObject({ held: 1 })
})

test('a device that remembers goes on, with the words it began with', async () => {
  const { creator, input, publicationId } = await sent()
  const remembered = { ...input, knownAs: publicationId }
  expect(await creator.key.publication.reserve.mutate(remembered)).toMatchObject({
    publicationId,
    outcome: 'reserved',
  })
  const metadata = { platform: 'youtube', title: 'Other', description: '', tags: [] } as const
  const changed = { ...remembered, metadata: { ...metadata, tags: [] } }
  expect(await problemOf(creator.key.publication.reserve.mutate(changed))).toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('other words'),
  })
  expect(await rowOf(creator, input.video.sha256)).toMatchObject({
    state: 'uploading',
    title: 'A day out',
  })
})

test('what was only reserved takes new words and needs no memory', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const input = reservationFor(await api.connectionFor(creator, 'youtube'))
  const first = await creator.key.publication.reserve.mutate(input)
  const metadata = { platform: 'youtube' as const, title: 'Better', description: '', tags: [] }
  const again = await creator.key.publication.reserve.mutate({ ...input, metadata })
  expect(again).toEqual(first)
  expect(await rowOf(creator, input.video.sha256)).toMatchObject({ title: 'Better' })
})

test('a creator who saw it live ends the doubt, and the upload counts', async () => {
  const { creator, input, publicationId } = await sent()
  await creator.key.publication.reserve.mutate(input)
  const url = 'https://www.youtube.com/watch?v=Ks-_Mh1QhMc'
  const saw = { verdict: 'isLive', url } as const
  const resolved = await creator.person.publication.resolve.mutate({ publicationId, saw })
  expect(resolved).toMatchObject({
    publication: { state: 'published', url, percent: 100, reason: null },
    quota: { used: 1, held: 0 },
  })
  const again = await creator.browser.publication.resolve.mutate({ publicationId, saw })
  expect(again).toEqual(resolved)
  expect(await creator.key.publication.reserve.mutate(input)).toMatchObject({
    outcome: 'alreadyPublished',
    url,
  })
  const remote = await api.db
    .selectFrom('publication')
    .select('remote_id')
    .where('publication_id', '=', publicationId)
    .executeTakeFirst()
  expect(remote).toEqual({ remote_id: 'Ks-_Mh1QhMc' })
})

test('a device that learns the id later completes what a person only saw', async () => {
  const { creator, input, publicationId } = await sent('instagram')
  await creator.key.publication.reserve.mutate(input)
  const saw = { verdict: 'isLive', url: null } as const
  await creator.person.publication.resolve.mutate({ publicationId, saw })
  const url = 'https://www.instagram.com/reel/DdQ/'
  const outcome = { state: 'published', remoteId: '179', url, publishedAt: now.toISOString() }
  const tracked = await api.rest('/api/v1/analytics/track', {
    auth: creator.apiKey,
    json: { publicationId, idempotencyKey: `late-${publicationId}`, outcome },
  })
  expect(tracked).toMatchObject({
    status: 200,
    body: { publication: { state: 'published', url }, quota: { used: 1, held: 0 } },
  })
})

test('a creator who saw nothing there gets the upload back, and it may begin again', async () => {
  const { creator, input, publicationId } = await sent()
  await creator.key.publication.reserve.mutate(input)
  const answer = await api.rest('/api/v1/publications/resolve', {
    auth: creator.token,
    json: { publicationId, saw: { verdict: 'isNotThere' } },
  })
  expect(answer).toMatchObject({
    status: 200,
    body: {
      publication: { state: 'failed', reason: 'You looked: it is not there.', whoCanFix: 'you' },
      quota: { used: 0, held: 0 },
    },
  })
  expect(await creator.key.publication.reserve.mutate(input)).toMatchObject({
    publicationId,
    outcome: 'reserved',
    quota: { held: 1 },
  })
})

test('another channel that still needs the upload keeps it', async () => {
  const { creator, input, publicationId } = await sent()
  const tiktok = reservationFor(await api.connectionFor(creator, 'tiktok'))
  await creator.key.publication.reserve.mutate({ ...tiktok, video: input.video })
  await creator.key.publication.reserve.mutate(input)
  const saw = { verdict: 'isNotThere' } as const
  const { quota } = await creator.key.publication.resolve.mutate({ publicationId, saw })
  expect(quota).toMatchObject({ used: 0, held: 1 })
})

test('nobody decides about what a device is still sending, or has not begun', async () => {
  const { creator, publicationId } = await sent('youtube', 'confirming')
  const saw = { verdict: 'isNotThere' } as const
  const resolve = () => creator.browser.publication.resolve.mutate({ publicationId, saw })
  expect(await problemOf(resolve())).toMatchObject({
    code: 'conflict',
    detail: 'A device is still at it. Please look again in a while.',
  })
  now = new Date(now.getTime() + 16 * MINUTE_MS)
  expect(await resolve()).toMatchObject({ publication: { state: 'failed' } })
  const fresh = reservationFor(await api.connectionFor(creator, 'tiktok'))
  const reserved = await creator.key.publication.reserve.mutate(fresh)
  const early = creator.browser.publication.resolve.mutate({ ...reserved, saw })
  expect(await problemOf(early)).toMatchObject({ code: 'conflict' })
})

test('a device decides about its own doubts, not about those of another', async () => {
  const { creator, input, publicationId } = await sent()
  const laptop = await laptopOf(creator)
  await creator.key.publication.reserve.mutate(input)
  const saw = { verdict: 'isNotThere' } as const
  const others = laptop.publication.resolve.mutate({ publicationId, saw })
  expect(await problemOf(others)).toMatchObject({ code: 'conflict' })
  expect(await creator.key.publication.resolve.mutate({ publicationId, saw })).toMatchObject({
    publication: { state: 'failed' },
  })
})

test('what a removed device may have published waits for a person to look', async () => {
  const { creator, input, publicationId } = await sent('youtube', 'confirming')
  const laptop = await laptopOf(creator)
  const { device } = await creator.key.account.me.query()
  await creator.person.device.forget.mutate({ deviceId: device?.id ?? '' })
  expect(await laptop.publication.reserve.mutate(input)).toMatchObject({
    publicationId,
    outcome: 'inDoubt',
    quota: { held: 1 },
  })
  const saw = { verdict: 'isNotThere' } as const
  await creator.person.publication.resolve.mutate({ publicationId, saw })
  expect(await laptop.publication.reserve.mutate(input)).toMatchObject({ outcome: 'reserved' })
})

test('published is final: nobody can say afterwards that it is not there', async () => {
  const { creator, publicationId } = await sent()
  await creator.key.analytics.track.mutate({
    publicationId,
    idempotencyKey: `published-${publicationId}`,
    outcome: { state: 'published', remoteId: 'a', url: null, publishedAt: now.toISOString() },
  })
  const saw = { verdict: 'isNotThere' } as const
  const late = creator.person.publication.resolve.mutate({ publicationId, saw })
  expect(await problemOf(late)).toMatchObject({ code: 'conflict' })
})
