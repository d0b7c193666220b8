import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { REGISTRY, TABLES } from '../src/privacy/registry.ts'
import { SEALED_COLUMNS } from '../src/vault/vault.rules.ts'
import { START_MS } from './harness.ts'
import { columnsOf, dumpOf, foundIn, seedCanaries } from './privacy/canaries.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
}, START_MS)
afterAll(() => database.close())

const classified = TABLES.flatMap(table =>
  Object.keys(REGISTRY[table].columns).map(column => `${table}.${column}`),
)

test('every column there is has been classified, and every classified one is there', async () => {
  const columns = await columnsOf(database.db)
  const there = columns.map(({ table, column }) => `${table}.${column}`)
  expect(there.filter(name => !classified.includes(name))).toEqual([])
  expect(classified.filter(name => !there.includes(name))).toEqual([])
})

test('a table with a workspace or a person in it says whose its rows are', async () => {
  const columns = await columnsOf(database.db)
  const silent = columns.filter(({ table, column }) => {
    const entry = REGISTRY[TABLES.find(name => name === table) ?? 'person']
    if (table === 'departed') return false
    if (column === 'workspace_id') return entry.workspace === undefined
    return column === 'person_id' && entry.person === undefined
  })
  expect(silent).toEqual([])
})

test('what the vault seals, and what is only compared, is in no export as it is', () => {
  const secret = /^sealed|_hash$|^secret|password/
  const known = new Set(SEALED_COLUMNS.map(([table, column]) => `${table}.${column}`))
  const told = TABLES.flatMap(table =>
    Object.entries(REGISTRY[table].columns)
      .filter(([column, { inExport }]) => {
        const isSecret = secret.test(column) || known.has(`${table}.${column}`)
        return isSecret && inExport === 'as it is' && column !== 'password_changed_at'
      })
      .map(([column]) => `${table}.${column}`),
  )
  expect(told).toEqual([])
})

test('every purpose is a sentence, and no two columns of a table share one', () => {
  for (const table of TABLES) {
    const { purpose, columns } = REGISTRY[table]
    const purposes = Object.values(columns).map(column => column.purpose)
    for (const text of [purpose, ...purposes]) expect(text).toMatch(/^[A-Z].+\.$/)
  }
})

test('the canaries of the other tests really are in every column of every table', async () => {
  const seed = await seedCanaries(database.db)
  expect(seed.canaries.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(
    classified.toSorted(),
  )
  const dump = await dumpOf(database.db)
  for (const canary of seed.canaries) {
    const found = foundIn(dump.get(`public.${canary.table}`) ?? '', { canaries: [canary] })
    expect(found).toEqual(canary.text === null ? [] : [`${canary.table}.${canary.column}`])
  }
})
