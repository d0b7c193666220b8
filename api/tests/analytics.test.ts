import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Connection, Outcome, PlanName, Platform } from '../contract/index.ts'
import { PLATFORMS } from '../contract/index.ts'
import { DAY_MS, HOUR_MS } from '../src/lib/time.ts'
import type { RemoteFigures } from '../src/outside/platforms/platform-access.ts'
import { expireHolds } from '../src/plan/quota.queries.ts'
import { figuresRound } from './figures-round.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { reservationFor } from './publishing.ts'
import { problemOf } from './refusal.ts'

let api: TestApi
let now = new Date('2026-11-22T12:00:00Z')

beforeAll(async () => {
  api = await startApi({ now: () => now })
}, START_MS)

afterAll(() => api.close())

const published = (remoteId = 'abc'): Outcome => ({
  state: 'published',
  remoteId,
  url: `https://youtu.be/${remoteId}`,
  publishedAt: now.toISOString(),
})
const failed: Outcome = { state: 'failed', code: 'x', reason: 'It broke.', whoCanFix: 'wait' }
const unknown: Outcome = { state: 'unknown', reason: 'The answer never came.' }

async function creatorWith(plan: PlanName, platform: Platform = 'youtube') {
  const creator = await api.creator({ plan })
  return { creator, connection: await api.connectionFor(creator, platform) }
}

const reserve = (creator: Creator, connection: Connection) =>
  creator.key.publication.reserve.mutate(reservationFor(connection))

const track = (creator: Creator, publicationId: string, outcome: Outcome) =>
  trackAs(creator, `key-${crypto.randomUUID()}`, { publicationId, outcome })

const trackAs = (
  creator: Creator,
  idempotencyKey: string,
  ended: { publicationId: string; outcome: Outcome },
) => creator.key.analytics.track.mutate({ idempotencyKey, ...ended })

async function publish(creator: Creator, connection: Connection, remoteId: string) {
  const { publicationId } = await reserve(creator, connection)
  await track(creator, publicationId, published(remoteId))
  return publicationId
}

test('an outcome sent twice is recorded once, and the second answer says so', async () => {
  const { creator, connection } = await creatorWith('free')
  const { publicationId } = await reserve(creator, connection)
  const send = () => trackAs(creator, 'one-and-the-same', { publicationId, outcome: published() })
  const first = await send()
  expect(first).toMatchObject({
    isRepeat: false,
    quota: { used: 1, held: 0, remaining: 9 },
    publication: { state: 'published', percent: 100, url: 'https://youtu.be/abc' },
  })
  expect(await send()).toEqual({ ...first, isRepeat: true })
})

test('a device whose clock runs ahead publishes nothing in the future', async () => {
  const { creator, connection } = await creatorWith('free')
  const { publicationId } = await reserve(creator, connection)
  const outcome = { ...published(), publishedAt: '2063-04-05T00:00:00Z' }
  const { publication } = await track(creator, publicationId, outcome)
  expect(publication.publishedAt).toBe(now.toISOString())
})

test('the same key with another outcome is a conflict', async () => {
  const { creator, connection } = await creatorWith('free')
  const { publicationId } = await reserve(creator, connection)
  await trackAs(creator, 'used-for-unknown', { publicationId, outcome: unknown })
  const other = trackAs(creator, 'used-for-unknown', {
    publicationId,
    outcome: published(),
  })
  expect(await problemOf(other)).toMatchObject({ code: 'conflict', status: 409 })
})

test('published is final: a later failure is a conflict and changes nothing', async () => {
  const { creator, connection } = await creatorWith('free')
  const { publicationId } = await reserve(creator, connection)
  await track(creator, publicationId, published())
  expect(await problemOf(track(creator, publicationId, failed))).toMatchObject({ code: 'conflict' })
  const elsewhere = track(creator, publicationId, published('another'))
  expect(await problemOf(elsewhere)).toMatchObject({ code: 'conflict' })
  const { publications, quota } = await creator.person.analytics.overview.query()
  expect(publications).toMatchObject({ published: 1, failed: 0 })
  expect(quota).toMatchObject({ used: 1, held: 0 })
})

