import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { writeAudit } from '../src/audit/audit.queries.ts'
import { dropOldAudits } from '../src/audit/old-lines.queries.ts'
import { verifyAudit } from '../src/audit/verify-audit.ts'
import { DAY_MS } from '../src/lib/time.ts'
import { proved } from './long-run.ts'
import { testConfig } from './test-config.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: this needs a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const WRITERS = 30
const LINES = 40

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
}, 60_000)
afterAll(() => database.close())

const config = testConfig()
const line = { action: 'sensitive_delete:device' } as const

test(`${WRITERS} writers at once make one chain without a gap, though some take back`, async () => {
  const { db } = database
  const workspaceId = crypto.randomUUID()
  const now = () => new Date()
  let taken = 0
  const verdicts: boolean[] = []
  const writer = async (n: number) => {
    for (let at = 0; at < LINES; at += 1) {
      const isTakenBack = (n + at) % 7 === 0
      const written = db.transaction().execute(async tx => {
        await writeAudit({ db: tx, now }, { ...line, workspaceId })
        if (isTakenBack) throw new Error('taken back')
      })
      await written.catch(() => undefined)
      if (!isTakenBack) taken += 1
    }
  }
  const reader = async () => {
    for (let n = 0; n < 10; n += 1) {
      verdicts.push((await verifyAudit({ db, config }, workspaceId)).isWhole)
    }
  }
  await Promise.all([...Array.from({ length: WRITERS }, (_, n) => writer(n)), reader()])
  expect(await verifyAudit({ db, config }, workspaceId)).toMatchObject({
    isWhole: true,
    lines: taken,
  })
  // Whoever looks while others write sees a whole chain, too.
  expect(verdicts).toEqual(Array(10).fill(true))
  proved(`${taken} audit lines by ${WRITERS} writers: one chain, no gap`)
}, 60_000)

test('old lines are let go while new ones are written', async () => {
  const { db } = database
  const workspaceId = crypto.randomUUID()
  const long = () => new Date(Date.now() - 500 * DAY_MS)
  for (let n = 0; n < 200; n += 1) await writeAudit({ db, now: long }, { ...line, workspaceId })
  const write = async () => {
    for (let n = 0; n < 200; n += 1) {
      await writeAudit({ db, now: () => new Date() }, { ...line, workspaceId })
    }
  }
  const before = new Date(Date.now() - 400 * DAY_MS)
  await Promise.all([write(), dropOldAudits({ db, config }, before), write()])
  expect(await verifyAudit({ db, config }, workspaceId)).toMatchObject({
    isWhole: true,
    lines: 400,
  })
}, 60_000)
