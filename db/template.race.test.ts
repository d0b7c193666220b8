import { expect, test } from 'bun:test'
import pg from 'pg'
import { migrateUp } from './migrate.ts'
import { templateOn } from './template.ts'
import { testDatabase } from './testing.ts'

const server = process.env.DATABASE_URL
if (!server) {
  throw new Error(
    'DATABASE_URL is not set: this needs a real Postgres: bun ops/services.ts postgres',
  )
}

test('whoever asks at once gets a database of their own, migrated once for all', async () => {
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  const template = await templateOn(admin, server)
  // As a run leaves it that was killed half-way, before anybody had finished one.
  await admin.query(`alter database ${template} rename to ${template}_unfinished`)
  const databases = await Promise.all(Array.from({ length: 6 }, testDatabase))
  try {
    for (const { db } of databases) expect(await migrateUp(db)).toEqual([])
    const { rows } = await admin.query(
      `select datname from pg_database where datname like '${template}%'`,
    )
    expect(rows).toEqual([{ datname: template }])
    expect(new Set(databases.map(({ url }) => url)).size).toBe(6)
  } finally {
    for (const { close } of databases) await close()
    await admin.end()
  }
})
