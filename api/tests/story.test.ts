import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Outcome, ReservePublication } from '../contract/index.ts'
import { MINUTE_MS } from '../src/lib/time.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { reservationFor } from './publishing.ts'
import { problemOf } from './refusal.ts'

let api: TestApi
let now = new Date('2026-11-22T12:00:00Z')

beforeAll(async () => {
  api = await startApi({ now: () => now })
}, START_MS)
afterAll(() => api.close())

/** A video on its way to one channel, and what its device and its owner do with it next. */
async function sending(more: Partial<ReservePublication> = {}) {
  const creator = await api.creator({ plan: 'pro' })
  const connection = await api.connectionFor(creator, 'youtube')
  const input = { ...reservationFor(connection), ...more }
  const { publicationId } = await creator.key.publication.reserve.mutate(input)
  const [video] = (await creator.person.analytics.videos.query({})).videos
  const later = () => {
    now = new Date(now.getTime() + MINUTE_MS)
    return now.toISOString()
  }
  return {
    creator,
    input,
    publicationId,
    row: video,
    later,
    async report(state: 'uploading' | 'confirming', percent: number) {
      await creator.key.publication.report.mutate({ publicationId, state, percent })
    },
    async track(outcome: Outcome) {
      const idempotencyKey = `key-${crypto.randomUUID()}`
      await creator.key.analytics.track.mutate({ idempotencyKey, publicationId, outcome })
    },
    async story() {
      const videoId = video?.id ?? ''
      const { publications, ...rest } = await creator.person.publication.story.query({ videoId })
      return { ...rest, ...publications[0], steps: publications[0]?.steps ?? [] }
    },
  }
}

const published = (): Outcome => ({
  state: 'published',
  remoteId: 'abc',
  url: 'https://youtu.be/abc',
  publishedAt: now.toISOString(),
})
const FAILED: Outcome = {
  state: 'failed',
  code: 'quotaExceeded',
  reason: 'The channel took no more today.',
  whoCanFix: 'wait',
}

test('every step is told, from when until when, and a failure with who can fix it', async () => {
  const { story, report, track, later, creator, input } = await sending()
  const reservedAt = now.toISOString()
  const uploadingAt = later()
  await report('uploading', 1)
  later()
  await report('uploading', 60)
  const confirmingAt = later()
  await report('confirming', 100)
  const failedAt = later()
  await track(FAILED)
  const againAt = later()
  await creator.key.publication.reserve.mutate(input)
  const liveAt = later()
  await track(published())
  const name = (await creator.person.device.list.query())[0]?.name ?? ''
  const told = { isSeen: false, device: { name }, code: null, reason: null, whoCanFix: null }
  const { code, reason, whoCanFix } = FAILED
  expect((await story()).steps).toMatchObject([
    { ...told, state: 'reserved', at: reservedAt, endedAt: uploadingAt },
    { ...told, state: 'uploading', at: uploadingAt, endedAt: confirmingAt },
    { ...told, state: 'confirming', at: confirmingAt, endedAt: failedAt },
    { ...told, state: 'failed', at: failedAt, endedAt: againAt, code, reason, whoCanFix },
    { ...told, state: 'reserved', at: againAt, endedAt: liveAt },
    { ...told, state: 'published', at: liveAt, endedAt: null },
  ])
})

test('a doubt that somebody ended by looking says so', async () => {
  const { story, report, track, later, creator, publicationId } = await sending()
  await report('uploading', 90)
  await track({ state: 'unknown', reason: 'The answer never came.' })
  later()
  const saw = { verdict: 'isNotThere' } as const
  await creator.person.publication.resolve.mutate({ publicationId, saw })
  expect((await story()).steps).toMatchObject([
    { state: 'reserved' },
    { state: 'uploading' },
    { state: 'unknown', isSeen: false, reason: 'The answer never came.' },
    { state: 'failed', isSeen: true, device: null, code: 'not_there', endedAt: null },
  ])
})

test('the words, the terms and what was changed in the file are kept as they were', async () => {
  const kept = {
    rendition: {
      kind: 'remux' as const,
      reasons: ['YouTube wants the index at the front; here it is at the end.'],
      sizeBytes: 11_000_000,
    },
    terms: {
      rule: {
        platform: 'youtube' as const,
        mode: 'automatic' as const,
        privacy: 'unlisted' as const,
      },
      choice: null,
    },
  }
  const { story, creator, input, row } = await sending(kept)
  const [device] = await creator.person.device.list.query()
  expect(await story()).toMatchObject({
    ...kept,
    fileName: input.video.fileName,
    sha256: input.video.sha256,
    words: input.metadata,
    device: { name: device?.name, isOnline: false },
  })
  const ids = { deviceId: device?.id, sha256: input.video.sha256 }
  expect(row).toMatchObject({ ...ids, publications: [{ deviceId: device?.id }] })
})

test('an older agent tells less, and then less is known', async () => {
  const { story } = await sending()
  expect(await story()).toMatchObject({ rendition: null, terms: null, previews: [] })
})

test('a computer that was removed is told no more, and what it did stays', async () => {
  const { story, creator } = await sending()
  const [device] = await creator.person.device.list.query()
  await creator.person.device.forget.mutate({ deviceId: device?.id ?? '' })
  const { steps, ...rest } = await story()
  expect(rest).toMatchObject({ device: null, deviceId: null })
  expect(steps).toMatchObject([{ state: 'reserved', device: null }])
})

test('over REST by its address; a stranger finds nothing there', async () => {
  const { creator, row } = await sending()
  const read = (it: Creator) => api.rest(`/api/v1/videos/${row?.id}`, { auth: it.apiKey })
  expect(await read(creator)).toMatchObject({ status: 200, body: { id: row?.id } })
  const stranger = await api.creator({ plan: 'pro' })
  expect((await read(stranger)).status).toBe(404)
  const unknown = stranger.person.publication.story.query({ videoId: row?.id ?? '' })
  expect(await problemOf(unknown)).toMatchObject({ code: 'not_found' })
})
