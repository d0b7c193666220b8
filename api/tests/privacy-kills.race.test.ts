import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { sql } from 'kysely'
import { writeAudit } from '../src/audit/audit.queries.ts'
import { insertDeletion } from '../src/privacy/deletion/deletion.queries.ts'
import { chance, isLong, proved } from './long-run.ts'
import { dumpOf, foundIn, seedCanaries } from './privacy/canaries.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: this needs a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const KILLS = isLong ? 20 : 5
const ROWS = 60_000
const random = chance()

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'content-privacy-'))
}, 60_000)
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

function start(job: string, days: number) {
  return Bun.spawn(
    [process.execPath, join(import.meta.dir, 'privacy/privacy-process.ts'), job, `${days}`],
    {
      env: { PATH: process.env.PATH, DATABASE_URL: database.url ?? '', DATA_DIR: folder },
      stdout: 'pipe',
      stderr: 'ignore',
    },
  )
}

/** Runs a job, and has it die a while after it began; whether it was killed at it. */
async function killed(job: string, days: number, withinMs: number): Promise<boolean> {
  const child = start(job, days)
  await child.stdout.getReader().read()
  const timer = setTimeout(() => child.kill('SIGKILL'), random() * withinMs)
  await child.exited
  clearTimeout(timer)
  return child.signalCode === 'SIGKILL'
}

/** Rows that take a while to delete, of a workspace. */
async function fill(workspaceId: string): Promise<void> {
  await sql`
    insert into event (workspace_id, event_id, type, data, once_key, spread_at)
    select ${workspaceId}::uuid, gen_random_uuid(), 'plan.changed', '{}', gen_random_uuid()::text,
      now()
    from generate_series(1, ${ROWS}::int)`.execute(database.db)
}

const eventsOf = async (workspaceId: string) => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from event where workspace_id = ${workspaceId}::uuid`.execute(
    database.db,
  )
  return rows[0]?.count ?? 0
}

test(`a deletion that is killed ${KILLS} times goes on where it was, and counts once`, async () => {
  const { db } = database
  const seed = await seedCanaries(db, {
    skip: [
      'departed',
      'guess',
      'marketing_spend',
      'operator_alert',
      'meta_request',
      'tombstone',
      'deletion',
    ],
    fixed: {
      'data_export.file': null,
      'data_export.state': 'gone',
      'connection.sealed': null,
      'connection.state': 'lost',
      'plan_change.from_plan': 'free',
      'plan_change.to_plan': 'pro',
      'milestone.name': 'signed_up',
    },
  })
  await fill(seed.workspaceId)
  for (let n = 0; n < 500; n += 1) {
    await writeAudit(
      { db, now: () => new Date() },
      { workspaceId: seed.workspaceId, action: 'sensitive_delete:device' },
    )
  }
  const now = new Date()
  await insertDeletion(db, { subject: 'person', subjectId: seed.personId, now, dueAt: now })
  let kills = 0
  const left: number[] = []
  // Each begins a lease later, for who was killed still holds the deletion.
  for (let run = 1; run <= KILLS; run += 1) {
    if (await killed('deletions', run, 300)) kills += 1
    left.push(await eventsOf(seed.workspaceId))
  }
  expect(await start('deletions', KILLS + 1).exited).toBe(0)
  const dump = [...(await dumpOf(db)).values()].join('\n')
  expect(foundIn(dump, seed)).toEqual([])
  const gone = await db.selectFrom('departed').selectAll().execute()
  expect(gone).toHaveLength(1)
  const book = await Bun.file(join(folder, 'tombstones')).text()
  expect(new Set(book.match(/"hash":"\w+"/g)).size).toBe(2)
  expect(kills).toBeGreaterThan(0)
  proved(`${kills} kills of a deletion; rows left after each: ${left.join(', ')}, then none`)
}, 300_000)

test(`a retention that is killed ${KILLS} times ends the same`, async () => {
  const { db } = database
  const { workspaceId } = await seedCanaries(db, {
    fixed: { 'data_export.file': null, 'data_export.state': 'gone' },
  })
  await fill(workspaceId)
  let kills = 0
  const left: number[] = []
  for (let run = 0; run < KILLS; run += 1) {
    if (await killed('retention', 401, 80)) kills += 1
    left.push(await eventsOf(workspaceId))
  }
  expect(await start('retention', 401).exited).toBe(0)
  expect(await eventsOf(workspaceId)).toBe(0)
  proved(`${kills} kills of the retention; rows left after each: ${left.join(', ')}, then none`)
}, 300_000)
