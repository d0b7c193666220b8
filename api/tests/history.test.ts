import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sql } from 'kysely'
import { type BestTimes, METRICS, type Platform } from '../contract/index.ts'
import { storeFigures } from '../src/analytics/figures.queries.ts'
import { viewsAtAge } from '../src/analytics/history/peers.queries.ts'
import { DAY_MS } from '../src/lib/time.ts'
import type { TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { seed } from './long-run.ts'
import { publishedOn } from './publishing.ts'
import { type Live, randomHistory } from './random-history.ts'
import { problemOf } from './refusal.ts'

const NOW = new Date('2026-11-22T12:00:00Z')
const ZONE = 'America/New_York'
let api: TestApi

beforeAll(async () => {
  api = await startApi({ now: () => NOW })
}, START_MS)
afterAll(() => api.close())

type Row = { platform: Platform; day: string; gained: number | null; late: number | null }

/** What a metric gained each day, from nothing but the raw snapshots. */
async function fromRaw(workspaceId: string, metric: string): Promise<Row[]> {
  const value = sql.ref(`s.${metric}`)
  const { rows } = await sql<Row>`
    with told as (
      select s.publication_id, p.platform, s.taken_at, ${value} as value,
        (s.taken_at at time zone ${ZONE})::date as day,
        (p.published_at at time zone ${ZONE})::date as published_on
      from snapshot s join publication p
        on p.workspace_id = s.workspace_id and p.publication_id = s.publication_id
      where s.workspace_id = ${workspaceId} and ${value} is not null
    ), gains as (
      select platform, day, value - coalesce(lag(value) over one, 0) as gain,
        day - coalesce(lag(day) over one, published_on) as days
      from told window one as (partition by publication_id order by taken_at)
    )
    select platform, day, (sum(gain) filter (where days <= 1))::bigint as gained,
      (sum(gain) filter (where days > 1))::bigint as late
    from gains group by platform, day order by platform, day`.execute(api.db)
  return rows
}

test('every number of a history is what the raw snapshots say', async () => {
  const creator = await randomHistory(api, { until: NOW, timeZone: ZONE })
  const { timeline, compare, topVideos, video, overview } = creator.person.analytics
  const all = await timeline.query({ period: 'all' })
  const month = await timeline.query({ period: '30d' })
  const { platforms } = await overview.query()
  const compared = await compare.query({ period: '30d' })
  const add = (values: (number | null)[]) => values.reduce<number>((a, b) => a + (b ?? 0), 0)
  for (const metric of METRICS) {
    const raw = await fromRaw(creator.workspaceId, metric)
    for (const { platform, days } of all.platforms) {
      const own = raw.filter(row => row.platform === platform)
      const shown = days
        .filter(it => it.gained[metric] !== null || it.late[metric] !== null)
        .map(it => ({ day: it.day, gained: it.gained[metric], late: it.late[metric] }))
      const wanted = own.map(({ day, gained, late }) => ({ day, gained, late }))
      expect({ seed, platform, metric, days: shown }).toEqual({
        ...{ seed, platform, metric, days: wanted },
      })
      const total = add(own.flatMap(row => [row.gained, row.late]))
      expect([seed, days.at(-1)?.total[metric]]).toEqual([seed, total])
      const newest = platforms.find(it => it.platform === platform)
      expect([seed, newest?.[metric]]).toEqual([seed, total])
      const short = month.platforms.find(it => it.platform === platform)?.days ?? []
      expect([seed, short]).toEqual([seed, days.slice(-short.length)])
      const side = compared.platforms.find(it => it.platform === platform)
      const within = ({ day }: { day: string }) => day >= compared.from && day <= compared.to
      const gained = add(own.filter(within).map(row => row.gained))
      expect([seed, side?.now.gained[metric] ?? 0]).toEqual([seed, gained])
      const { before } = compared
      const isBefore = ({ day }: Row) => before && day >= before.from && day <= before.to
      const earlier = add(own.filter(isBefore).map(row => row.gained))
      expect([seed, side?.before?.gained[metric] ?? 0]).toEqual([seed, earlier])
      expect([seed, side?.total[metric]]).toEqual([seed, total])
    }
  }
  const { rows: newest } = await sql<{ publication_id: string; views: number }>`
    select distinct on (publication_id) publication_id, views from snapshot
    where workspace_id = ${creator.workspaceId} and views is not null
    order by publication_id, taken_at desc`.execute(api.db)
  const top = await topVideos.query({ period: 'all', limit: 50 })
  const listed = top.platforms.flatMap(it => it.videos)
  expect(new Map(listed.map(it => [it.publicationId, it.figures.views]))).toEqual(
    new Map(newest.map(row => [row.publication_id, row.views])),
  )
  const [one] = listed
  const history = await video.query({ videoId: one?.videoId ?? '' })
  const shown = history.publications[0]?.days.filter(it => it.figures.views !== null)
  expect(shown?.at(-1)?.figures.views).toBe(one?.figures.views ?? null)
}, 60_000)

test('top videos are what raw snapshots say of those that went live in a period', async () => {
  const creator = await randomHistory(api, { until: NOW, timeZone: ZONE })
  const { compare, topVideos } = creator.person.analytics
  for (const period of ['7d', '30d', '90d'] as const) {
    const { from } = await compare.query({ period })
    const { platforms } = await topVideos.query({ period, limit: 3 })
    for (const { platform, videos } of platforms) {
      const { rows } = await sql<{ publicationId: string; views: number }>`
        select * from (
          select distinct on (s.publication_id) s.publication_id as "publicationId", s.views
          from publication p join snapshot s
            on s.workspace_id = p.workspace_id and s.publication_id = p.publication_id
          where p.workspace_id = ${creator.workspaceId} and p.platform = ${platform}
            and (p.published_at at time zone ${ZONE})::date >= ${from} and s.views is not null
          order by s.publication_id, s.taken_at desc
        ) newest order by views desc, "publicationId" limit 3`.execute(api.db)
      const shown = videos.map(({ publicationId, figures: { views } }) => ({
        publicationId,
        views,
      }))
      expect([seed, period, shown]).toEqual([seed, period, rows])
    }
  }
}, 60_000)

/** The hours of the week of a platform's videos, and their views a week later, of raw snapshots. */
async function slotsFromRaw(workspaceId: string, zone: string) {
  const { rows } = await sql<BestTimes['platforms'][number]['slots'][number]>`
    select extract(isodow from live)::int as weekday, extract(hour from live)::int as hour,
      count(*)::int as videos,
      percentile_cont(0.5) within group (order by views) as "medianViews"
    from (
      select distinct on (p.publication_id) p.published_at at time zone ${zone} as live, s.views
      from publication p join snapshot s
        on s.workspace_id = p.workspace_id and s.publication_id = p.publication_id
      where p.workspace_id = ${workspaceId} and p.platform = 'tiktok' and s.views is not null
        and (s.taken_at at time zone ${zone})::date
          = (p.published_at at time zone ${zone})::date + 7
      order by p.publication_id, s.taken_at desc
    ) told
    group by 1, 2 order by 1, 2`.execute(api.db)
  return rows
}

test('best times are what raw snapshots say, whatever moves a video’s seventh day', async () => {
  const creator = await randomHistory(api, { until: NOW, timeZone: ZONE })
  const { workspaceId } = creator
  const shown = async () => {
    const { platforms } = await creator.person.analytics.bestTimes.query({ platform: 'tiktok' })
    return [seed, platforms[0]?.slots]
  }
  const wanted = async () => [seed, await slotsFromRaw(workspaceId, ZONE)]
  const before = await wanted()
  expect(await shown()).toEqual(before)

  // A release from before tells of the seventh day, and this one of the eighth.
  const connection = await api.connectionFor(creator, 'tiktok')
  const at = new Date(NOW.getTime() - 10 * DAY_MS)
  const { publicationId } = await publishedOn(api, creator, { connection, at })
  const key = sql`where workspace_id = ${workspaceId} and publication_id = ${publicationId}`
  for (const day of [7, 8]) {
    const figures = { views: day, likes: null, comments: null, shares: null, next_at: NOW }
    const snapshots = [{ publication_id: publicationId, ...figures }]
    const takenAt = new Date(at.getTime() + day * DAY_MS)
    await storeFigures(api.db, workspaceId, { snapshots, takenAt })
    if (day === 7) await sql`update publication set week_views = null ${key}`.execute(api.db)
  }
  expect(await shown()).not.toEqual(before)
  expect(await shown()).toEqual(await wanted())

  await sql`update publication set published_at = published_at - interval '1 day' ${key}`.execute(
    api.db,
  )
  expect(await shown()).toEqual(await wanted())

  await creator.person.workspace.update.mutate({ timeZone: 'Pacific/Kiritimati' })
  const week = { platform: 'tiktok', ageDays: 7, now: NOW, most: 300 } as const
  const { platforms } = await creator.person.analytics.bestTimes.query({ platform: 'tiktok' })
  expect([seed, platforms[0]?.of]).toEqual([
    ...[seed, (await viewsAtAge(api.db, workspaceId, week)).length],
  ])
}, 60_000)

test('a video is held against its own kind at that age, but not where terms forbid', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const live = async (platform: Platform, views: number[]) => {
    const connection = await api.connectionFor(creator, platform)
    const made: Live[] = []
    for (const [n, count] of views.entries()) {
      const at = new Date(NOW.getTime() - (20 + n) * DAY_MS)
      const one = await publishedOn(api, creator, { connection, at })
      made.push(one)
      const none = { likes: null, comments: null, shares: null, next_at: NOW }
      const snapshot = { publication_id: one.publicationId, views: count, ...none }
      const takenAt = new Date(at.getTime() + 7 * DAY_MS)
      await storeFigures(api.db, creator.workspaceId, { snapshots: [snapshot], takenAt })
    }
    return made
  }
  const [mine] = await live('tiktok', [500, 10, 30, 20])
  const [theirs] = await live('youtube', [500, 10, 30, 20])
  const peersOf = async (of: Live | undefined) =>
    (await creator.person.analytics.video.query({ videoId: of?.videoId ?? '' })).publications[0]
      ?.peers
  expect(await peersOf(mine)).toEqual({ ageDays: 7, views: 500, median: 20, of: 3 })
  expect(await peersOf(theirs)).toBeNull()
  const best = await creator.person.analytics.bestTimes.query({})
  expect(best.leftOut).toEqual(['youtube'])
  const { of, slots } = best.platforms.find(it => it.platform === 'tiktok') ?? {}
  expect(of).toBe(4)
  expect(slots?.map(({ weekday, hour, medianViews }) => [weekday, hour, medianViews])).toEqual([
    [1, 12, 500],
    [5, 12, 20],
    [6, 12, 30],
    [7, 12, 10],
  ])
})

