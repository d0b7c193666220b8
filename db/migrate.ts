import { PGlite } from '@electric-sql/pglite'
import { Migrator, NO_MIGRATIONS } from 'kysely/migration'
import { migrations } from './migrations/index.ts'
import { type Db, openPglite, openPostgres, pgliteOptions } from './open.ts'

const migrator = (db: Db) =>
  new Migrator({ db, provider: { getMigrations: async () => migrations } })

/** Brings the database up to the newest migration; returns the names it ran. Safe to run twice. */
export async function migrateUp(db: Db): Promise<string[]> {
  return ran(await migrator(db).migrateToLatest())
}

/** Undoes every migration, newest first. */
export async function migrateDown(db: Db): Promise<string[]> {
  return ran(await migrator(db).migrateTo(NO_MIGRATIONS))
}

function ran({ error, results }: Awaited<ReturnType<Migrator['migrateToLatest']>>): string[] {
  if (error) throw error
  return (results ?? []).map(result => result.migrationName)
}

if (import.meta.main) {
  const url = process.env.DATABASE_URL
  const folder = process.argv[2] ?? '.data/database'
  const db = url ? openPostgres(url) : openPglite(new PGlite(folder, pgliteOptions))
  const names = await migrateUp(db)
  console.log(names.length ? `migrated: ${names.join(', ')}` : 'nothing to migrate')
  await db.destroy()
}
