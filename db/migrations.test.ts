import { expect, test } from 'bun:test'
import { sql } from 'kysely'
import { migrateDown, migrateUp } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { withMigration } from './new-migration.ts'
import type { Db } from './open.ts'
import { EVERYWHERE, shardingFaults } from './sharding.ts'
import { testDatabase } from './testing.ts'

async function tableNames(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name not like 'kysely_%'`.execute(db)
  return rows.map(row => row.name)
}

test('every migration can be undone and run again', async () => {
  const { db, close } = await testDatabase()
  const before = (await tableNames(db)).sort()
  await migrateDown(db)
  expect(await tableNames(db)).toEqual([])
  expect(await migrateUp(db)).toEqual(Object.keys(migrations))
  expect((await tableNames(db)).sort()).toEqual(before)
  await close()
})

test('every table of a workspace has the workspace first in its primary key', async () => {
  const { db, close } = await testDatabase()
  const { rows } = await sql<{ name: string; first: string }>`
    select c.relname as name, a.attname as first
    from pg_index i join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where i.indisprimary and c.relname not like 'kysely_%'`.execute(db)
  const wrong = rows.filter(row => row.first !== 'workspace_id' && !(row.name in EVERYWHERE))
  expect(wrong).toEqual([])
  expect(rows.length).toBe((await tableNames(db)).length)
  await close()
})

test('a table that could not be shared out to several nodes is named', async () => {
  const { db, close } = await testDatabase()
  expect(await shardingFaults(db)).toEqual([])
  await sql`create table loose (loose_id uuid primary key)`.execute(db)
  await sql`create unique index file_once on video (file_name)`.execute(db)
  await sql`create table tail (workspace_id uuid not null, tail_id uuid primary key, person_id uuid
    references person, total uuid references loose)`.execute(db)
  expect(await shardingFaults(db)).toEqual([
    'loose has no workspace_id that is never null',
    'tail: tail_pkey is unique over all nodes',
    'tail leads to loose without the workspace',
    'video: file_once is unique over all nodes',
  ])
  await close()
})

test('a new migration joins the end of the static list', () => {
  const index = "import * as m1 from './1-a.ts'\n\nexport const migrations = {\n  '1-a': m1,\n}\n"
  expect(withMigration(index, '2', 'b')).toBe(
    [
      "import * as m1 from './1-a.ts'",
      "import * as m2 from './2-b.ts'",
      '',
      'export const migrations = {',
      "  '1-a': m1,",
      "  '2-b': m2,",
      '}',
      '',
    ].join('\n'),
  )
})
