import { afterAll, beforeAll, expect, test } from 'bun:test'
import { openPostgres } from '@content/db'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { freshAccess } from '../src/connection/fresh-access.ts'
import type { Deps } from '../src/context.ts'
import { connect } from './connect.ts'
import { startApi, type TestApi } from './harness.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: races need a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const POOLS = 4
const GRANTS = 250
let sandboxes: TestSandboxes
let database: TestDatabase
let api: TestApi

beforeAll(async () => {
  sandboxes = await testSandboxes()
  database = await testDatabase()
  api = await startApi({ env: sandboxes.env, database })
}, 60_000)
afterAll(async () => {
  await api?.close()
  await sandboxes?.close()
})

/** A TikTok connection whose access token has ended; TikTok's refresh tokens work once. */
async function expired() {
  const creator = await api.creator({ plan: 'pro' })
  const { id: connectionId } = await connect(creator, 'tiktok')
  await api.db
    .updateTable('connection')
    .set({ access_expires_at: new Date(0) })
    .where('connection_id', '=', connectionId)
    .execute()
  return { workspaceId: creator.workspaceId, connectionId }
}

/** As many processes would: each with connections of its own to one database. */
async function fromEveryPool<T>(run: (deps: Deps) => Promise<T>): Promise<T[]> {
  const dbs = Array.from({ length: POOLS }, () =>
    openPostgres(database.url ?? '', { connections: 8 }),
  )
  try {
    const asked = dbs.flatMap(db => Array.from({ length: GRANTS }, () => run({ ...api.deps, db })))
    return await Promise.all(asked)
  } finally {
    await Promise.all(dbs.map(db => db.destroy()))
  }
}

test.each([0, 500])(
  'a thousand grants on four pools refresh a slow (%d ms) platform once and agree',
  async ms => {
    const key = await expired()
    const before = (await sandboxes.ledger('tiktok')).refreshes
    await sandboxes.arm('tiktok', { path: '/token', fault: { kind: 'delay', ms } })
    const grants = await fromEveryPool(deps => freshAccess(deps, key))
    expect(new Set(grants.map(({ tokens }) => tokens.accessToken)).size).toBe(1)
    expect((await sandboxes.ledger('tiktok')).refreshes).toBe(before + 1)
  },
  60_000,
)

test('a thousand grants ask a failing platform once, and none is granted', async () => {
  const key = await expired()
  const tokenCalls = async () =>
    (await sandboxes.ledger('tiktok')).requests.filter(({ path }) => path.includes('token')).length
  const before = await tokenCalls()
  const fault = { kind: 'status', status: 503 }
  await sandboxes.arm('tiktok', { path: '/token', times: 1000, fault })
  const outcomes = await fromEveryPool(deps =>
    freshAccess(deps, key).then(
      () => 'granted',
      error => error.code,
    ),
  )
  expect(new Set(outcomes)).toEqual(new Set(['unavailable']))
  expect(await tokenCalls()).toBe(before + 1)
  await sandboxes.arm('tiktok')
}, 60_000)
