import { afterAll, afterEach, beforeAll, describe, expect, test } from 'bun:test'
import { definitionOf, type Platform } from '../contract/index.ts'
import { sha256Hex } from '../src/lib/id.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../src/lib/time.ts'
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

const refreshes = async (platform: Platform) => (await sandboxes.ledger(platform)).refreshes
const tokenCalls = async (platform: Platform) =>
  (await sandboxes.ledger(platform)).requests.filter(({ path }) => path.includes('token')).length

async function stateOf({ creator, connectionId }: Connected) {
  const { connections } = await creator.key.connection.list.query()
  return connections.find(({ id }) => id === connectionId)
}

const expire = (connectionId: string) =>
  api.db
    .updateTable('connection')
    .set({ access_expires_at: new Date(0) })
    .where('connection_id', '=', connectionId)
    .execute()

test('a token that lasts is granted without asking the platform', async () => {
  const it = await connected('youtube')
  const before = await tokenCalls('youtube')
  const [first, second] = [await it.grant(), await it.grant()]
  expect(second.accessToken).toBe(first.accessToken)
  expect(await tokenCalls('youtube')).toBe(before)
})

test.each(['youtube', 'tiktok'] as const)(
  'twenty devices ask %s for an expired token at once: one refresh, one new token for all',
  async platform => {
    const it = await connected(platform)
    const old = await it.grant()
    clockAheadMs = 25 * HOUR_MS
    const before = await refreshes(platform)
    const grants = await Promise.all(Array.from({ length: 20 }, it.grant))
    expect(await refreshes(platform)).toBe(before + 1)
    const tokens = new Set(grants.map(({ accessToken }) => accessToken))
    expect(tokens.size).toBe(1)
    expect(tokens).not.toContain(old.accessToken)
  },
  20_000,
)

test('a rotated refresh token is kept: TikTok is refreshed again and again', async () => {
  const it = await connected('tiktok')
  const before = await refreshes('tiktok')
  for (let day = 1; day <= 3; day++) {
    clockAheadMs = day * 25 * HOUR_MS
    await it.grant()
  }
  expect(await refreshes('tiktok')).toBe(before + 3)
  expect((await stateOf(it))?.state).toBe('live')
})

test("Instagram's sixty days are not made longer: the token works to its end", async () => {
  const it = await connected('instagram')
  const first = await it.grant()
  clockAheadMs = 55 * DAY_MS
  await sandboxes.control('instagram', 'settings', { clockAheadSeconds: (55 * DAY_MS) / 1000 })
  try {
    expect(await it.grant()).toMatchObject(first)
    clockAheadMs = 61 * DAY_MS
    const problem = await problemOf(it.grant())
    expect(problem).toMatchObject({ code: 'connection_lost', status: 412 })
    expect(problem.detail).toContain('60 days')
  } finally {
    await sandboxes.control('instagram', 'settings', { clockAheadSeconds: 0 })
  }
})

test('a token refused before its time is replaced for the device that says so', async () => {
  const it = await connected('youtube')
  const { accessToken } = await it.grant()
  await sandboxes.control('youtube', 'expire-tokens')
  expect((await it.grant()).accessToken).toBe(accessToken)
  const { creator, platform, connectionId } = it
  const before = await refreshes('youtube')
  const wanted = { platform, connectionId, refused: sha256Hex(accessToken) }
  const again = () => creator.key.connection.grant.query(wanted)
  const grants = await Promise.all([again(), again(), again()])
  const replaced = new Set(grants.map(grant => grant.accessToken))
  expect(replaced.size).toBe(1)
  expect(replaced).not.toContain(accessToken)
  expect(await refreshes('youtube')).toBe(before + 1)
})

test.each(['youtube', 'instagram', 'tiktok'] as const)(
  'a refused token of %s whose consent is gone loses the connection before its time',
  async platform => {
    const { creator, connectionId, grant } = await connected(platform)
    const { accessToken } = await grant()
    await sandboxes.control(platform, 'revoke')
    const wanted = { platform, connectionId, refused: sha256Hex(accessToken) }
    const problem = await problemOf(creator.key.connection.grant.query(wanted))
    expect(problem.code).toBe('connection_lost')
  },
)

test('a consent that was taken back loses the connection at once, with its reason', async () => {
  const it = await connected('youtube')
  await sandboxes.control('youtube', 'revoke')
  clockAheadMs = 2 * HOUR_MS
  expect((await problemOf(it.grant())).code).toBe('connection_lost')
  expect(await stateOf(it)).toMatchObject({
    state: 'lost',
    lostReason: expect.stringContaining('Google ended'),
  })
  const asked = await tokenCalls('youtube')
  expect((await problemOf(it.grant())).code).toBe('connection_lost')
  expect(await tokenCalls('youtube')).toBe(asked)
  // Told once, whoever asks again.
  const events = await api.db.selectFrom('event').selectAll().execute()
  const told = events.filter(({ workspace_id }) => workspace_id === it.creator.workspaceId)
  expect(told).toMatchObject([
    { type: 'connection.lost', data: { connectionId: it.connectionId, platform: 'youtube' } },
  ])
})

