import { mkdirSync } from 'node:fs'
import { sql } from 'kysely'
import { Migrator, NO_MIGRATIONS } from 'kysely/migration'
import { laterMigrations, type Migrations, makeMarks, marking } from './later-migrations.ts'
import { migrations } from './migrations/index.ts'
import { type Db, openPglite, openPostgres, pgliteOptions } from './open.ts'

/** Any number that nobody else locks in this database. */
const LOCK = 7_403_002
// What everybody waits for must not wait long for one of them; it is tried again.
const LOCK_TIMEOUT = '10s'

const migrator = (db: Db, all: Migrations) =>
  new Migrator({ db, provider: { getMigrations: async () => all } })

/**
 * Brings the database up to the newest migration, or none of the way; returns the names it ran.
 * Safe to run twice, and by several at once: one does it, and the others wait.
 */
export async function migrateUp(db: Db, known: Migrations = migrations): Promise<string[]> {
  return db.transaction().execute(async tx => {
    await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(tx)
    await sql`set local lock_timeout = ${sql.lit(LOCK_TIMEOUT)}`.execute(tx)
    await makeMarks(tx)
    const later = await laterMigrations(tx, known)
    return ran(await migrator(tx, { ...marking(known), ...later }).migrateToLatest())
  })
}

/** Undoes every migration, newest first. */
export async function migrateDown(db: Db): Promise<string[]> {
  return ran(await migrator(db, migrations).migrateTo(NO_MIGRATIONS))
}

function ran({ error, results }: Awaited<ReturnType<Migrator['migrateToLatest']>>): string[] {
  if (error) throw error
  return (results ?? []).map(result => result.migrationName)
}

const HELP = `Usage: bun run db:migrate [FOLDER]

Brings a database up to the newest migration: the Postgres at DATABASE_URL, or the embedded one
in FOLDER (default .data/database; stop what uses it first).`

async function main(folder: string, url: string | undefined): Promise<void> {
  const db = url ? openPostgres(url) : await openEmbedded(folder)
  try {
    const names = await migrateUp(db)
    console.log(names.length ? `migrated: ${names.join(', ')}` : 'nothing to migrate')
  } catch (error) {
    console.error(`Not migrated: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  } finally {
    await db.destroy()
  }
}

async function openEmbedded(folder: string): Promise<Db> {
  mkdirSync(folder, { recursive: true })
  // Its megabytes are for those alone who have no Postgres.
  const { PGlite } = await import('@electric-sql/pglite')
  return openPglite(new PGlite(folder, pgliteOptions))
}

if (import.meta.main) {
  const [folder = '.data/database'] = process.argv.slice(2)
  if (folder.startsWith('-')) console.log(HELP)
  else await main(folder, process.env.DATABASE_URL)
}