test('an export comes whole, in pieces, and runs nothing in a spreadsheet', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const connection = await api.connectionFor(creator, 'tiktok')
  const one = await publishedOn(api, creator, {
    ...{ connection, at: new Date(NOW.getTime() - DAY_MS), fileName: '=a "b".mp4' },
  })
  await sql`
    insert into snapshot_day
      (workspace_id, publication_id, taken_on, taken_at, views)
    select ${creator.workspaceId}::uuid, ${one.publicationId}::uuid, day::date, day, 5
    from generate_series('2020-01-01'::timestamptz, '2026-11-20', '1 day') day`.execute(api.db)
  await api.db
    .insertInto('channel_day')
    .values({
      ...{ workspace_id: creator.workspaceId, connection_id: connection.id },
      ...{ taken_on: '2020-01-01', videos: 1 },
    })
    .execute()
  const pieces: string[] = []
  let cursor: string | null | undefined
  do {
    const piece: { text: string; nextCursor: string | null } =
      await creator.person.analytics.export.query({ period: 'all', ...(cursor && { cursor }) })
    pieces.push(piece.text)
    cursor = piece.nextCursor
  } while (cursor)
  const lines = pieces.join('').trimEnd().split('\r\n')
  expect([pieces.length, lines.length]).toEqual([2, 2517])
  expect(new Set(lines).size).toBe(lines.length)
  expect(lines[1]).toStartWith(`2020-01-01,tiktok,`)
  expect(lines[1]).toContain(`,"'=a ""b"".mp4",`)
})

test('the free plan looks back thirty days, compares no more, and shows totals only', async () => {
  const creator = await api.creator()
  const { analytics } = creator.person
  expect((await analytics.compare.query({ period: '30d' })).before).toBeNull()
  expect(await problemOf(analytics.timeline.query({ period: '90d' }))).toMatchObject({
    code: 'plan_limit',
    detail: 'The Free plan shows the last 30 days. Pro shows all of them.',
  })
  for (const refused of [
    analytics.export.query({}),
    analytics.topVideos.query({}),
    analytics.bestTimes.query({}),
  ])
    expect(await problemOf(refused)).toMatchObject({ code: 'plan_limit' })
})