const passing: [string, Platform, object][] = [
  ['breaks', 'youtube', { kind: 'status', status: 503 }],
  ['is busy', 'youtube', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }],
  ['hangs up', 'youtube', { kind: 'drop-before' }],
  ['answers with a page', 'youtube', { kind: 'status', status: 200, body: '<html>' }],
  ['answers half', 'youtube', { kind: 'status', status: 200, body: '{"access_token":"ab' }],
  ['answers nothing', 'youtube', { kind: 'status', status: 200, body: { access_token: '' } }],
  ['does not know our app', 'youtube', invalid(401, 'invalid_client')],
  ['redirects', 'youtube', { kind: 'status', status: 302, headers: { location: '/' } }],
  ['fails with status 200', 'tiktok', invalid(200, 'temporarily_unavailable')],
]
function invalid(status: number, error: string) {
  return { kind: 'status', status, body: { error, error_description: 'canary-description' } }
}

test.each(passing)(
  'a platform that %s (%s) does not end a connection',
  async (_, platform, fault) => {
    const it = await connected(platform)
    await sandboxes.arm(platform, { path: '/token', fault })
    clockAheadMs = 25 * HOUR_MS
    const problem = await problemOf(it.grant())
    expect(problem).toMatchObject({ code: 'unavailable', status: 503 })
    expect(problem.retryAfterSeconds).toBeGreaterThan(0)
    expect((await stateOf(it))?.state).toBe('live')

    // The fault is spent, yet during the cooldown the platform is left alone.
    const asked = await tokenCalls(platform)
    expect((await problemOf(it.grant())).code).toBe('unavailable')
    expect(await tokenCalls(platform)).toBe(asked)
    clockAheadMs += 31_000
    expect((await it.grant()).accessToken).toBeTruthy()
    expect(api.logged.join('\n')).not.toContain('canary-description')
  },
)

test('a token that still works is granted while the platform cannot renew it', async () => {
  const it = await connected('youtube')
  const old = await it.grant()
  await sandboxes.arm('youtube', { path: '/token', fault: { kind: 'status', status: 503 } })
  clockAheadMs = 57 * MINUTE_MS
  expect((await it.grant()).accessToken).toBe(old.accessToken)
})

test('odd lifetimes and a missing refresh token are taken as they are meant', async () => {
  const it = await connected('youtube')
  for (const expires_in of [undefined, 0, -1, '3600', 1e18, null]) {
    clockAheadMs += 2 * HOUR_MS
    const body = { access_token: `access-${expires_in}`, expires_in, refresh_token: '' }
    const fault = { kind: 'status', status: 200, body }
    await sandboxes.arm('youtube', { path: '/token', fault })
    const { accessToken, expiresAt } = await it.grant()
    expect(accessToken).toBe(`access-${expires_in}`)
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + clockAheadMs)
    // The row is set back, so that the next round has an expired token again.
    await expire(it.connectionId)
  }
  await sandboxes.arm('youtube')
  expect((await it.grant()).accessToken).toBeTruthy()
})

test('tokens that were moved to another row are not opened', async () => {
  const [it, other] = [await connected('youtube'), await connected('youtube')]
  const { sealed } = await api.db
    .selectFrom('connection')
    .select('sealed')
    .where('connection_id', '=', other.connectionId)
    .executeTakeFirstOrThrow()
  await api.db
    .updateTable('connection')
    .set({ sealed })
    .where('connection_id', '=', it.connectionId)
    .execute()
  expect((await problemOf(it.grant())).code).toBe('internal')
  expect((await other.grant()).accessToken).toBeTruthy()
})

describe('what only captions need', () => {
  const platform = 'youtube'
  const wide = String(definitionOf(platform).captionsScope)

  /** What the platform says that the token of a grant is good for. */
  async function allowed(creator: Creator) {
    const { accessToken, connection } = await creator.key.connection.grant.query({ platform })
    const about = `${sandboxes.origins.youtube}/tokeninfo?access_token=${accessToken}`
    const { scope } = (await (await fetch(about)).json()) as { scope: string }
    return { isWide: scope.split(' ').includes(wide), takesCaptions: connection.takesCaptions }
  }

  test('is in no grant until the creator allows captions', async () => {
    const { creator, connectionId } = await connected(platform)
    expect(await allowed(creator)).toEqual({ isWide: false, takesCaptions: false })
    const again = await connect(creator, platform, { captions: true })
    expect(again).toMatchObject({ id: connectionId, takesCaptions: true })
    expect(await allowed(creator)).toEqual({ isWide: true, takesCaptions: true })
  })

  test('may be unticked, and the channel is connected without it', async () => {
    const creator = await api.creator({ plan: 'pro' })
    const connection = await connect(creator, platform, { captions: true, without: [wide] })
    expect(connection).toMatchObject({ state: 'live', takesCaptions: false })
  })

  test('is not asked for where there are no tracks', async () => {
    const creator = await api.creator({ plan: 'pro' })
    expect((await connect(creator, 'tiktok')).takesCaptions).toBeNull()
    const problem = await problemOf(connect(creator, 'tiktok', { captions: true }))
    const detail = 'That platform takes no caption tracks. Connect it without captions.'
    expect(problem).toMatchObject({ code: 'invalid', detail })
  })
})
