import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sql } from 'kysely'
import type { Connection } from '../contract/index.ts'
import { keepMonths } from '../src/analytics/keep-months.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../src/lib/time.ts'
import type { RemoteFigures } from '../src/outside/platforms/platform-access.ts'
import { keepRetention } from '../src/privacy/keep-retention.ts'
import { figuresRound } from './figures-round.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

let api: TestApi
let now = new Date('2026-11-02T12:00:00Z')

beforeAll(async () => {
  api = await startApi({ now: () => now })
}, START_MS)
afterAll(() => api.close())

const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}

interface Channel {
  creator: Creator
  connection: Connection
  /** What each question asked for. */
  asked: string[][]
  /** One round, at a platform that answers so. */
  round(answer: (remoteId: string) => Partial<RemoteFigures> | null | Error): Promise<void>
}

async function channelWith(count: number): Promise<Channel> {
  const creator = await api.creator({ plan: 'pro' })
  const connection = await api.connectionFor(creator, 'tiktok')
  const ids = { workspace: creator.workspaceId, connection: connection.id }
  await sql`
    with fresh as (select n, gen_random_uuid() as id from generate_series(1, ${count}::int) n),
    videos as (
      insert into video (workspace_id, video_id, sha256, file_name, size_bytes, duration_ms)
      select ${ids.workspace}::uuid, id, encode(sha256(id::text::bytea), 'hex'), 'a.mp4', 1, 1
      from fresh
    )
    insert into publication (workspace_id, publication_id, video_id, connection_id, platform,
      intent, metadata, state, remote_id, published_at)
    select ${ids.workspace}::uuid, id, id, ${ids.connection}::uuid, 'tiktok', 'publish', '{}',
      'published', lpad(n::text, 3, '0'), ${now}::timestamptz
    from fresh`.execute(api.db)
  const asked: string[][] = []
  const round: Channel['round'] = async answer => {
    const figures = async (_: string, remoteIds: string[]) => {
      asked.push(remoteIds)
      return remoteIds.flatMap(remoteId => {
        const found = answer(remoteId)
        if (found instanceof Error) throw found
        const none = { views: null, likes: null, comments: null, shares: null }
        return found ? [{ remoteId, ...none, ...found }] : []
      })
    }
    const accessTokenFor = async (of: { workspaceId: string }) =>
      of.workspaceId === creator.workspaceId ? 'a token' : null
    await figuresRound(api, figures, { accessTokenFor })
  }
  return { creator, connection, asked, round }
}

const daysOf = ({ connection }: Channel) =>
  api.db
    .selectFrom('channel_day')
    .select(['taken_on', 'videos', 'views', 'late_views', 'likes', 'late_likes'])
    .where('connection_id', '=', connection.id)
    .orderBy('taken_on')
    .execute()

test('a platform that is down is asked ever less, and its day is a gap, not a spike', async () => {
  const channel = await channelWith(1)
  await channel.round(() => ({ views: 10 }))
  later(DAY_MS)
  channel.asked.length = 0
  const end = now.getTime() + DAY_MS
  while (now.getTime() < end) {
    await channel.round(() => new Error('away'))
    later(5 * MINUTE_MS)
  }
  // 5, 10, 20 … minutes, then every six hours: of 288 rounds these few.
  expect(channel.asked.length).toBeLessThan(12)
  later(6 * HOUR_MS)
  await channel.round(() => ({ views: 500 }))
  const days = await daysOf(channel)
  expect(days).toMatchObject([
    { videos: 1, views: 10, late_views: null },
    { videos: 1, views: null, late_views: 490 },
  ])
  expect(days.map(day => day.taken_on)).toEqual(['2026-11-02', '2026-11-04'])
})

test('when half of a batch fails, the other half is kept and is not asked for again', async () => {
  const channel = await channelWith(30)
  const isSecond = () => channel.asked.length > 1
  await channel.round(() => (isSecond() ? new Error('enough') : { views: 1 }))
  expect(channel.asked.map(ids => ids.length)).toEqual([20, 10])
  expect(await daysOf(channel)).toMatchObject([{ videos: 20, views: 20 }])
  await channel.round(() => ({ views: 1 }))
  expect(channel.asked).toHaveLength(2)
  later(6 * MINUTE_MS)
  await channel.round(() => ({ views: 1 }))
  expect(channel.asked.slice(2).map(ids => ids.length)).toEqual([10])
  expect(channel.asked[2]).toEqual(channel.asked[1] ?? [])
  expect(await daysOf(channel)).toMatchObject([{ videos: 30, views: 30 }])
})

test('a deleted video is asked about less and less, and keeps what was known', async () => {
  const channel = await channelWith(1)
  await channel.round(() => ({ views: 7 }))
  channel.asked.length = 0
  for (let hour = 0; hour < 48; hour += 1) {
    later(HOUR_MS)
    await channel.round(() => null)
  }
  // After 1, 2, 4, 8 hours, and then a day and more.
  expect(channel.asked.length).toBeLessThan(6)
  expect(await daysOf(channel)).toMatchObject([{ videos: 1, views: 7 }])
})

test('a count that goes down is kept as told, one that disappears is a gap', async () => {
  const channel = await channelWith(1)
  await channel.round(() => ({ views: 100, likes: 10 }))
  later(DAY_MS)
  await channel.round(() => ({ views: 90, likes: null }))
  later(DAY_MS)
  await channel.round(() => ({ views: 95, likes: 30 }))
  expect(await daysOf(channel)).toMatchObject([
    { views: 100, likes: 10 },
    { views: -10, likes: null, late_likes: null },
    { views: 5, likes: null, late_likes: 20 },
  ])
  const taken = await api.db
    .selectFrom('snapshot')
    .innerJoin('publication', 'publication.publication_id', 'snapshot.publication_id')
    .where('connection_id', '=', channel.connection.id)
    .select(['snapshot.views', 'snapshot.likes'])
    .orderBy('taken_at')
    .execute()
  expect(taken).toEqual([
    { views: 100, likes: 10 },
    { views: 90, likes: null },
    { views: 95, likes: 30 },
  ])
})

test('what is too old goes, and nothing that lies at the same place of another month', async () => {
  const [kept] = await api.db.selectFrom('snapshot').selectAll().limit(1).execute()
  if (!kept) throw new Error('The tests before this one kept snapshots.')
  const count = async () =>
    (await api.db.selectFrom('snapshot').select('taken_at').execute()).length
  const before = await count()
  const old = { ...kept, taken_at: new Date(now.getTime() - 91 * DAY_MS) }
  await api.db.insertInto('snapshot').values(old).execute()
  await keepRetention(api.deps)
  expect(await count()).toBe(before)
})

test('what comes in a month that nobody made is kept, and old months go whole', async () => {
  const channel = await channelWith(1)
  now = new Date('2031-05-17T12:00:00Z')
  await channel.round(() => ({ views: 1 }))
  const parts = async () => {
    const { rows } = await sql<{ part: string; count: number }>`
      select tableoid::regclass::text as part, count(*)::int as count from snapshot
      group by 1 order by 1`.execute(api.db)
    return rows
  }
  expect((await parts()).map(({ part }) => part)).toContain('snapshot_month.rest')
  await keepMonths(api.deps)
  expect(await parts()).toEqual([{ part: 'snapshot_month.m203105', count: 1 }])
  await keepMonths(api.deps)
  expect(await parts()).toHaveLength(1)
})
