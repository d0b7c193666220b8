import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sql } from 'kysely'
import type { Creator, TestApi } from './harness.ts'
import { startApi } from './harness.ts'
import { PICTURE, reservationFor } from './publishing.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: races need a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const AT_ONCE = 50
const ROUNDS = 5
let api: TestApi

beforeAll(async () => {
  api = await startApi()
})

afterAll(() => api.close())

/** Each call travels alone: a batch would run on one request. */
const atOnce = <T>(send: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, send))

async function post(creator: Creator, path: string, json: object) {
  const { status, body } = await api.rest(`/api/v1${path}`, { auth: creator.apiKey, json })
  if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`)
  return body as Record<string, unknown>
}

async function rowsOf(creator: Creator) {
  const count = async (table: 'video' | 'publication' | 'reservation' | 'tracked') => {
    const rows = await api.db
      .selectFrom(table)
      .select('workspace_id')
      .where('workspace_id', '=', creator.workspaceId)
      .execute()
    return rows.length
  }
  const { rows } = await sql<{ used: number; held: number }>`
    select sum(used)::int as used, sum(held)::int as held from quota_usage
    where workspace_id = ${creator.workspaceId}`.execute(api.db)
  return {
    videos: await count('video'),
    publications: await count('publication'),
    reservations: await count('reservation'),
    tracked: await count('tracked'),
    ...rows[0],
  }
}

test('50 identical reservations at once are one publication and one upload', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const creator = await api.creator({ plan: 'pro' })
    const input = reservationFor(await api.connectionFor(creator, 'youtube'))
    const answers = await atOnce(() => post(creator, '/publications/reserve', input))
    expect(new Set(answers.map(answer => answer.publicationId)).size).toBe(1)
    expect(answers.every(answer => answer.outcome === 'reserved')).toBe(true)
    expect(await rowsOf(creator)).toMatchObject({
      videos: 1,
      publications: 1,
      reservations: 1,
      used: 0,
      held: 1,
    })
  }
}, 60_000)

test('50 identical outcomes at once count one upload; 49 are called repeats', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const creator = await api.creator({ plan: 'pro' })
    const input = reservationFor(await api.connectionFor(creator, 'youtube'))
    const { publicationId } = await post(creator, '/publications/reserve', input)
    const idempotencyKey = `published-${publicationId}`
    const sent = { idempotencyKey, publicationId, outcome: published() }
    const answers = await atOnce(() => post(creator, '/analytics/track', sent))
    expect(answers.filter(answer => answer.isRepeat === false)).toHaveLength(1)
    expect(await rowsOf(creator)).toMatchObject({
      tracked: 1,
      reservations: 1,
      used: 1,
      held: 0,
    })
  }
}, 60_000)

/** One video reserved at two connections, and a way to say how each one ended. */
async function twoPublications() {
  const creator = await api.creator({ plan: 'pro' })
  const input = reservationFor(await api.connectionFor(creator, 'youtube'))
  const tiktok = reservationFor(await api.connectionFor(creator, 'tiktok'))
  const reserved = await Promise.all([
    post(creator, '/publications/reserve', input),
    post(creator, '/publications/reserve', { ...tiktok, video: input.video }),
  ])
  const end = (index: 0 | 1, outcome: object) => {
    const { publicationId } = reserved[index]
    const idempotencyKey = `end-${publicationId}`
    return post(creator, '/analytics/track', { idempotencyKey, publicationId, outcome })
  }
  return { creator, end }
}

const failed = { state: 'failed', code: 'x', reason: 'No.', whoCanFix: 'you' }
const published = () => ({
  state: 'published',
  remoteId: 'abc',
  url: null,
  publishedAt: new Date().toISOString(),
})

test('a failure and a success of one video at once leave exactly one upload used', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { creator, end } = await twoPublications()
    await Promise.all([end(0, failed), end(1, published())])
    expect(await rowsOf(creator)).toMatchObject({ reservations: 1, used: 1, held: 0 })
  }
}, 60_000)

test('two failures of one video at once give its upload back', async () => {
  for (let round = 0; round < 4 * ROUNDS; round++) {
    const { creator, end } = await twoPublications()
    await Promise.all([end(0, failed), end(1, failed)])
    expect(await rowsOf(creator)).toMatchObject({ reservations: 1, used: 0, held: 0 })
  }
}, 60_000)

test('30 videos at once on a plan of ten: ten get in, a refusal leaves nothing', async () => {
  const creator = await api.creator({ plan: 'free' })
  const connection = await api.connectionFor(creator, 'instagram')
  const answers = await Promise.all(
    Array.from({ length: 30 }, () =>
      api.rest('/api/v1/publications/reserve', {
        auth: creator.apiKey,
        json: reservationFor(connection),
      }),
    ),
  )
  expect(answers.filter(answer => answer.status === 200)).toHaveLength(10)
  expect(answers.filter(answer => answer.status === 402)).toHaveLength(20)
  expect(await rowsOf(creator)).toMatchObject({
    videos: 10,
    publications: 10,
    reservations: 10,
    held: 10,
  })
})

/** A publication that its device has begun to send, and what was sent to reserve it. */
async function begun() {
  const creator = await api.creator({ plan: 'pro' })
  const input = reservationFor(await api.connectionFor(creator, 'tiktok'))
  const { publicationId } = await post(creator, '/publications/reserve', input)
  const progress = { publicationId, state: 'uploading', percent: 10 }
  await post(creator, '/publications/report', progress)
  return { creator, input, publicationId, progress }
}

const stateOf = async (creator: Creator) => {
  const found = api.db
    .selectFrom('publication')
    .select('state')
    .where('workspace_id', '=', creator.workspaceId)
  return (await found.executeTakeFirstOrThrow()).state
}

test('50 reservations at once of what a device forgot are one doubt and one upload', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { creator, input } = await begun()
    const answers = await atOnce(() => post(creator, '/publications/reserve', input))
    expect(new Set(answers.map(answer => answer.outcome))).toEqual(new Set(['inDoubt']))
    expect(await stateOf(creator)).toBe('unknown')
    expect(await rowsOf(creator)).toMatchObject({ reservations: 1, used: 0, held: 1 })
  }
}, 60_000)

test('a reservation, a report and a look at once end in one of their orders', async () => {
  for (let round = 0; round < 4 * ROUNDS; round++) {
    const { creator, input, publicationId, progress } = await begun()
    await post(creator, '/publications/reserve', input)
    const resolve = { publicationId, saw: { verdict: 'isNotThere' } }
    const send = (path: string, json: object) =>
      api.rest(`/api/v1${path}`, { auth: creator.apiKey, json })
    const answers = await Promise.all([
      send('/publications/resolve', resolve),
      send('/publications/report', progress),
      send('/publications/reserve', input),
      send('/publications/reserve', { ...input, knownAs: publicationId }),
    ])
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
    const state = await stateOf(creator)
    const { reservations, used, held } = await rowsOf(creator)
    expect({ state, used, held }).toEqual({ state, used: 0, held: state === 'failed' ? 0 : 1 })
    // Given back and taken again is two rows; more would be a second hold.
    expect(reservations).toBeLessThanOrEqual(2)
  }
}, 60_000)

test('50 looks at once that saw it live count one upload', async () => {
  const { creator, input, publicationId } = await begun()
  await post(creator, '/publications/reserve', input)
  const saw = { verdict: 'isLive', url: null }
  await atOnce(() => post(creator, '/publications/resolve', { publicationId, saw }))
  expect(await stateOf(creator)).toBe('published')
  expect(await rowsOf(creator)).toMatchObject({ reservations: 1, used: 1, held: 0 })
})

test('a picture that comes in while they are being switched off is not kept', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const { sha256 } = reservationFor(await api.connectionFor(creator, 'youtube')).video
  const send = () => creator.key.preview.send.mutate({ sha256, pictures: [PICTURE] })
  const sent = await api.db.transaction().execute(async tx => {
    const off = tx.updateTable('workspace').set({ share_previews: false })
    await off.where('workspace_id', '=', creator.workspaceId).execute()
    const sending = send()
    await Bun.sleep(100)
    return { sending }
  })
  expect(await sent.sending).toEqual({ outcome: 'notWanted' })
})
