import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sql } from 'kysely'
import { type Counts, METRICS, type Platform } from '../contract/index.ts'
import { storeFigures } from '../src/analytics/figures.queries.ts'
import { forgetFigures } from '../src/analytics/unconfirmed.queries.ts'
import { DAY_MS } from '../src/lib/time.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { chance, seed } from './long-run.ts'
import { publishedOn, sendingTo } from './publishing.ts'

const START = new Date('2026-08-01T00:00:00Z')
const ROUNDS = 30
let api: TestApi

beforeAll(async () => {
  api = await startApi()
}, START_MS)
afterAll(() => api.close())

type AddedUp = Counts & { platform: Platform; published: number; failed: number }

/** The overview from the rows themselves: states of publications, figures of raw snapshots. */
async function addedUp(workspaceId: string) {
  const newest = METRICS.map(
    it => sql`(select ${sql.ref(it)} from snapshot s
      where s.workspace_id = p.workspace_id and s.publication_id = p.publication_id
        and ${sql.ref(it)} is not null
      order by taken_at desc limit 1) as ${sql.ref(it)}`,
  )
  const { rows } = await sql<AddedUp>`
    select platform, (count(*) filter (where state = 'published'))::int as published,
      (count(*) filter (where state = 'failed'))::int as failed,
      ${sql.join(METRICS.map(it => sql`sum(${sql.ref(it)})::bigint as ${sql.ref(it)}`))}
    from (select p.platform, p.state, ${sql.join(newest)} from publication p
      where p.workspace_id = ${workspaceId}) p
    group by platform order by platform`.execute(api.db)
  const videos = await sql<{ n: number }>`
    select count(*)::int as n from video where workspace_id = ${workspaceId}`.execute(api.db)
  return { videos: videos.rows[0]?.n ?? 0, platforms: rows }
}

/** Days of channels whose running totals are not what the days up to them add up to. */
async function wrongDays(workspaceId: string) {
  const sums = METRICS.map(it => {
    const [now, late] = [sql.ref(it), sql.ref(`late_${it}`)]
    return sql`sum(case when coalesce(${now}, ${late}) is not null
      then coalesce(${now}, 0) + coalesce(${late}, 0) end) over one as ${sql.ref(`sum_${it}`)}`
  })
  const isWrong = METRICS.map(
    it => sql`${sql.ref(`total_${it}`)} is distinct from ${sql.ref(`sum_${it}`)}`,
  )
  const { rows } = await sql`
    select * from (
      select *, ${sql.join(sums)} from channel_day where workspace_id = ${workspaceId}
      window one as (partition by connection_id order by taken_on)
    ) d where ${sql.join(isWrong, sql` or `)}`.execute(api.db)
  return rows
}

async function shownTo({ person }: Creator) {
  const { videos, platforms } = await person.analytics.overview.query()
  const some = platforms.filter(it => it.published > 0 || it.failed > 0)
  return { videos, platforms: some.toSorted((a, b) => (a.platform < b.platform ? -1 : 1)) }
}

test('an overview is what its rows add up to, whatever happens at the same time', async () => {
  const random = chance()
  const roll = (below: number) => Math.floor(random() * below)
  const creator = await api.creator({ plan: 'pro' })
  const { workspaceId } = creator
  const videos: { publicationId: string; videoId: string }[] = []
  for (const platform of ['youtube', 'tiktok'] as const) {
    const connection = await api.connectionFor(creator, platform)
    for (let n = 0; n < 20; n += 1)
      videos.push(await publishedOn(api, creator, { connection, at: START }))
  }
  const one = () => videos[roll(videos.length)]?.publicationId ?? ''
  const figures = () => {
    const count = () => (roll(4) === 0 ? null : roll(1000))
    return { views: count(), likes: count(), comments: count(), shares: null, next_at: START }
  }
  for (let round = 1; round <= ROUNDS; round += 1) {
    const takenAt = new Date(START.getTime() + round * DAY_MS)
    const told = [0, 1, 2].map(part => ({
      // Around midnight, a channel's days come in any order.
      takenAt: new Date(takenAt.getTime() + part * DAY_MS),
      snapshots: videos
        .filter((_, at) => at % 3 === part)
        .map(({ publicationId }) => ({ publication_id: publicationId, ...figures() })),
    }))
    // Each part twice, as when two processes hold the same channel.
    const collects = [...told, ...told].map(it => () => storeFigures(api.db, workspaceId, it))
    const key = sql`where workspace_id = ${workspaceId} and publication_id = ${one()}`
    const state = ['published', 'failed', 'unknown', 'uploading'][roll(4)]
    const others = [
      () => sql`update publication set state = ${state} ${key}`.execute(api.db),
      () => sql`delete from publication ${key}`.execute(api.db),
      () =>
        sql`delete from video where workspace_id = ${workspaceId}
          and video_id = ${videos[roll(videos.length)]?.videoId ?? ''}`.execute(api.db),
      () => forgetFigures(api.db, { platform: 'youtube', before: takenAt }),
    ]
    const some = others.filter(() => roll(5) === 0)
    await Promise.all([...collects, ...some].map(work => work()))
    if (round % 5 > 0) continue
    expect({ seed, ...(await shownTo(creator)) }).toEqual({
      ...{ seed, ...(await addedUp(workspaceId)) },
    })
    expect({ seed, days: await wrongDays(workspaceId) }).toEqual({ seed, days: [] })
  }
}, 60_000)

test('who is in the middle of something holds up nobody else’s counting', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const connection = await api.connectionFor(creator, 'tiktok')
  const [one, other] = [
    await publishedOn(api, creator, { connection, at: START }),
    await publishedOn(api, creator, { connection, at: START }),
  ]
  const seen = (db: TestApi['db'], { publicationId }: typeof one, views: number) =>
    sql`update publication set views = ${views}
      where workspace_id = ${creator.workspaceId} and publication_id = ${publicationId}`.execute(db)
  await api.db.transaction().execute(async tx => {
    await seen(tx, one, 100)
    await seen(api.db, other, 7)
    await sendingTo(api, creator, connection)
    const { platforms } = await shownTo(creator)
    expect(platforms[0]?.views).toBe(7)
  })
  const { videos, platforms } = await shownTo(creator)
  expect([videos, platforms[0]?.views]).toEqual([3, 107])
})

test('a workspace that goes takes what was counted of it along', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const connection = await api.connectionFor(creator, 'tiktok')
  await publishedOn(api, creator, { connection, at: START })
  await sql`delete from workspace where workspace_id = ${creator.workspaceId}`.execute(api.db)
  const { rows } = await sql<{ published: number; videos: number }>`
    select (select sum(published)::int from publication_total
        where workspace_id = ${creator.workspaceId}) as published,
      (select sum(videos)::int from video_total
        where workspace_id = ${creator.workspaceId}) as videos`.execute(api.db)
  expect(rows).toEqual([{ published: 0, videos: 0 }])
})
