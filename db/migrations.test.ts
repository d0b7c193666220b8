import { expect, test } from 'bun:test'
import { sql } from 'kysely'
import { migrateDown, migrateUp } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { withMigration } from './new-migration.ts'
import type { Db } from './open.ts'
import { testDatabase } from './testing.ts'

const IDENTITY = ['person', 'session', 'device_key', 'device_login', 'known_browser', 'guess']
/** What belongs to a person, in whichever workspaces they are. */
const PERSONAL = ['recovery_code', 'mailed_link', 'mail', 'mail_refusal']
/** What workspaces use together can belong to none of them. */
const SHARED = [
  ...['insert_day', 'stripe_event', 'marketing_spend', 'deletion', 'tombstone', 'meta_request'],
  'operator_alert',
]

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
  const apart = [...IDENTITY, ...PERSONAL, ...SHARED]
  const wrong = rows.filter(row => row.first !== 'workspace_id' && !apart.includes(row.name))
  expect(wrong).toEqual([])
  expect(rows.length).toBe((await tableNames(db)).length)
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
