import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { answerConsent } from '../../ops/sandbox/kit/answer-consent.ts'
import { type Connection, PLATFORMS, traitsOf } from '../contract/index.ts'
import { saveConnection, sealedConnection } from '../src/connection/connection.queries.ts'
import { saveOwner } from '../src/connection/owner.queries.ts'
import { DAY_MS, MINUTE_MS } from '../src/lib/time.ts'
import { connect } from './connect.ts'
import { ruleOf, startApi, type TestApi } from './harness.ts'
import { sendingTo } from './publishing.ts'
import { codesOf, problemOf } from './refusal.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'

let sandboxes: TestSandboxes
let api: TestApi
let clockAheadMs = 0

beforeAll(async () => {
  sandboxes = await testSandboxes()
  const now = () => new Date(Date.now() + clockAheadMs)
  api = await startApi({ env: sandboxes.env, now })
}, 30_000)
afterAll(async () => {
  await api?.close()
  await sandboxes?.close()
})

const NO_TOKENS = {
  accessToken: '',
  refreshToken: null,
  accessExpiresAt: new Date().toISOString(),
  refreshExpiresAt: null,
  obtainedAt: new Date().toISOString(),
}

describe.each([...PLATFORMS])('%s', platform => {
  test('a creator connects it, and their device is granted a token that works there', async () => {
    const creator = await api.creator({ plan: 'pro' })
    const connection = await connect(creator, platform)
    expect(connection).toMatchObject({ platform, state: 'live', rule: { mode: 'review' } })
    expect(connection.label.length).toBeGreaterThan(0)

    await sendingTo(api, creator, connection)
    const grant = await creator.key.connection.grant.query({
      platform,
      connectionId: connection.id,
    })
    expect(grant.connection.id).toBe(connection.id)
    expect(Date.parse(grant.expiresAt)).toBeGreaterThan(Date.now())
    const { accessToken } = grant
    const accounts = await api.deps.platforms.ours[platform].accounts({ ...NO_TOKENS, accessToken })
    expect(accounts.map(({ externalId }) => externalId)).toContain(connection.externalId)
    const { connections } = await creator.key.connection.list.query()
    expect(connections.map(({ id }) => id)).toContain(connection.id)
  })

  test('the tokens are on no row and in no log in the clear', async () => {
    const creator = await api.creator({ plan: 'pro' })
    const connection = await connect(creator, platform)
    await sendingTo(api, creator, connection)
    const wanted = { platform, connectionId: connection.id }
    const grant = await creator.key.connection.grant.query(wanted)
    const rows = await api.db.selectFrom('connection').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(grant.accessToken)
    expect(api.logged.join('\n')).not.toContain(grant.accessToken)
  })

  test('connecting the same channel again keeps its id and its rule', async () => {
    const creator = await api.creator({ plan: 'pro' })
    const first = await connect(creator, platform)
    const rule = await ruleOf(platform)
    await creator.person.connection.saveRule.mutate({ connectionId: first.id, rule })
    const again = await connect(creator, platform)
    expect(again).toMatchObject({ id: first.id, rule })
  })

  test('a scope that was unticked is named, and nothing is connected', async () => {
    const creator = await api.creator({ plan: 'pro' })
    const [scope = ''] = api.deps.platforms.ours[platform].scopes
    const problem = await problemOf(connect(creator, platform, { without: [scope] }))
    expect(problem).toMatchObject({ code: 'invalid', detail: expect.stringContaining(scope) })
    expect((await creator.key.connection.list.query()).connections).toEqual([])
  })

  test('a disconnected channel is revoked there, forgotten here, and may come back', async () => {
    const creator = await api.creator({ plan: 'pro' })
    const { id } = await connect(creator, platform)
    const { connections } = await creator.key.connection.list.query()
    const before = (await sandboxes.ledger(platform)).requests.length
    for (const connection of connections)
      await creator.person.connection.disconnect.mutate({ platform, connectionId: connection.id })
    const asked = (await sandboxes.ledger(platform)).requests.slice(before)
    // Where nobody can be told, the creator is (see the dashboard's question).
    const told = traitsOf(platform).takesAccessBack ? [200] : []
    expect(asked.map(({ status }) => status)).toEqual(told)
    const row = await api.db
      .selectFrom('connection')
      .select(['state', 'sealed', 'access_expires_at'])
      .where('connection_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ state: 'disconnected', sealed: null, access_expires_at: null })
    expect((await problemOf(creator.key.connection.grant.query({ platform }))).code).toBe(
      'not_found',
    )
    expect((await connect(creator, platform)).id).toBe(id)
  })
})

describe('the state of an attempt', () => {
  test('works once, however many callbacks arrive together', async () => {
    const creator = await api.creator({ plan: 'pro' })
    const platform = 'youtube'
    const { authorizationUrl, state } = await creator.person.connection.initiate.mutate({
      platform,
    })
    const code = (await answerConsent(authorizationUrl)).searchParams.get('code') ?? ''
    const calls = Array.from({ length: 5 }, () =>
      creator.person.connection.callback.mutate({ platform, code, state }),
    )
    const outcomes = await Promise.allSettled(calls)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const again = creator.person.connection.callback.mutate({ platform, code, state })
    expect((await problemOf(again)).code).toBe('invalid')
  })

  test('belongs to the workspace and the platform that began it', async () => {
    const [creator, stranger] = [await api.creator(), await api.creator()]
    const platform = 'tiktok'
    const { authorizationUrl, state } = await creator.person.connection.initiate.mutate({
      platform,
    })
    const code = (await answerConsent(authorizationUrl)).searchParams.get('code') ?? ''
    const stolen = stranger.person.connection.callback.mutate({ platform, code, state })
    expect((await problemOf(stolen)).code).toBe('invalid')
    const other = creator.person.connection.callback.mutate({ platform: 'youtube', code, state })
    expect((await problemOf(other)).code).toBe('invalid')
    const own = await creator.person.connection.callback.mutate({ platform, code, state })
    expect(own.platform).toBe('tiktok')
  })

  test('ends after ten minutes', async () => {
    const creator = await api.creator()
    const platform = 'youtube'
    const { authorizationUrl, state } = await creator.person.connection.initiate.mutate({
      platform,
    })
    const code = (await answerConsent(authorizationUrl)).searchParams.get('code') ?? ''
    clockAheadMs = 10 * MINUTE_MS
    try {
      const late = creator.person.connection.callback.mutate({ platform, code, state })
      expect((await problemOf(late)).code).toBe('invalid')
    } finally {
      clockAheadMs = 0
    }
  })
})

test('the free plan connects one platform, and says which plan has more', async () => {
  const creator = await api.creator()
  await connect(creator, 'youtube')
  const second = await problemOf(connect(creator, 'tiktok'))
  expect(second).toMatchObject({ code: 'plan_limit', status: 402, allowedBy: 'pro' })
  await connect(creator, 'youtube')
})

test('two platforms begun at the same time do not slip past the free plan', async () => {
  const creator = await api.creator()
  const begun = await Promise.all(
    (['youtube', 'tiktok'] as const).map(async platform => {
      const { authorizationUrl, state } = await creator.person.connection.initiate.mutate({
        platform,
      })
      const code = (await answerConsent(authorizationUrl)).searchParams.get('code') ?? ''
      return { platform, code, state }
    }),
  )
  const calls = begun.map(input => creator.person.connection.callback.mutate(input))
  const outcomes = await Promise.allSettled(calls)
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a device may take a grant but not connect, disconnect or change a rule', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const { id, rule } = await connect(creator, 'youtube')
  const refused = [
    creator.key.connection.initiate.mutate({ platform: 'youtube' }),
    creator.key.connection.disconnect.mutate({ platform: 'youtube' }),
    creator.key.connection.saveRule.mutate({ connectionId: id, rule }),
    creator.person.connection.grant.query({ platform: 'youtube' }),
  ]
  expect(await codesOf(refused)).toEqual(refused.map(() => 'forbidden'))
})

test("a stranger cannot take, change or end another workspace's connection", async () => {
  const [creator, stranger] = [await api.creator(), await api.creator()]
  const { id, rule } = await connect(creator, 'youtube')
  const one = { platform: 'youtube', connectionId: id } as const
  const calls = [
    stranger.key.connection.grant.query(one),
    stranger.person.connection.disconnect.mutate(one),
    stranger.person.connection.saveRule.mutate({ connectionId: id, rule }),
  ]
  expect(await codesOf(calls)).toEqual(calls.map(() => 'not_found'))
  expect((await stranger.key.connection.list.query()).connections).toEqual([])
})

test('a rule of another platform is refused', async () => {
  const creator = await api.creator()
  const { id } = await connect(creator, 'youtube')
  const rule = { platform: 'tiktok', mode: 'inbox' } as const
  const call = creator.person.connection.saveRule.mutate({ connectionId: id, rule })
  expect((await problemOf(call)).code).toBe('invalid')
})

/** The other account that the person ticked beside this one: it shares what was granted. */
async function sibling({ workspaceId }: { workspaceId: string }, { id, ...one }: Connection) {
  const row = { workspaceId, connectionId: id }
  const { sealed } = (await sealedConnection(api.db, row)) ?? {}
  const tokens = api.deps.vault.open({ ...row, platform: one.platform }, sealed ?? '')
  const added = { workspaceId, connectionId: crypto.randomUUID(), platform: one.platform }
  await saveConnection(api.db, {
    ...{ ...one, ...added, externalId: 'another account', scopes: [], now: new Date() },
    ...{ ...api.deps.vault.seal(added, tokens), accessExpiresAt: tokens.accessExpiresAt },
  })
  const owner = api.db.selectFrom('connection_owner').select('user_hash')
  const { user_hash } = await owner.where('connection_id', '=', id).executeTakeFirstOrThrow()
  await saveOwner(api.db, { ...added, userHash: user_hash })
  return added.connectionId
}

test('of two accounts of one sign-in the one that stays works on, renewed apart', async () => {
  const platform = 'instagram'
  const creator = await api.creator({ plan: 'pro' })
  const goes = await connect(creator, platform)
  const stays = await sibling(creator, goes)
  for (const id of [goes.id, stays]) await sendingTo(api, creator, { id, platform })
  clockAheadMs = 51 * DAY_MS
  await creator.key.connection.grant.query({ platform, connectionId: goes.id })
  clockAheadMs = 0
  await creator.person.connection.disconnect.mutate({ platform, connectionId: goes.id })
  const { accessToken } = await creator.key.connection.grant.query({ platform })
  const whoseAccess = () =>
    api.deps.platforms.ours.instagram.userId?.({ ...NO_TOKENS, accessToken })
  expect(await whoseAccess()).toMatch(/^\d+$/)
  await creator.person.connection.disconnect.mutate({ platform, connectionId: stays })
  expect(await whoseAccess()).toBeNull()
})

test('two accounts of one sign-in that go in the same moment leave no access behind', async () => {
  const platform = 'instagram'
  const creator = await api.creator({ plan: 'pro' })
  const one = await connect(creator, platform)
  const ids = [one.id, await sibling(creator, one)]
  await sendingTo(api, creator, one)
  const grant = creator.key.connection.grant.query({ platform, connectionId: one.id })
  const { accessToken } = await grant
  await Promise.all(
    ids.map(connectionId =>
      creator.person.connection.disconnect.mutate({ platform, connectionId }),
    ),
  )
  expect(await api.deps.platforms.ours.instagram.userId?.({ ...NO_TOKENS, accessToken })).toBeNull()
})

test('a platform that is away while connecting is said to be away', async () => {
  const creator = await api.creator()
  await sandboxes.arm('youtube', {
    path: '/token',
    fault: { kind: 'status', status: 503, body: 'down' },
  })
  const problem = await problemOf(connect(creator, 'youtube'))
  expect(problem).toMatchObject({ code: 'upstream', status: 502 })
  await sandboxes.arm('youtube')
})

test('a grant over REST holds no refresh token, and is not to be stored on the way', async () => {
  const creator = await api.creator()
  await sendingTo(api, creator, await connect(creator, 'youtube'))
  const answer = await api.rest('/api/v1/oauth/youtube/credentials', { auth: creator.apiKey })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  const keys = ['accessToken', 'expiresAt', 'connection', 'sandboxOrigin']
  expect(Object.keys(answer.body as object)).toEqual(keys)
  // So that no agent takes what is a stand-in's to the platform itself.
  expect(answer.body).toMatchObject({ sandboxOrigin: sandboxes.origins.youtube })
})
