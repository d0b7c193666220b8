import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Connection, ListVideos, Metadata, Outcome } from '../contract/index.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { reservationFor } from './publishing.ts'
import { problemOf } from './refusal.ts'

let api: TestApi
let creator: Creator
let youtube: Connection
let tiktok: Connection
let now = new Date('2026-11-22T12:00:00Z')
const FAILED: Outcome = { state: 'failed', code: 'x', reason: 'It broke.', whoCanFix: 'wait' }

beforeAll(async () => {
  api = await startApi({ now: () => now })
  creator = await api.creator({ plan: 'pro' })
  youtube = await api.connectionFor(creator, 'youtube')
  tiktok = await api.connectionFor(creator, 'tiktok')
  await reserve('banana.mp4', youtube, { title: 'Fruit of 100 %' })
  const failed = await reserve('Apple.mp4', tiktok, { title: '\nPips\nand peel' })
  const outcome = { publicationId: failed.publicationId, outcome: FAILED }
  await creator.key.analytics.track.mutate({ idempotencyKey: 'it-has-failed', ...outcome })
  // As a Mac stores it: the dots on their own.
  await reserve('Ru\u0308ben_100%.mp4', youtube, { title: 'Beets' })
  await reserve('cherry.mp4', tiktok, { title: 'Stones' })
}, START_MS)

afterAll(() => api.close())

function reserve(fileName: string, connection: Connection, { title }: { title: string }) {
  now = new Date(now.getTime() + 1000)
  const { platform } = connection
  const metadata: Metadata =
    platform === 'youtube'
      ? { platform, title, description: '', tags: [] }
      : { platform: 'tiktok', caption: title }
  const input = reservationFor(connection)
  const video = { ...input.video, fileName }
  return creator.key.publication.reserve.mutate({ ...input, video, metadata })
}

async function list(asked: ListVideos) {
  const { videos } = await creator.person.analytics.videos.query(asked)
  return videos.map(video => video.fileName.normalize())
}

test('a part of a name or of a title finds a video, in capitals or not', async () => {
  expect(await list({ search: ' BAN' })).toEqual(['banana.mp4'])
  expect(await list({ search: 'rüben' })).toEqual(['Rüben_100%.mp4'])
  expect(await list({ search: '100 %' })).toEqual(['banana.mp4'])
  expect(await list({ search: 'pips' })).toEqual(['Apple.mp4'])
  // A title is the first line only; nothing in a search is a sign for "anything".
  expect(await list({ search: '_' })).toEqual(['Rüben_100%.mp4'])
  for (const search of ['peel', 'b%', 'no such']) expect(await list({ search })).toEqual([])
  expect(await list({ search: '  ' })).toHaveLength(4)
})

test('filters narrow the list to what one publication is altogether', async () => {
  expect(await list({ platform: 'tiktok' })).toEqual(['cherry.mp4', 'Apple.mp4'])
  expect(await list({ connectionId: youtube.id, search: 'MP4' })).toHaveLength(2)
  expect(await list({ state: 'failed' })).toEqual(['Apple.mp4'])
  expect(await list({ state: 'failed', platform: 'youtube' })).toEqual([])
  const both = reservationFor(tiktok)
  const elsewhere = { ...reservationFor(youtube), video: { ...both.video, fileName: 'two.mp4' } }
  now = new Date(now.getTime() + 1000)
  await creator.key.publication.reserve.mutate(elsewhere)
  const { publicationId } = await creator.key.publication.reserve.mutate(both)
  const ended = { idempotencyKey: 'failed-on-one', publicationId, outcome: FAILED }
  await creator.key.analytics.track.mutate(ended)
  expect(await list({ state: 'failed', platform: 'tiktok' })).toEqual(['two.mp4', 'Apple.mp4'])
  expect(await list({ state: 'failed', platform: 'youtube' })).toEqual([])
})

test('pages follow each other in every order, over REST with every filter', async () => {
  const whole: Record<string, string[]> = {}
  for (const sort of ['newest', 'oldest', 'name'] as const) {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const asked = { limit: '1', sort, search: 'mp4', platform: 'tiktok' }
      const query = new URLSearchParams({ ...asked, ...(cursor && { cursor }) })
      const { body } = await api.rest(`/api/v1/analytics/videos?${query}`, { auth: creator.token })
      const page = body as { videos: { fileName: string }[]; nextCursor: string | null }
      seen.push(...page.videos.map(video => video.fileName))
      cursor = page.nextCursor
    } while (cursor)
    whole[sort] = seen
  }
  expect(whole.name).toEqual(['Apple.mp4', 'cherry.mp4', 'two.mp4'])
  expect(whole.oldest).toEqual(whole.name ?? [])
  expect(whole.newest).toEqual(whole.oldest?.toReversed() ?? [])
})

test("another workspace's videos, channels and places lead nowhere", async () => {
  const stranger = (await api.creator({ plan: 'pro' })).person.analytics.videos
  expect((await stranger.query({ search: 'mp4' })).videos).toEqual([])
  const theirs = stranger.query({ connectionId: tiktok.id })
  expect(await problemOf(theirs)).toMatchObject({ code: 'not_found' })
  const { nextCursor } = await creator.person.analytics.videos.query({ limit: 1, sort: 'name' })
  const cursor = nextCursor ?? ''
  expect((await stranger.query({ sort: 'name', cursor })).videos).toEqual([])
  const wrong = stranger.query({ search: 'a\u0000b' })
  expect(await problemOf(wrong)).toMatchObject({ code: 'invalid' })
})