test('a video that fails everywhere costs nothing; a success anywhere costs one', async () => {
  const { creator, connection } = await creatorWith('pro')
  const tiktok = await api.connectionFor(creator, 'tiktok')
  const input = reservationFor(connection)
  const one = await creator.key.publication.reserve.mutate(input)
  const other = await creator.key.publication.reserve.mutate({
    ...reservationFor(tiktok),
    video: input.video,
  })
  const halfway = await track(creator, one.publicationId, failed)
  expect(halfway.quota).toMatchObject({ used: 0, held: 1 })
  const over = await track(creator, other.publicationId, failed)
  expect(over.quota).toMatchObject({ used: 0, held: 0 })
  const late = await track(creator, other.publicationId, published())
  expect(late.quota).toMatchObject({ used: 1, held: 0 })
  const both = await track(creator, one.publicationId, published())
  expect(both.quota).toMatchObject({ used: 1, held: 0 })
})

test('an old outcome repeated after a newer one changes nothing and is no conflict', async () => {
  const { creator, connection } = await creatorWith('free')
  const { publicationId } = await reserve(creator, connection)
  const first = () => trackAs(creator, 'was-unknown', { publicationId, outcome: unknown })
  await first()
  await track(creator, publicationId, published())
  expect(await first()).toMatchObject({ isRepeat: true, publication: { state: 'published' } })
})

test('a device that lost its publication to another may not call it failed', async () => {
  const { creator, connection } = await creatorWith('free')
  const { publicationId } = await reserve(creator, connection)
  const otherDeviceId = crypto.randomUUID()
  await api.db
    .insertInto('device')
    .values({ workspace_id: creator.workspaceId, device_id: otherDeviceId, name: 'Other' })
    .execute()
  await api.db
    .updateTable('publication')
    .set({ device_id: otherDeviceId })
    .where('publication_id', '=', publicationId)
    .execute()
  expect(await problemOf(track(creator, publicationId, failed))).toMatchObject({ code: 'conflict' })
  const news = await track(creator, publicationId, published())
  expect(news.publication.state).toBe('published')
})

test('an unknown end keeps the upload held until it is known', async () => {
  const { creator, connection } = await creatorWith('free')
  const { publicationId } = await reserve(creator, connection)
  const answer = await track(creator, publicationId, unknown)
  expect(answer).toMatchObject({ quota: { held: 1 }, publication: { state: 'unknown' } })
  await expireHolds(api.db, new Date(now.getTime() + 3 * DAY_MS))
  const { quota } = await creator.key.analytics.overview.query()
  expect(quota).toMatchObject({ held: 1 })
  const resolved = await track(creator, publicationId, published())
  expect(resolved).toMatchObject({ quota: { used: 1, held: 0 }, publication: { reason: null } })
})

test('a link that could run a script is refused by its field', async () => {
  const { creator, connection } = await creatorWith('free')
  const { publicationId } = await reserve(creator, connection)
  const outcome: Outcome = {
    state: 'published',
    remoteId: 'abc',
    url: 'javascript:alert(1)',
    publishedAt: now.toISOString(),
  }
  const { status, body } = await api.rest('/api/v1/analytics/track', {
    auth: creator.apiKey,
    json: { idempotencyKey: 'a-bad-link', publicationId, outcome },
  })
  expect(status).toBe(400)
  expect(body).toMatchObject({ code: 'invalid', fields: { 'outcome.url': expect.any(String) } })
})

test('pages of videos miss none and repeat none, newest first', async () => {
  const { creator, connection } = await creatorWith('pro')
  for (let i = 0; i < 7; i++) {
    // Pairs share an instant, so the order within it matters too.
    if (i % 2 === 0) now = new Date(now.getTime() + 1)
    await publish(creator, connection, `remote-${i}`)
  }
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query = new URLSearchParams({ limit: '3', ...(cursor && { cursor }) })
    const { body } = await api.rest(`/api/v1/analytics/videos?${query}`, { auth: creator.token })
    const page = body as { videos: { id: string; foundAt: string }[]; nextCursor: string | null }
    seen.push(...page.videos.map(video => `${video.foundAt} ${video.id}`))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toHaveLength(7)
  expect(seen).toEqual([...new Set(seen)].sort().reverse())
})

test('of what changed, exactly that is told, with every place it went', async () => {
  const { creator, connection } = await creatorWith('pro')
  for (const remoteId of ['still', 'moving']) await publish(creator, connection, remoteId)
  const { analytics } = creator.person
  const [newest] = (await analytics.videos.query({})).videos
  const publicationIds = newest?.publications.map(({ id }) => id) ?? []
  expect<unknown>(await analytics.changed.query({ publicationIds })).toEqual({ videos: [newest] })
})

