import { afterAll, beforeAll, expect, test } from 'bun:test'
import { testDatabase } from '@content/db/testing'
import type { KyselyPlugin } from 'kysely'
import { checksum, isWellFormedKey, newKey } from '../src/lib/key.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

let api: TestApi
let creator: Creator
let queries = 0
const counting: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  // Counted by their answers: statements compiled by hand are never seen as nodes.
  async transformResult({ result }) {
    queries += 1
    return result
  },
}

beforeAll(async () => {
  const database = await testDatabase()
  api = await startApi({ database: { ...database, db: database.db.withPlugin(counting) } })
  creator = await api.creator()
}, START_MS)
afterAll(() => api.close())

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const statusOf = async (headers: Record<string, string>) =>
  (await api.rest('/api/v1/auth/me', { headers })).status

test('the checksum is the one that others compute', () => {
  expect(checksum('zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ')).toBe('0mLq17')
})

test('a thousand new keys are all different and all well formed', () => {
  const keys = Array.from({ length: 1000 }, newKey)
  expect(new Set(keys).size).toBe(1000)
  expect(keys.every(isWellFormedKey)).toBe(true)
})

test('of a thousand mistyped keys none is let in, and none costs a query', async () => {
  const { apiKey } = creator
  expect(await statusOf({ 'X-API-Key': apiKey })).toBe(200)
  expect(queries).toBeGreaterThan(0)
  const mutated = Array.from({ length: 1000 }, (_, index) => {
    const at = 3 + (index % (apiKey.length - 3))
    const was = ALPHABET.indexOf(apiKey.charAt(at))
    const letter = ALPHABET.charAt((was + 1 + (index % 61)) % 62)
    return apiKey.slice(0, at) + letter + apiKey.slice(at + 1)
  })
  expect(mutated).not.toContain(apiKey)
  queries = 0
  const statuses = new Set<number>()
  for (const [index, key] of mutated.entries()) {
    // From many addresses, so that it is the key and not the limit that refuses.
    statuses.add(
      await statusOf({
        'X-API-Key': key,
        'X-Forwarded-For': `198.18.${index >> 8}.${index & 255}`,
      }),
    )
  }
  expect([...statuses]).toEqual([401])
  expect(queries).toBe(0)
})

test('a key that was never given costs one query and is refused', async () => {
  queries = 0
  expect(await statusOf({ 'X-API-Key': newKey() })).toBe(401)
  expect(queries).toBe(1)
})

test('what only looks like a key is refused', async () => {
  const { apiKey } = creator
  for (const odd of [`${apiKey}x`, apiKey.slice(0, -1), apiKey.toUpperCase(), `cc_${apiKey}`]) {
    expect(await statusOf({ 'X-API-Key': odd })).toBe(401)
  }
  for (const Authorization of [`Basic ${apiKey}`, apiKey, `Bearer ${apiKey} ${apiKey}`, 'Bearer']) {
    expect(await statusOf({ Authorization })).toBe(401)
  }
  expect(await statusOf({ Authorization: `bearer ${apiKey}` })).toBe(200)
})

test('two credentials are refused, even when both are good; one sent twice is one', async () => {
  const { apiKey, token, cookie } = creator
  const bearer = { Authorization: `Bearer ${apiKey}` }
  expect(await statusOf({ ...bearer, 'X-API-Key': apiKey })).toBe(200)
  expect(await statusOf({ Authorization: `Bearer ${token}`, 'X-API-Key': apiKey })).toBe(401)
  expect(await statusOf({ ...bearer, Cookie: cookie })).toBe(401)
})

test('a bad credential is never looked past, not even on an open door', async () => {
  const json = { email: creator.email, password: creator.password }
  const headers = { 'X-API-Key': 'cc_nonsense' }
  const { status } = await api.rest('/api/v1/auth/login', { json, headers })
  expect(status).toBe(401)
})

test('a key is nowhere in the database, and its use is noted every few minutes', async () => {
  const key = await api.db.selectFrom('device_key').selectAll().execute()
  expect(JSON.stringify(key)).not.toContain(creator.apiKey)
  await statusOf({ 'X-API-Key': creator.apiKey })
  const used = () =>
    api.db
      .selectFrom('device')
      .select('last_used_at')
      .where('workspace_id', '=', creator.workspaceId)
      .executeTakeFirst()
  const first = await used()
  expect(first?.last_used_at).toBeInstanceOf(Date)
  await statusOf({ 'X-API-Key': creator.apiKey })
  expect(await used()).toEqual(first)
})
