import type { Db } from '@content/db'
import { sql } from 'kysely'
import { SEALED_COLUMNS, type SealedColumn } from './vault.rules.ts'

export interface KeyUse {
  /** Empty when the text names no key. */
  keyId: string
  rows: number
}

/** By which keys the rows of every workspace are sealed today. */
export async function keysInUse(db: Db): Promise<KeyUse[]> {
  const each = SEALED_COLUMNS.map(
    ([table, column]) => sql`
      select case when strpos(${sql.ref(column)}, '.') = 0 then ''
        else split_part(${sql.ref(column)}, '.', 1) end as key_id
      from ${sql.table(table)} where ${sql.ref(column)} <> ''`,
  )
  const { rows } = await sql<{ key_id: string; rows: number }>`
    select key_id, count(*)::int as rows
    from (${sql.join(each, sql` union all `)}) as used group by key_id order by key_id`.execute(db)
  return rows.map(({ key_id, rows }) => ({ keyId: key_id, rows }))
}

/** A row that is held until the transaction ends; `at` names it for that long. */
export interface HeldText {
  at: string
  sealed: string
}

/** Some rows of a column that another key sealed, locked; whoever works on a row is left alone. */
export async function holdOlder(
  db: Db,
  [table, column]: SealedColumn,
  { keyId, most }: { keyId: string; most: number },
): Promise<HeldText[]> {
  const { rows } = await sql<HeldText>`
    select ctid::text as at, ${sql.ref(column)} as sealed from ${sql.table(table)}
    where ${sql.ref(column)} <> '' and split_part(${sql.ref(column)}, '.', 1) <> ${keyId}
    limit ${most} for update skip locked`.execute(db)
  return rows
}

/** Writes the held rows' new texts. */
export async function writeSealed(
  db: Db,
  [table, column]: SealedColumn,
  rows: HeldText[],
): Promise<void> {
  const [at, sealed] = [rows.map(row => row.at), rows.map(row => row.sealed)]
  await sql`
    update ${sql.table(table)} as t set ${sql.ref(column)} = given.sealed
    from unnest(${at}::text[], ${sealed}::text[]) as given(at, sealed)
    where t.ctid = given.at::tid`.execute(db)
}
