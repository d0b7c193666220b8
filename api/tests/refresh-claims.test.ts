import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import type { Platform } from '../contract/index.ts'
import { claimRefresh, keepRefreshed, loseConnection } from '../src/connection/refresh.queries.ts'
import { DAY_MS, HOUR_MS } from '../src/lib/time.ts'
import { connect } from './connect.ts'
import { type Creator, startApi, type TestApi } from './harness.ts'
import { sendingTo } from './publishing.ts'
import { problemOf } from './refusal.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'

let sandboxes: TestSandboxes
let api: TestApi
let clockAheadMs = 0

beforeAll(async () => {
  sandboxes = await testSandboxes()
  const now = () => new Date(Date.now() + clockAheadMs)
  api = await startApi({ env: sandboxes.env, now })
}, 30_000)
afterEach(() => {
  clockAheadMs = 0
})
afterAll(async () => {
  await api?.close()
  await sandboxes?.close()
})

interface Connected {
  creator: Creator
  platform: Platform
  connectionId: string
  grant(): Promise<{ accessToken: string; expiresAt: string }>
}

/** A creator with one channel; nothing is armed and nobody's clock is ahead when it returns. */
async function connected(platform: Platform): Promise<Connected> {
  await sandboxes.arm(platform)
  const creator = await api.creator({ plan: 'pro' })
  const connection = await connect(creator, platform)
  await sendingTo(api, creator, connection)
  const { id } = connection
  return {
    creator,
    platform,
    connectionId: id,
    grant: () => creator.key.connection.grant.query({ platform, connectionId: id }),
  }
}

const expire = (connectionId: string) =>
  api.db
    .updateTable('connection')
    .set({ access_expires_at: new Date(0) })
    .where('connection_id', '=', connectionId)
    .execute()

test('a refresher that died holds nobody back once its time is over', async () => {
  const it = await connected('tiktok')
  clockAheadMs = 25 * HOUR_MS
  await api.db
    .updateTable('connection')
    .set({ refreshing_until: new Date(Date.now() + clockAheadMs - 1) })
    .where('connection_id', '=', it.connectionId)
    .execute()
  expect((await it.grant()).accessToken).toBeTruthy()
})

test('a refresher that comes back late with good tokens heals the connection', async () => {
  const { creator, connectionId, grant } = await connected('tiktok')
  const { workspaceId } = creator
  const until = new Date(Date.now() + 30_000)
  const claim = { workspaceId, connectionId, version: 1, until, by: null }
  await api.db
    .updateTable('connection')
    .set({ refreshing_until: until })
    .where('connection_id', '=', connectionId)
    .execute()
  await loseConnection(api.db, claim, 'refused')
  expect((await problemOf(grant())).code).toBe('connection_lost')
  const tokens = {
    accessToken: 'late',
    refreshToken: 'late too',
    accessExpiresAt: new Date(Date.now() + DAY_MS).toISOString(),
    refreshExpiresAt: null,
    obtainedAt: new Date().toISOString(),
  }
  const owner = { workspaceId, connectionId, platform: 'tiktok' } as const
  const kept = { ...api.deps.vault.seal(owner, tokens), tokens }
  expect(await keepRefreshed(api.db, claim, kept)).toBe(true)
  expect((await grant()).accessToken).toBe('late')
  expect(await keepRefreshed(api.db, claim, kept)).toBe(false)
  // Whoever still looks at the old version must not spend the refresh token that it holds.
  expect(await claimRefresh(api.db, claim, new Date())).toBe(false)
  expect(await claimRefresh(api.db, { ...claim, version: 2 }, new Date())).toBe(true)
})

test('a connection that is taken away during a refresh stays away', async () => {
  const it = await connected('youtube')
  await expire(it.connectionId)
  await sandboxes.arm('youtube', { path: '/token', fault: { kind: 'delay', ms: 400 } })
  const granting = problemOf(it.grant())
  const { platform, connectionId, creator } = it
  while ((await refreshingUntil(connectionId)) === null) await Bun.sleep(5)
  await creator.person.connection.disconnect.mutate({ platform, connectionId })
  expect((await granting).code).toBe('not_found')
  const row = await api.db
    .selectFrom('connection')
    .select(['state', 'sealed'])
    .where('connection_id', '=', connectionId)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ state: 'disconnected', sealed: null })
})

test('what is renewed for a workspace that is erased meanwhile is given back', async () => {
  const { connectionId, grant } = await connected('youtube')
  await expire(connectionId)
  await sandboxes.arm('youtube', { path: '/token', fault: { kind: 'delay', ms: 400 } })
  const granting = problemOf(grant())
  while ((await refreshingUntil(connectionId)) === null) await Bun.sleep(5)
  await api.db.deleteFrom('connection').where('connection_id', '=', connectionId).execute()
  expect((await granting).code).toBe('not_found')
  const { requests } = await sandboxes.ledger('youtube')
  expect(requests.at(-1)).toMatchObject({ path: '/revoke', status: 200 })
})

async function refreshingUntil(connectionId: string) {
  const row = await api.db
    .selectFrom('connection')
    .select('refreshing_until')
    .where('connection_id', '=', connectionId)
    .executeTakeFirstOrThrow()
  return row.refreshing_until
}
