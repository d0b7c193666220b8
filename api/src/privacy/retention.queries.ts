import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Keep } from './registry/entry.ts'
import type { Table } from './registry.ts'

const ROWS_AT_ONCE = 5000

interface Aged {
  table: Table
  keep: Extract<Keep, { for: 'days' }>
  now: Date
}

/** Deletes rows that are older than their days, some at a time; how many there were. */
export async function deleteAged(
  db: Db,
  { table, keep, now }: Aged,
  signal?: AbortSignal,
): Promise<number> {
  const age = sql`(${sql.ref(keep.after)})::timestamptz + make_interval(days => ${keep.days})`
  const also = keep.where ? sql`and ${keep.where}` : sql``
  // A place is one within its part only, where a table is kept in parts.
  let gone = 0
  while (!signal?.aborted) {
    const { numAffectedRows } = await sql`
      with aged as materialized (
        select tableoid as part, ctid as place from ${sql.table(table)}
        where ${age} < ${now}::timestamptz ${also} limit ${ROWS_AT_ONCE}::int)
      delete from ${sql.table(table)} as whole using aged
      where whole.ctid = aged.place and whole.tableoid = aged.part`.execute(db)
    const count = Number(numAffectedRows ?? 0)
    gone += count
    if (count < ROWS_AT_ONCE) break
  }
  return gone
}
