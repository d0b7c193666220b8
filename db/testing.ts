import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { migrateUp } from './migrate.ts'
import { type Db, openPglite, openPostgres, pgliteOptions } from './open.ts'
import { templateOn } from './template.ts'

export interface TestDatabase {
  db: Db
  /** The embedded engine, or null on a real Postgres. */
  pglite: PGlite | null
  /** Where a second process can reach it, or null when embedded. */
  url: string | null
  close(): Promise<void>
}

/** A fresh migrated database: on `DATABASE_URL`'s server when it is set, else in memory. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.DATABASE_URL
  return server ? onPostgres(server) : embedded()
}

async function embedded(): Promise<TestDatabase> {
  const pglite = new PGlite('memory://', pgliteOptions)
  const db = openPglite(pglite)
  await migrateUp(db)
  return { db, pglite, url: null, close: () => db.destroy() }
}

async function onPostgres(server: string): Promise<TestDatabase> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await asAdmin(server, async admin => {
    await admin.query(`create database ${name} template ${await templateOn(admin, server)}`)
  })
  const url = new URL(server)
  url.pathname = `/${name}`
  const db = openPostgres(url.href, { connections: 40 })
  return {
    db,
    pglite: null,
    url: url.href,
    close: async () => {
      await db.destroy()
      await asAdmin(server, admin => admin.query(`drop database if exists ${name} with (force)`))
    },
  }
}

async function asAdmin<T>(server: string, run: (admin: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}
