import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { sql } from 'kysely'
import type { PlanName } from '../contract/index.ts'
import { newId } from '../src/lib/id.ts'
import { HOUR_MS } from '../src/lib/time.ts'
import {
  commitUpload,
  expireHolds,
  extendHold,
  giveBackUpload,
  readQuota,
  reserveUpload,
} from '../src/plan/quota.queries.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: races need a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const now = new Date('2026-11-15T12:00:00Z')
const later = new Date(now.getTime() + HOUR_MS)
let database: TestDatabase
let workspaceId: string

beforeAll(async () => {
  database = await testDatabase()
})

afterAll(() => database.close())

beforeEach(async () => {
  workspaceId = newId()
  await database.db
    .insertInto('workspace')
    .values({ workspace_id: workspaceId, name: 'Race' })
    .execute()
})

async function videos(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId)
  await sql`
    insert into video (workspace_id, video_id, sha256, file_name, size_bytes, duration_ms)
    select ${workspaceId}::uuid, id, encode(sha256(id::text::bytea), 'hex'), 'a.mp4', 1, 1
    from unnest(${ids}::uuid[]) as id`.execute(database.db)
  return ids
}

const reserve = (videoId: string) =>
  reserveUpload(database.db, { workspaceId, videoId, now, expiresAt: later })

const onPlan = (plan: PlanName) =>
  database.db
    .updateTable('workspace')
    .set({ plan })
    .where('workspace_id', '=', workspaceId)
    .execute()

async function counted() {
  const { rows } = await sql<{ used: number; held: number; committed: number; open: number }>`
    select coalesce(sum(used), 0)::int as used, coalesce(sum(held), 0)::int as held,
      (select coalesce(sum(units), 0)::int from reservation
        where workspace_id = ${workspaceId} and state = 'committed') as committed,
      (select coalesce(sum(units), 0)::int from reservation
        where workspace_id = ${workspaceId} and state = 'held') as open
    from quota_usage where workspace_id = ${workspaceId}`.execute(database.db)
  const row = rows[0]
  if (!row) throw new Error('a sum always has a row')
  expect({ used: row.used, held: row.held }).toEqual({ used: row.committed, held: row.open })
  return row
}

async function setUsed(used: number) {
  await database.db
    .insertInto('quota_usage')
    .values({ workspace_id: workspaceId, period: '2026-11-01', used })
    .execute()
}

async function inRounds(rounds: number, round: () => Promise<void>) {
  for (let i = 0; i < rounds; i++) {
    workspaceId = newId()
    await database.db
      .insertInto('workspace')
      .values({ workspace_id: workspaceId, name: 'Race' })
      .execute()
    await round()
  }
}

test('200 devices at once, 50 uploads left: exactly 50 get in, in all 20 rounds', async () => {
  await inRounds(20, async () => {
    await onPlan('pro')
    await setUsed(50)
    const answers = await Promise.all((await videos(200)).map(id => reserve(id)))
    expect(answers.filter(answer => answer === 'reserved')).toHaveLength(50)
    expect(answers.filter(answer => answer === 'noneLeft')).toHaveLength(150)
    expect(await readQuota(database.db, { workspaceId, plan: 'pro' }, now)).toMatchObject({
      used: 50,
      held: 50,
      remaining: 0,
    })
  })
}, 120_000)

test('the first uploads of a month, all at once, respect the limit too', async () => {
  await inRounds(20, async () => {
    const answers = await Promise.all((await videos(60)).map(id => reserve(id)))
    expect(answers.filter(answer => answer === 'reserved')).toHaveLength(10)
    expect(await counted()).toMatchObject({ used: 0, held: 10 })
  })
}, 60_000)

test('one video reserved 50 times at once costs one upload', async () => {
  await inRounds(30, async () => {
    const [videoId = ''] = await videos(1)
    const answers = await Promise.all(Array.from({ length: 50 }, () => reserve(videoId)))
    expect(answers.filter(answer => answer === 'reserved')).toHaveLength(1)
    expect(answers.filter(answer => answer === 'known')).toHaveLength(49)
    expect(await counted()).toMatchObject({ used: 0, held: 1 })
  })
}, 60_000)

test('a transaction that comes second with a video is told so, and can go on', async () => {
  const [videoId = ''] = await videos(1)
  const upload = { workspaceId, videoId, now, expiresAt: later }
  const inOne = () =>
    database.db.transaction().execute(async tx => {
      const answer = await reserveUpload(tx, upload)
      const { held } = await readQuota(tx, { workspaceId, plan: 'free' }, now)
      return { answer, held }
    })
  const answers = await Promise.all(Array.from({ length: 20 }, inOne))
  expect(answers.filter(({ answer }) => answer === 'reserved')).toHaveLength(1)
  expect(answers.every(({ held }) => held === 1)).toBe(true)
  expect(await counted()).toMatchObject({ used: 0, held: 1 })
})

test('counting, giving back, extending and expiring at once lose no upload', async () => {
  await inRounds(5, async () => {
    await onPlan('enterprise')
    const ids = await videos(50)
    await Promise.all(ids.map(reserve))
    const past = new Date(later.getTime() + 1000)
    await Promise.all(
      ids.flatMap((videoId, i) => [
        commitUpload(database.db, { workspaceId, videoId, now }),
        commitUpload(database.db, { workspaceId, videoId, now }),
        ...(i % 2 ? [giveBackUpload(database.db, { workspaceId, videoId })] : []),
        ...(i % 3 ? [] : [expireHolds(database.db, past)]),
        extendHold(database.db, { workspaceId, videoId, until: past }),
      ]),
    )
    expect(await counted()).toMatchObject({ used: 50, held: 0 })
  })
}, 60_000)

test('giving back and expiring at once return each held upload once', async () => {
  await inRounds(5, async () => {
    await onPlan('enterprise')
    const ids = await videos(50)
    await Promise.all(ids.map(reserve))
    const past = new Date(later.getTime() + 1000)
    await Promise.all(
      ids.flatMap(videoId => [
        giveBackUpload(database.db, { workspaceId, videoId }),
        giveBackUpload(database.db, { workspaceId, videoId }),
        expireHolds(database.db, past),
      ]),
    )
    await expireHolds(database.db, past)
    expect(await counted()).toMatchObject({ used: 0, held: 0 })
  })
}, 60_000)

test('a video published after its hold expired is counted, though the month is full', async () => {
  const [late = '', ...others] = await videos(11)
  await reserve(late)
  await expireHolds(database.db, later)
  expect(await counted()).toMatchObject({ held: 0 })
  await Promise.all(others.map(id => reserve(id)))
  await commitUpload(database.db, { workspaceId, videoId: late, now })
  await commitUpload(database.db, { workspaceId, videoId: late, now })
  expect(await counted()).toMatchObject({ used: 1, held: 10 })
})

test('a hold that was extended outlives the sweep; one that was not does not', async () => {
  const [kept = '', left = ''] = await videos(2)
  await reserve(kept)
  await reserve(left)
  await extendHold(database.db, {
    workspaceId,
    videoId: kept,
    until: new Date(later.getTime() + 60_000),
  })
  await expireHolds(database.db, later)
  expect(await counted()).toMatchObject({ used: 0, held: 1 })
})
