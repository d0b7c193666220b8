import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import { breaksBetween, shapeOf } from './compatibility.ts'
import { type Migrations, NewerSchema } from './later-migrations.ts'
import { migrateUp } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { type Db, openPglite, pgliteOptions } from './open.ts'

/** The last before versions could run on each other's database; what came earlier is history. */
const FIRST = '20261129T1335-week-views'

let db: Db
beforeAll(() => {
  db = openPglite(new PGlite('memory://', pgliteOptions))
})
afterAll(() => db.destroy())

const upTo = (last: string): Migrations =>
  Object.fromEntries(Object.entries(migrations).filter(([name]) => name <= last))

test('every migration leaves the version before running, or says in itself why not', async () => {
  await migrateUp(db, upTo(FIRST))
  let before = await shapeOf(db)
  for (const [name, { contract }] of Object.entries(migrations)) {
    if (name <= FIRST) continue
    await migrateUp(db, upTo(name))
    const after = await shapeOf(db)
    expect([name, breaksBetween(before, after)]).toEqual([name, [...(contract?.breaks ?? [])]])
    before = after
  }
}, 60_000)

describe('what the version before would trip over', () => {
  const cases: [string, string[]][] = [
    ['alter table shelf add column colour text', []],
    ["alter table shelf add column colour text not null default 'red'", []],
    ['create table box (box_id uuid primary key)', []],
    ['create index on shelf (name)', []],
    ['alter table shelf alter column name drop not null', []],
    ['drop table shelf', ['drop table shelf']],
    ['alter table shelf drop column place', ['drop column shelf.place']],
    ['alter table shelf rename column place to spot', ['drop column shelf.place']],
    ['alter table shelf alter column place type bigint', ['type of shelf.place']],
    ['alter table shelf alter column place set not null', ['required shelf.place']],
    ['alter table shelf alter column count drop default', ['required shelf.count']],
    ['alter table shelf add column colour text not null', ['required shelf.colour']],
    ['alter table shelf add check (place > 0)', ['rule of shelf: CHECK ((place > 0))']],
    ['create unique index on shelf (name)', ['rule of shelf: UNIQUE USING btree (name)']],
  ]
  test.each(cases)('%s', async (change, breaks) => {
    const found = db.transaction().execute(async tx => {
      await sql`create table shelf (shelf_id uuid primary key, name text not null, place integer,
        count integer not null default 0)`.execute(tx)
      const before = await shapeOf(tx)
      await sql.raw(change).execute(tx)
      const after = await shapeOf(tx)
      throw { breaks: breaksBetween(before, after) }
    })
    expect(await found.catch((thrown: object) => thrown)).toEqual({ breaks })
  })
})

describe('a version whose database a newer one has changed', () => {
  const later = (contract?: { after: string | null }): Migrations => ({
    ...migrations,
    '29990101T0000-later': {
      up: async () => {},
      ...(contract && { contract: { ...contract, why: 'a test', breaks: [] } }),
    },
  })
  const isRefused = async () => {
    const thrown = await migrateUp(db).catch((error: unknown) => error)
    return thrown instanceof NewerSchema && thrown.message
  }
  const last = Object.keys(migrations).at(-1) ?? ''

  test('goes on where that only added, or took away what it does not use', async () => {
    for (const contract of [undefined, { after: null }, { after: last }]) {
      await migrateUp(db, later(contract))
      expect(await migrateUp(db)).toEqual([])
      await forget()
    }
  })

  test('does not start where that took away what it uses, and says which one can', async () => {
    await migrateUp(db, later({ after: '29981231T0000-unknown' }))
    expect(await isRefused()).toContain('a version that knows 29981231T0000-unknown')
    await forget()
  })

  test('nor where nobody said that it may, or where two versions went apart', async () => {
    await migrateUp(db, later())
    await sql`delete from kysely_migration_mark where name like '2999%'`.execute(db)
    expect(await isRefused()).toContain('29990101T0000-later')
    await forget()
    await sql`insert into kysely_migration values ('20200101T0000-aside', now()::text)`.execute(db)
    expect(await isRefused()).toContain('20200101T0000-aside')
    await forget()
  })

  async function forget() {
    for (const table of ['kysely_migration', 'kysely_migration_mark']) {
      await sql`delete from ${sql.table(table)}
        where name like '2999%' or name like '2020%'`.execute(db)
    }
  }
})
