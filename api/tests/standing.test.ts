/** What becomes of a video at its platform once it is live, as the rounds of figures notice it. */
import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Platform } from '../contract/index.ts'
import { forgetUnconfirmed } from '../src/analytics/forget-unconfirmed.ts'
import { DAY_MS, HOUR_MS } from '../src/lib/time.ts'
import type { RemoteFigures } from '../src/outside/platforms/platform-access.ts'
import { figuresRound } from './figures-round.ts'
import { START_MS, startApi, type TestApi } from './harness.ts'
import { publishedOn } from './publishing.ts'

const START = new Date('2026-11-02T12:00:00Z')
let api: TestApi
let now = START

beforeAll(async () => {
  api = await startApi({ now: () => now })
}, START_MS)
afterAll(() => api.close())

const NONE = { likes: null, comments: null, shares: null }

/** One video on a channel, and rounds in which the platform says this of it, or nothing. */
async function liveOn(platform: Platform) {
  const creator = await api.creator({ plan: 'pro' })
  const connection = await api.connectionFor(creator, platform)
  const { publicationId, videoId } = await publishedOn(api, creator, { connection, at: now })
  const round = async (told: Partial<RemoteFigures> | null) => {
    now = new Date(now.getTime() + 8 * HOUR_MS)
    const figures = async (_: string, ids: string[]) =>
      told ? ids.map(remoteId => ({ remoteId, views: 1, ...NONE, ...told })) : []
    const accessTokenFor = async (of: { workspaceId: string }) =>
      of.workspaceId === creator.workspaceId ? 'a token' : null
    await figuresRound(api, figures, { accessTokenFor })
  }
  const { analytics, publication } = creator.key
  const hidden = async () => {
    const { videos } = await analytics.videos.query({ state: 'hidden' })
    const { publications } = await publication.story.query({ videoId })
    const [listed] = videos.map(video => video.publications[0]?.hidden)
    expect(listed ?? null).toEqual(publications[0]?.hidden ?? null)
    return listed ?? null
  }
  return { creator, connection, publicationId, round, hidden }
}

test('a video that was deleted there is noticed, and so is that it is back', async () => {
  const { round, hidden } = await liveOn('tiktok')
  await round({ views: 7 })
  expect(await hidden()).toBeNull()
  await round(null)
  // One answer may lack what is there.
  expect(await hidden()).toBeNull()
  await round(null)
  expect(await hidden()).toEqual({ how: 'missing', since: now.toISOString() })
  await round(null)
  now = new Date(now.getTime() + DAY_MS)
  await round({ views: 9 })
  expect(await hidden()).toBeNull()
})

test('a video that was made private is noticed, but not one that always was', async () => {
  const { round, hidden } = await liveOn('youtube')
  await round({ standing: 'private' })
  expect(await hidden()).toBeNull()
  await round({})
  await round({ standing: 'private' })
  expect(await hidden()).toEqual({ how: 'private', since: now.toISOString() })
  await round({ standing: 'rejected' })
  expect(await hidden()).toMatchObject({ how: 'rejected' })
})

async function rowsOf(workspaceId: string): Promise<number[]> {
  const tables = ['snapshot', 'snapshot_day', 'channel_day'] as const
  const counts = tables.map(async table => {
    const all = api.db.selectFrom(table).where('workspace_id', '=', workspaceId)
    return (await all.selectAll().execute()).length
  })
  return Promise.all(counts)
}

test('what YouTube confirmed for thirty days no more is forgotten, and nothing else', async () => {
  const theirs = await liveOn('youtube')
  const others = await liveOn('tiktok')
  await theirs.round({ views: 40 })
  await others.round({ views: 50 })
  const figures = async ({ creator }: typeof theirs) => {
    const { videos } = await creator.key.analytics.videos.query({})
    return videos[0]?.publications[0]?.figures?.views ?? null
  }
  now = new Date(now.getTime() + 29 * DAY_MS)
  await forgetUnconfirmed(api.deps)
  expect(await figures(theirs)).toBe(40)
  now = new Date(now.getTime() + 2 * DAY_MS)
  expect(await forgetUnconfirmed(api.deps)).toBeGreaterThan(0)
  expect([await figures(theirs), await figures(others)]).toEqual([null, 50])
  expect(await rowsOf(theirs.creator.workspaceId)).toEqual([0, 0, 0])
  expect(await rowsOf(others.creator.workspaceId)).toEqual([1, 1, 1])
  const { platforms } = await theirs.creator.key.analytics.platforms.query()
  expect(platforms.find(it => it.platform === 'youtube')?.views).toBeNull()
})
