import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { migrateUp } from './migrate.ts'
import { type Db, openPglite, openPostgres, pgliteOptions } from './open.ts'

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
  await admin(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const db = openPostgres(url.href, { connections: 40 })
  await migrateUp(db)
  return {
    db,
    pglite: null,
    url: url.href,
    close: async () => {
      await db.destroy()
      await admin(server, `drop database if exists ${name} with (force)`)
    },
  }
}

async function admin(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
