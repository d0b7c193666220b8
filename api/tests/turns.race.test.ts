import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sql } from 'kysely'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { reservationFor } from './publishing.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: races need a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const WORKSPACES = 20
const EACH = 10
const LIMIT = 100
let api: TestApi
let now = new Date('2026-11-22T12:00:00Z')

beforeAll(async () => {
  api = await startApi({ now: () => now, env: { YOUTUBE_DAILY_INSERTS: String(LIMIT) } })
}, START_MS)

afterAll(() => api.close())

type Ask = { creator: Creator; input: ReturnType<typeof reservationFor> }

async function everyonesAsks(): Promise<Ask[]> {
  const all: Ask[][] = []
  for (let i = 0; i < WORKSPACES; i++) {
    const creator = await api.creator({ plan: 'pro' })
    const channel = await api.connectionFor(creator, 'youtube')
    all.push(Array.from({ length: EACH }, () => ({ creator, input: reservationFor(channel) })))
  }
  return all.flat()
}

/** Everyone at once; how many each workspace got. */
async function askAtOnce(asks: Ask[]) {
  const got = new Map(asks.map(({ creator }) => [creator.workspaceId, 0]))
  const outcomes = await Promise.all(
    asks.map(async ({ creator, input }) => {
      const { outcome } = await creator.key.publication.reserve.mutate(input)
      const before = got.get(creator.workspaceId) ?? 0
      if (outcome === 'reserved') got.set(creator.workspaceId, before + 1)
      return outcome
    }),
  )
  const left = asks.filter((_, index) => outcomes[index] !== 'reserved')
  const wanting = left.map(({ creator }) => got.get(creator.workspaceId) ?? 0)
  return { shares: [...got.values()], wanting, left }
}

const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0)

async function counted(day: string) {
  const { rows } = await sql<{ taken: number; turns: number }>`
    select taken, (
      select count(*)::int from insert_turn t
      where t.taken_on = d.taken_on and t.state in ('taken', 'begun')
    ) as turns
    from insert_day d where taken_on = ${day}::date`.execute(api.db)
  return rows[0]
}

test('200 at once from 20 workspaces: exactly the limit, and evenly shared', async () => {
  const asks = await everyonesAsks()
  const first = await askAtOnce(asks)
  expect(sum(first.shares)).toBe(LIMIT)
  expect(await counted('2026-11-22')).toEqual({ taken: LIMIT, turns: LIMIT })

  // More people join the line, so that everyone wants more than a share when the day begins.
  now = new Date('2026-11-22T13:00:00Z')
  const more = await everyonesAsks()
  expect(sum((await askAtOnce(more)).shares)).toBe(0)
  now = new Date('2026-11-23T08:00:00Z')
  const { shares, wanting } = await askAtOnce([...first.left, ...more])
  expect(sum(shares)).toBe(LIMIT)
  // Whoever wanted no more has less; of those who still wait nobody is behind by two.
  expect(Math.max(...shares) - Math.min(...wanting)).toBeLessThanOrEqual(1)
  expect(await counted('2026-11-23')).toEqual({ taken: LIMIT, turns: LIMIT })
}, 120_000)

test('takes and returns at once keep the count of the day equal to its turns', async () => {
  now = new Date('2026-12-01T12:00:00Z')
  const asks = (await everyonesAsks()).slice(0, 60)
  await askAtOnce(asks)
  const rows = await api.db
    .selectFrom('insert_turn')
    .select(['workspace_id', 'publication_id'])
    .where('state', '=', 'taken')
    .where('taken_at', '=', now)
    .execute()
  const failed = { state: 'failed', code: 'x', reason: 'No.', whoCanFix: 'you' } as const
  const keys = new Map(asks.map(({ creator }) => [creator.workspaceId, creator.key]))
  const returns = rows.map(({ workspace_id, publication_id }) =>
    keys.get(workspace_id)?.analytics.track.mutate({
      publicationId: publication_id,
      idempotencyKey: `failed-${publication_id}`,
      outcome: failed,
    }),
  )
  const again = asks.map(({ creator, input }) => creator.key.publication.reserve.mutate(input))
  await Promise.all([...returns, ...again])
  const day = await counted('2026-12-01')
  expect(day?.taken).toBe(day?.turns ?? -1)
  expect(day?.taken).toBeLessThanOrEqual(LIMIT)
}, 120_000)
