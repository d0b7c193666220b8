import type { Db } from '@content/db'
import { sql } from 'kysely'

/** A month of snapshots, in UTC: `m202611`, from its first instant to that of the next. */
export interface SnapshotMonth {
  name: string
  from: Date
  to: Date
}

/** Of any month; an index outside of the year is one of the years around it. */
export function monthAt(year: number, monthIndex: number): SnapshotMonth {
  const from = new Date(Date.UTC(year, monthIndex))
  const name = `m${from.toISOString().slice(0, 7).replace('-', '')}`
  return { name, from, to: new Date(Date.UTC(year, monthIndex + 1)) }
}

const tableOf = ({ name }: SnapshotMonth) => sql.table(`snapshot_month.${name}`)

/** The names of the months there are. */
export async function listMonths(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    join pg_namespace n on n.oid = c.relnamespace
    where i.inhparent = 'public.snapshot'::regclass and n.nspname = 'snapshot_month'
      and c.relname ~ '^m[0-9]{6}$'
    order by c.relname`.execute(db)
  return rows.map(({ name }) => name)
}

/** Makes a month, with what came in it before it was made. Run it in a transaction. */
export async function makeMonth(tx: Db, month: SnapshotMonth): Promise<void> {
  const table = tableOf(month)
  await sql`set local lock_timeout = '5s'`.execute(tx)
  await sql`lock table snapshot in share update exclusive mode`.execute(tx)
  await sql`lock table snapshot_month.rest in access exclusive mode`.execute(tx)
  await sql`create table ${table} (like snapshot including all)`.execute(tx)
  await sql`
    with early as (
      delete from snapshot_month.rest
      where taken_at >= ${month.from}::timestamptz and taken_at < ${month.to}::timestamptz
      returning *
    )
    insert into ${table} select * from early`.execute(tx)
  await sql`
    alter table snapshot attach partition ${table}
    for values from (${sql.lit(month.from.toISOString())})
      to (${sql.lit(month.to.toISOString())})`.execute(tx)
}

/** Lets a whole month go. Run it in a transaction. */
export async function dropMonth(tx: Db, month: Pick<SnapshotMonth, 'name'>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(tx)
  await sql`drop table ${sql.table(`snapshot_month.${month.name}`)}`.execute(tx)
}