test('a cursor that we never gave out is refused', async () => {
  const { creator } = await creatorWith('pro')
  for (const cursor of ['x', 'null', '💥', '%00']) {
    const page = creator.person.analytics.videos.query({ cursor })
    expect(await problemOf(page)).toMatchObject({ code: 'invalid', status: 400 })
  }
})

test('the free plan shows 30 days and no figures of a single video; Pro shows all', async () => {
  const { creator, connection } = await creatorWith('free')
  await publish(creator, connection, 'old')
  now = new Date(now.getTime() + 31 * DAY_MS)
  await publish(creator, connection, 'new')
  await collect({ new: 100 })
  const first = await creator.key.analytics.videos.query({})
  expect(first.videos).toMatchObject([{ publications: [{ figures: null }] }])
  const totals = await creator.key.analytics.platforms.query()
  expect(totals.platforms[0]).toMatchObject({ platform: 'youtube', published: 1, views: 100 })
  await toPlan(creator, 'pro')
  const all = await creator.key.analytics.videos.query({})
  expect(all.videos).toHaveLength(2)
  expect(all.videos[0]?.publications[0]?.figures).toMatchObject({ views: 100, shares: null })
  expect((await creator.key.analytics.overview.query()).since).toBeNull()
})

test("each platform keeps its own figures, and a stranger's are not in them", async () => {
  const { creator, connection } = await creatorWith('pro')
  const tiktok = await api.connectionFor(creator, 'tiktok')
  await publish(creator, connection, 'y1')
  await publish(creator, connection, 'y2')
  await publish(creator, tiktok, 't1')
  const { creator: stranger, connection: theirs } = await creatorWith('pro')
  await publish(stranger, theirs, 's1')
  await collect({ y1: 5, y2: 7, t1: 1000, s1: 40 })
  const { platforms } = await creator.person.analytics.overview.query()
  const figures = Object.fromEntries(platforms.map(it => [it.platform, it]))
  expect(figures).toMatchObject({
    youtube: { published: 2, views: 12 },
    instagram: { published: 0, views: null },
    tiktok: { published: 1, views: 1000 },
  })
})

test('newer figures of the same day replace the older ones; each is kept as taken', async () => {
  const { creator, connection } = await creatorWith('pro')
  const publicationId = await publish(creator, connection, 'grows')
  await collect({ grows: 1 })
  now = new Date(now.getTime() + HOUR_MS)
  await collect({ grows: 9 })
  const { platforms } = await creator.key.analytics.platforms.query()
  expect(platforms[0]).toMatchObject({ views: 9 })
  const count = async (table: 'snapshot' | 'snapshot_day') =>
    (
      await api.db
        .selectFrom(table)
        .select('views')
        .where('publication_id', '=', publicationId)
        .execute()
    ).length
  expect([await count('snapshot'), await count('snapshot_day')]).toEqual([2, 1])
})

test('one platform that is down does not keep the others from their figures', async () => {
  const { creator, connection } = await creatorWith('pro')
  const tiktok = await api.connectionFor(creator, 'tiktok')
  await publish(creator, connection, 'broken')
  await publish(creator, tiktok, 'fine')
  await collect({ broken: new Error('YouTube is away'), fine: 3 })
  const { platforms } = await creator.person.analytics.platforms.query()
  const views = PLATFORMS.map(it => (it === 'tiktok' ? 3 : null))
  expect(platforms.map(it => it.views)).toEqual(views)
  expect(api.logged.some(line => line.includes('YouTube is away'))).toBe(true)
})

async function toPlan(creator: Creator, plan: PlanName) {
  await api.db
    .updateTable('workspace')
    .set({ plan })
    .where('workspace_id', '=', creator.workspaceId)
    .execute()
}

/** One round of the job, at platforms that count these views. */
function collect(views: Record<string, number | Error>): Promise<void> {
  const figures = async (_: string, ids: string[]): Promise<RemoteFigures[]> =>
    ids.flatMap(remoteId => {
      const count = views[remoteId]
      if (count instanceof Error) throw count
      return count === undefined
        ? []
        : [{ remoteId, views: count, likes: 1, comments: 0, shares: null }]
    })
  return figuresRound(api, figures)
}
