import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import type { PlanName } from '../contract/index.ts'
import { creditPack, lockPlan, setPlan } from '../src/billing/billing.queries.ts'
import { newId } from '../src/lib/id.ts'
import { HOUR_MS, MINUTE_MS } from '../src/lib/time.ts'
import { commitUpload, expireHolds, reserveUpload } from '../src/plan/quota.queries.ts'
import { chance, eachOf, isLong, proved } from './long-run.ts'
import { insertVideos, unevenMonths } from './quota-books.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: races need a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const ROUNDS = isLong ? 100 : 3
const CALLERS = isLong ? 1000 : 300
const CHANGES = isLong ? 100 : 10
const KILLS = isLong ? 500 : 12
const LONGEST_MS = isLong ? 1_800_000 : 120_000
const PERIOD = '2026-11-01'
const now = new Date('2026-11-15T12:00:00Z')
let database: TestDatabase
let workspaceId: string

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(() => freshWorkspace('free'))

async function freshWorkspace(plan: PlanName) {
  workspaceId = newId()
  const row = { workspace_id: workspaceId, name: 'Flood', plan }
  await database.db.insertInto('workspace').values(row).execute()
}

async function flood(callers: number, at = now) {
  const expiresAt = new Date(at.getTime() + MINUTE_MS)
  const ids = await insertVideos(database.db, workspaceId, callers)
  const answers = await Promise.all(
    ids.map(videoId => reserveUpload(database.db, { workspaceId, videoId, now: at, expiresAt })),
  )
  return { admitted: ids.filter((_, index) => answers[index] === 'reserved'), answers }
}

async function heldIn(db = database.db, period = PERIOD): Promise<number> {
  const row = await db
    .selectFrom('quota_usage')
    .select('held')
    .where('workspace_id', '=', workspaceId)
    .where('period', '=', period)
    .executeTakeFirst()
  return row?.held ?? 0
}

/** Changes the plan as billing does; how many are held at the instant of the change. */
const changeTo = (plan: PlanName) =>
  database.db.transaction().execute(async tx => {
    await lockPlan(tx, workspaceId)
    await setPlan(tx, workspaceId, plan)
    return heldIn(tx)
  })

const warnings = async () =>
  (
    await database.db
      .selectFrom('event')
      .select('once_key')
      .where('workspace_id', '=', workspaceId)
      .where('type', '=', 'quota.warning')
      .orderBy('once_key')
      .execute()
  ).map(row => row.once_key)

test(
  `${CALLERS} at once on 100 uploads: never over, never under, two warnings`,
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await freshWorkspace('pro')
      const { admitted } = await flood(CALLERS)
      expect(admitted).toHaveLength(100)
      expect(await warnings()).toEqual([`quota:${PERIOD}:100`, `quota:${PERIOD}:80`])
    }
    expect(await unevenMonths(database.db)).toEqual([])
    proved(`quota: ${ROUNDS} rounds of ${CALLERS} callers, 100 admitted in each`)
  },
  LONGEST_MS,
)

test(
  'from the instant of a downgrade nobody gets in beyond the smaller plan',
  async () => {
    const random = chance()
    for (let change = 0; change < CHANGES; change++) {
      await freshWorkspace(random() < 0.5 ? 'pro' : 'enterprise')
      await flood(10)
      const flooding = flood(200)
      // Somewhere in the flood: after as many round trips as chance says.
      for (let i = random() * 20; i > 0; i--) await heldIn()
      const atChange = await changeTo('free')
      await flooding
      expect(await heldIn()).toBe(atChange)
      expect((await flood(5)).admitted).toEqual([])
    }
    expect(await unevenMonths(database.db)).toEqual([])
    proved(`quota: ${CHANGES} downgrades under load, none admitted after`)
  },
  LONGEST_MS,
)

test(
  'an upgrade or a pack under load admits exactly what it adds',
  async () => {
    for (let change = 0; change < CHANGES; change++) {
      await freshWorkspace('free')
      const pack = { workspaceId, paymentId: `pi_${change}`, period: PERIOD, units: 25, now }
      await Promise.all([flood(100), creditPack(database.db, pack), creditPack(database.db, pack)])
      expect(await heldIn()).toBeLessThanOrEqual(35)
      await flood(100)
      expect(await heldIn()).toBe(35)
      await Promise.all([flood(200), changeTo('pro')])
      expect(await heldIn()).toBeLessThanOrEqual(125)
      await flood(200)
      expect(await heldIn()).toBe(125)
      await changeTo('enterprise')
      expect((await flood(50)).admitted).toHaveLength(50)
    }
    expect(await unevenMonths(database.db)).toEqual([])
  },
  LONGEST_MS,
)

test(
  'at the last millisecond of a month, and of February in a leap year, each month is its own',
  async () => {
    for (const first of ['2026-12-01', '2028-03-01', '2027-03-29']) {
      await freshWorkspace('free')
      const next = new Date(`${first}T00:00:00.000Z`)
      const last = new Date(next.getTime() - 1)
      const [before, after] = await Promise.all([flood(60, last), flood(60, next)])
      const isNewMonth = first.endsWith('-01')
      expect(before.admitted.length + after.admitted.length).toBe(isNewMonth ? 20 : 10)
      // What was held in the old month is counted there, whenever it is published.
      const [videoId = ''] = before.admitted
      if (videoId) await commitUpload(database.db, { workspaceId, videoId, now: next })
    }
    expect(await unevenMonths(database.db)).toEqual([])
  },
  LONGEST_MS,
)

test(
  `after ${KILLS} kills at any moment the sweep leaves nothing held and nothing doubled`,
  async () => {
    const random = chance()
    await freshWorkspace('enterprise')
    const moments = Array.from({ length: KILLS }, () => ({
      ms: random() * 60,
      seed: random() * 1e9,
    }))
    await eachOf(moments, 4, async moment => {
      const program = join(import.meta.dir, 'quota-victim.ts')
      const given = [database.url ?? '', workspaceId, String(Math.floor(moment.seed))]
      const victim = Bun.spawn([process.execPath, program, ...given], { stdout: 'pipe' })
      await victim.stdout.getReader().read()
      await Bun.sleep(moment.ms)
      victim.kill('SIGKILL')
      await victim.exited
    })
    expect(await unevenMonths(database.db)).toEqual([])
    const later = new Date(Date.now() + 2 * HOUR_MS)
    const period = `${new Date().toISOString().slice(0, 8)}01`
    const held = await heldIn(database.db, period)
    expect(held).toBeGreaterThan(0)
    const until = performance.now() + MINUTE_MS
    // A connection whose process died may keep its row a moment longer.
    while ((await heldIn(database.db, period)) > 0 && performance.now() < until) {
      await expireHolds(database.db, later)
    }
    expect(await heldIn(database.db, period)).toBe(0)
    expect(await unevenMonths(database.db)).toEqual([])
    proved(`quota: ${KILLS} kills, ${held} holds left behind, all given back`)
  },
  LONGEST_MS,
)
