import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '@content/db'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { sql } from 'kysely'
import { z } from 'zod'
import { insertExport } from '../src/privacy/export/export.queries.ts'
import { isLong, proved } from './long-run.ts'
import { seedCanaries } from './privacy/canaries.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: this needs a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const MEGABYTES = isLong ? 1000 : 200
const ROW_BYTES = 16_000
const MOST_RSS_MB = 200

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'content-export-'))
}, 60_000)
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

test(`a copy of ${MEGABYTES} MB takes no more memory than one of a few rows`, async () => {
  const { db, url } = database
  const { workspaceId, personId } = await seedCanaries(db, {
    fixed: { 'data_export.state': 'gone' },
  })
  for (let made = 0; made < MEGABYTES; made += 100) await addMegabytes(db, workspaceId)
  const exportId = crypto.randomUUID()
  await insertExport(db, { workspaceId, exportId, personId, subject: 'workspace' }, new Date())
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'privacy/export-process.ts')], {
    env: { PATH: process.env.PATH, DATABASE_URL: url ?? '', DATA_DIR: folder },
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const said = await new Response(child.stdout).text()
  expect(await child.exited).toBe(0)
  const { mostMb, seconds } = z
    .object({ mostMb: z.number(), seconds: z.number() })
    .parse(JSON.parse(said))
  const row = await db
    .selectFrom('data_export')
    .select(['state', 'size_bytes'])
    .where('export_id', '=', exportId)
    .executeTakeFirstOrThrow()
  expect(row.state).toBe('ready')
  const { rows } = await sql<{ size: number }>`
    select sum(length(bytes))::bigint as size from export_part
    where export_id = ${exportId}::uuid`.execute(db)
  const size = rows[0]?.size ?? 0
  expect(size).toBe(Number(row.size_bytes))
  expect(size).toBeGreaterThan(MEGABYTES * 1e6 * 0.4)
  proved(`an export of ${MEGABYTES} MB took ${mostMb} MB of memory and ${seconds} s`)
  expect(mostMb).toBeLessThan(MOST_RSS_MB)
}, 600_000)

/** Random, so that packing it is no easier than with real texts. */
async function addMegabytes(db: Db, workspaceId: string): Promise<void> {
  await sql`
    insert into event (workspace_id, event_id, type, data, once_key)
    select ${workspaceId}::uuid, gen_random_uuid(), 'plan.changed', jsonb_build_object('text', (
      select string_agg(md5(random()::text || n || m), '')
      from generate_series(1, ${ROW_BYTES / 32}::int) m)), gen_random_uuid()::text
    from generate_series(1, ${1e8 / ROW_BYTES}::int) n`.execute(db)
}
