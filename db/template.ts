import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { migrateUp } from './migrate.ts'
import { openPostgres } from './open.ts'

const MIGRATIONS = join(import.meta.dir, 'migrations')
/** Any number that nobody else locks on a server for tests. */
const LOCK = 7_331_001

/** The migrated database that new ones on this server are copied from; made by who asks first. */
export async function templateOn(admin: pg.Client, server: string): Promise<string> {
  const name = `content_template_${await hashOfMigrations()}`
  if (await exists(admin, name)) return name
  await admin.query('select pg_advisory_lock($1)', [LOCK])
  try {
    if (!(await exists(admin, name))) await makeTemplate(admin, server, name)
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [LOCK])
  }
  return name
}

async function makeTemplate(admin: pg.Client, server: string, name: string): Promise<void> {
  // Only a finished one gets the name, so that a run that was killed leaves none behind by it.
  const unfinished = `${name}_unfinished`
  await admin.query(`drop database if exists ${unfinished} with (force)`)
  await admin.query(`create database ${unfinished}`)
  const url = new URL(server)
  url.pathname = `/${unfinished}`
  const db = openPostgres(url.href, { connections: 1 })
  try {
    await migrateUp(db)
  } finally {
    await db.destroy()
  }
  await admin.query(`alter database ${unfinished} rename to ${name}`)
}

async function exists(admin: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name])
  return rowCount === 1
}

/** By content, because a migration that is still being written keeps its name. */
async function hashOfMigrations(): Promise<string> {
  const hasher = new Bun.CryptoHasher('sha256')
  for (const file of (await readdir(MIGRATIONS)).sort()) {
    hasher.update(await readFile(join(MIGRATIONS, file)))
  }
  return hasher.digest('hex').slice(0, 16)
}
