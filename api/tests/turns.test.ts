import { afterAll, beforeAll, expect, test } from 'bun:test'
import { HOUR_MS } from '../src/lib/time.ts'
import { expireSilentHolds } from '../src/publication/expire-holds.ts'
import { pacificMidnight } from '../src/publication/turn/turn.rules.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { reservationFor } from './publishing.ts'

let api: TestApi
let now = new Date('2026-11-22T12:00:00Z')
/** Each test has a day and a line of its own. */
const nextDay = async () => {
  now = new Date(now.getTime() + 24 * HOUR_MS)
  now.setUTCHours(12, 0)
  await api.db.deleteFrom('insert_turn').where('state', '=', 'waiting').execute()
}

beforeAll(async () => {
  api = await startApi({ now: () => now, env: { YOUTUBE_DAILY_INSERTS: '2' } })
}, START_MS)

afterAll(() => api.close())

async function creatorWithChannel() {
  const creator = await api.creator({ plan: 'pro' })
  const channel = await api.connectionFor(creator, 'youtube')
  const input = () => reservationFor(channel)
  return { creator, input }
}

const reserve = (creator: Creator, input: ReturnType<typeof reservationFor>) =>
  creator.key.publication.reserve.mutate(input)

async function takeAll() {
  const { creator, input } = await creatorWithChannel()
  const [a, b] = [await reserve(creator, input()), await reserve(creator, input())]
  expect([a.outcome, b.outcome]).toEqual(['reserved', 'reserved'])
  return { creator, input, a, b }
}

test('the third video of a two-a-day project waits for midnight in California', async () => {
  const { creator, input } = await takeAll()
  const third = input()
  const queued = await reserve(creator, third)
  const queue = { position: 1, nextTurnAt: '2026-11-23T08:00:00.000Z' }
  expect(queued).toMatchObject({ outcome: 'queued', queue, expiresAt: null, quota: { held: 2 } })
  const { publications } = await creator.key.publication.byContent.query({
    sha256: third.video.sha256,
  })
  expect(publications).toMatchObject([{ state: 'reserved', queue }])
  expect(await reserve(creator, third)).toEqual(queued)
  now = new Date(queue.nextTurnAt)
  expect(await reserve(creator, third)).toMatchObject({
    publicationId: queued.publicationId,
    outcome: 'reserved',
    queue: null,
    quota: { held: 3 },
  })
  const after = await creator.key.publication.byContent.query({ sha256: third.video.sha256 })
  expect(after.publications).toMatchObject([{ queue: null }])
})

test('other platforms know no such line', async () => {
  await nextDay()
  const { creator } = await takeAll()
  const tiktok = await api.connectionFor(creator, 'tiktok')
  expect(await reserve(creator, reservationFor(tiktok))).toMatchObject({ outcome: 'reserved' })
})

test('asking again for what is reserved, or under way, takes no second place', async () => {
  await nextDay()
  const { creator, input } = await creatorWithChannel()
  const first = input()
  const { publicationId } = await reserve(creator, first)
  await reserve(creator, first)
  await creator.key.publication.report.mutate({ publicationId, state: 'uploading', percent: 1 })
  const resumed = { ...first, knownAs: publicationId }
  expect(await reserve(creator, resumed)).toMatchObject({ outcome: 'reserved' })
  expect(await reserve(creator, input())).toMatchObject({ outcome: 'reserved' })
  expect(await reserve(creator, input())).toMatchObject({ outcome: 'queued' })
})

const failed = { state: 'failed', code: 'x', reason: 'No.', whoCanFix: 'you' } as const

test('what failed before it began gives its place back; what began has used it', async () => {
  await nextDay()
  const { creator, input, a, b } = await takeAll()
  await creator.key.publication.report.mutate({ ...a, state: 'uploading', percent: 1 })
  for (const { publicationId } of [a, b]) {
    const idempotencyKey = `failed-${publicationId}`
    await creator.key.analytics.track.mutate({ publicationId, idempotencyKey, outcome: failed })
  }
  expect(await reserve(creator, input())).toMatchObject({ outcome: 'reserved' })
  expect(await reserve(creator, input())).toMatchObject({ outcome: 'queued' })
})

test('a place whose device went silent before it began is free again', async () => {
  await nextDay()
  const { creator, input } = await takeAll()
  expect(await reserve(creator, input())).toMatchObject({ outcome: 'queued' })
  now = new Date(now.getTime() + HOUR_MS)
  await expireSilentHolds(api.deps)
  expect(await reserve(creator, input())).toMatchObject({ outcome: 'reserved' })
})

test('who has not asked for eight days stands in no line any more', async () => {
  await nextDay()
  const { creator, input } = await takeAll()
  const third = input()
  await reserve(creator, third)
  now = new Date(now.getTime() + 8 * 24 * HOUR_MS)
  await expireSilentHolds(api.deps)
  const { sha256 } = third.video
  const { publications } = await creator.key.publication.byContent.query({ sha256 })
  expect(publications).toMatchObject([{ state: 'reserved', queue: null }])
})

test('whoever waits and had less comes before whoever had more', async () => {
  await nextDay()
  const { creator, input } = await takeAll()
  const theirs = input()
  expect(await reserve(creator, theirs)).toMatchObject({ queue: { position: 1 } })
  const { creator: newcomer, input: newcomers } = await creatorWithChannel()
  const [first, second] = [newcomers(), newcomers()]
  expect(await reserve(newcomer, first)).toMatchObject({ queue: { position: 1 } })
  now = new Date(now.getTime() + 1)
  expect(await reserve(newcomer, second)).toMatchObject({ queue: { position: 3 } })
  now = pacificMidnight(now, 1)
  expect(await reserve(newcomer, second)).toMatchObject({ outcome: 'queued' })
  expect(await reserve(creator, theirs)).toMatchObject({ outcome: 'reserved' })
  expect(await reserve(newcomer, first)).toMatchObject({ outcome: 'reserved' })
})
