import type { Db } from '@content/db'
import { type RawBuilder, sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Tombstone } from '../../outside/tombstone-book.ts'
import { rowsOf } from '../registry/entry.ts'
import { REGISTRY, TABLES, type Table } from '../registry.ts'
import type { DeletionSubject } from './deletion.queries.ts'

// Small enough that nobody waits for the locks, and that a crash loses little.
const ROWS_AT_ONCE = 5000

// What is found through another table goes before it; the subjects themselves go last of all.
const LAST: readonly Table[] = ['billing', 'own_project', 'member', 'device', 'workspace', 'person']
const IN_ORDER = [
  ...TABLES.filter(table => !LAST.includes(table) && typeof REGISTRY[table].workspace !== 'string'),
  ...TABLES.filter(table => !LAST.includes(table) && typeof REGISTRY[table].workspace === 'string'),
  ...LAST,
]

/** Deletes all that is a workspace's, table by table; going on after a crash is the same again. */
export async function eraseWorkspace(db: Db, workspaceId: string, now: Date): Promise<void> {
  await emptyWorkspace(db, workspaceId)
  await closeWorkspace(db, workspaceId, now)
  // Once more, for what was written in between where no foreign key forbids it.
  await emptyWorkspace(db, workspaceId)
}

async function emptyWorkspace(db: Db, workspaceId: string): Promise<void> {
  for (const table of IN_ORDER) {
    const { workspace, onWorkspace } = REGISTRY[table]
    if (workspace === undefined || onWorkspace === 'make nameless' || table === 'workspace')
      continue
    await deleteRows(db, { table, rows: rowsOf(workspace, workspaceId), erasing: workspaceId })
  }
}

/** Deletes all that is a person's and is kept by no workspace's log. */
export async function erasePerson(db: Db, personId: string): Promise<void> {
  for (const table of IN_ORDER) {
    const { person, onPerson } = REGISTRY[table]
    if (person === undefined || onPerson !== 'delete') continue
    await deleteRows(db, { table, rows: rowsOf(person, personId), erasing: '' })
  }
}

interface Doomed {
  table: Table
  rows: RawBuilder<unknown>
  /** Whose audit log may go; no other line can be deleted. */
  erasing: string
}

async function deleteRows(db: Db, { table, rows, erasing }: Doomed): Promise<void> {
  while (true) {
    const count = await db.transaction().execute(async tx => {
      await sql`select set_config('audit.erasing', ${erasing}, true)`.execute(tx)
      const { numAffectedRows } = await sql`
        delete from ${sql.table(table)} where ctid = any(array(
          select ctid from ${sql.table(table)} where ${rows} limit ${ROWS_AT_ONCE}::int))`.execute(
        tx,
      )
      return Number(numAffectedRows ?? 0)
    })
    if (count < ROWS_AT_ONCE) return
  }
}

/** The workspace goes; what counts for our figures stays, under a number that leads to nobody. */
async function closeWorkspace(db: Db, workspaceId: string, now: Date): Promise<void> {
  const nobody = newId()
  await db.transaction().execute(async tx => {
    const { numAffectedRows } = await sql`
      with gone as (delete from workspace where workspace_id = ${workspaceId}::uuid returning *)
      insert into departed (workspace_id, signed_up_on, left_on)
      select ${nobody}::uuid, (created_at at time zone 'UTC')::date,
        (${now}::timestamptz at time zone 'UTC')::date
      from gone`.execute(tx)
    const isFirst = Number(numAffectedRows ?? 0) === 1
    for (const table of TABLES) {
      if (REGISTRY[table].onWorkspace !== 'make nameless') continue
      const of = sql`where workspace_id = ${workspaceId}::uuid`
      if (isFirst) {
        await sql`update ${sql.table(table)} set workspace_id = ${nobody}::uuid ${of}`.execute(tx)
      } else await sql`delete from ${sql.table(table)} ${of}`.execute(tx)
    }
    // To the day, which says less of who it was; seconds keep the order of those on one day.
    await sql`
      update plan_change c set change_id = gen_random_uuid(),
        changed_at = date_trunc('day', c.changed_at, 'UTC') + place.n * interval '1 second'
      from (
        select change_id, row_number() over (order by changed_at) as n
        from plan_change where workspace_id = ${nobody}::uuid
      ) place
      where c.workspace_id = ${nobody}::uuid and c.change_id = place.change_id`.execute(tx)
    // Its platform still shows when a first video went live, to the second.
    await sql`
      update milestone set reached_at = date_trunc('day', reached_at, 'UTC')
      where workspace_id = ${nobody}::uuid`.execute(tx)
  })
}

/** All that stays: enough to delete the subject again after a restore. */
export async function insertTombstones(db: Db, stones: readonly Tombstone[]): Promise<void> {
  for (const { hash, subject, at } of stones) {
    await db
      .insertInto('tombstone')
      .values({ subject_hash: hash, subject, deleted_at: at })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  }
}

export async function listTombstones(db: Db): Promise<Tombstone[]> {
  const rows = await db.selectFrom('tombstone').selectAll().execute()
  return rows.map(row => ({
    hash: row.subject_hash,
    subject: row.subject === 'person' || row.subject === 'workspace' ? row.subject : 'customer',
    at: row.deleted_at.toISOString(),
  }))
}

/** Who is here though a tombstone says that they were deleted. */
export async function risen(db: Db): Promise<{ subject: DeletionSubject; id: string }[]> {
  const hash = (subject: string, id: RawBuilder<unknown>) =>
    sql`encode(sha256(convert_to(${subject}::text || ' ' || ${id}::text, 'UTF8')), 'hex')`
  const { rows } = await sql<{ subject: DeletionSubject; id: string }>`
    select 'workspace' as subject, workspace_id::text as id from workspace
    where ${hash('workspace', sql.ref('workspace_id'))} in (select subject_hash from tombstone)
    union all
    select 'person', person_id::text from person
    where ${hash('person', sql.ref('person_id'))} in (select subject_hash from tombstone)`.execute(
    db,
  )
  return rows
}

/** What Stripe still had to say about a customer who is gone. */
export function dropLateMessages(db: Db) {
  return sql`
    delete from stripe_event where customer_id is not null
      and encode(sha256(convert_to('customer ' || customer_id, 'UTF8')), 'hex')
        in (select subject_hash from tombstone where subject = 'customer')`.execute(db)
}
