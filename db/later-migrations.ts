import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Db } from './open.ts'

/** What a migration does that could break the version before, and why it may. */
export interface Contract {
  /**
   * The migration with which the use of it ended: a version that does not know that one refuses to
   * start. Null where it breaks nothing in truth, such as a check that lets more through.
   */
  after: string | null
  why: string
  /** What it does, as `breaksBetween` names it. */
  breaks: readonly string[]
}

/** One without a contract only adds, so that the version before runs on it as well. */
export type ShippedMigration = Migration & { contract?: Contract }
export type Migrations = Record<string, ShippedMigration>

/** The database was brought further than this version can follow. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema'
}

const MARKS = 'kysely_migration_mark'

/** The table in which each migration says which versions can run on it. */
export async function makeMarks(db: Db): Promise<void> {
  if (await isThere(db, MARKS)) return
  await sql`create table ${sql.table(MARKS)} (name text primary key, after text)`.execute(db)
}

/** The same migrations; each also writes down for older versions whether they may go on. */
export function marking(migrations: Migrations): Migrations {
  const marked = ([name, migration]: [string, ShippedMigration]) => {
    const up = async (db: Kysely<unknown>) => {
      await migration.up(db)
      await sql`insert into ${sql.table(MARKS)} (name, after)
        values (${name}, ${migration.contract?.after ?? null})
        on conflict (name) do update set after = excluded.after`.execute(db)
    }
    return [name, { ...migration, up }] as const
  }
  return Object.fromEntries(Object.entries(migrations).map(marked))
}

/**
 * What a newer version has done to this database, as migrations that do nothing more: without them
 * Kysely takes it for damaged. Throws when this version cannot run on what they made.
 */
export async function laterMigrations(db: Db, known: Migrations): Promise<Migrations> {
  if (!(await isThere(db, 'kysely_migration'))) return {}
  const { rows } = await sql<{ name: string; after: string | null; isMarked: boolean }>`
    select done.name, mark.after, mark.name is not null as "isMarked"
    from kysely_migration done left join ${sql.table(MARKS)} mark on mark.name = done.name
    order by done.name`.execute(db)
  const last = Object.keys(known).sort().at(-1) ?? ''
  const later = rows.filter(({ name }) => !(name in known))
  for (const { name, after, isMarked } of later) {
    const isFit = isMarked && name > last && (after === null || after in known)
    if (!isFit) throw new NewerSchema(refusal(name, after))
  }
  return Object.fromEntries(later.map(({ name }) => [name, nothing]))
}

const refusal = (name: string, after: string | null) =>
  `This version cannot run on the database: a newer one brought it to ${name}${
    after === null ? '' : `, which takes a version that knows ${after}`
  }. Start that newer version, or one between them.`

const nothing: ShippedMigration = { up: async () => {} }

async function isThere(db: Db, table: string): Promise<boolean> {
  const { rows } = await sql<{ isThere: boolean }>`
    select to_regclass(${table}) is not null as "isThere"`.execute(db)
  return rows[0]?.isThere ?? false
}
