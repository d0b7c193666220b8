import { afterAll, beforeAll, expect, test } from 'bun:test'
import { connect } from './connect.ts'
import { START_MS, startApi, type TestApi } from './harness.ts'
import { reservationFor, sendingTo } from './publishing.ts'
import { codesOf, problemOf } from './refusal.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'

let sandboxes: TestSandboxes
let api: TestApi

beforeAll(async () => {
  sandboxes = await testSandboxes()
  api = await startApi({ env: sandboxes.env })
}, START_MS)
afterAll(async () => {
  await api?.close()
  await sandboxes?.close()
})

const platform = 'youtube'
const SECOND = { account: 'UCsandboxSecondChannel01' }
const CREDENTIALS = `/api/v1/oauth/${platform}/credentials`

/** A creator with both channels of the stand-in, each connected by its own consent. */
async function withTwo() {
  const creator = await api.creator({ plan: 'pro' })
  const [kitchen, walks] = [
    await connect(creator, platform),
    await connect(creator, platform, SECOND),
  ]
  const list = async () => (await creator.key.connection.list.query()).connections
  return { creator, kitchen, walks, list }
}

test('a second channel stands beside the first, and the same one again is renewed', async () => {
  const { creator, kitchen, walks, list } = await withTwo()
  expect((await list()).map(({ id, label, handle }) => [id, label, handle])).toEqual([
    [kitchen.id, 'Harbour Kitchen', '@harbourkitchen'],
    [walks.id, 'Night Market Walks', '@nightmarketwalks'],
  ])
  const rule = { platform, mode: 'automatic', privacy: 'public' } as const
  await creator.person.connection.saveRule.mutate({ connectionId: walks.id, rule })
  expect((await connect(creator, platform, SECOND)).id).toBe(walks.id)
  const [first, second] = await list()
  expect([first?.rule.mode, second?.rule]).toEqual(['review', rule])
})

test('each channel is granted its own access, and which one has to be said', async () => {
  const { creator, kitchen, walks } = await withTwo()
  for (const connection of [kitchen, walks]) await sendingTo(api, creator, connection)
  for (const { id, externalId } of [kitchen, walks]) {
    const path = `${CREDENTIALS}?connectionId=${id}`
    const { status, body } = await api.rest(path, { auth: creator.apiKey })
    expect(status).toBe(200)
    const { accessToken, connection } = body as { accessToken: string; connection: object }
    expect(connection).toMatchObject({ id, externalId })
    const never = { refreshToken: null, refreshExpiresAt: null }
    const tokens = { accessToken, accessExpiresAt: '', obtainedAt: '', ...never }
    const [account] = await api.deps.platforms.ours[platform].accounts(tokens)
    expect(account?.externalId).toBe(externalId)
  }
  const unnamed = await api.rest(CREDENTIALS, { auth: creator.apiKey })
  const choices = `${kitchen.id} (@harbourkitchen), ${walks.id} (@nightmarketwalks).`
  const said = 'Several YouTube accounts are connected. Say which one with connectionId:'
  expect(unnamed.body).toMatchObject({ code: 'conflict', detail: `${said} ${choices}` })
  expect(unnamed.status).toBe(409)
})

test('one is disconnected, and the other publishes on', async () => {
  const { creator, kitchen, walks, list } = await withTwo()
  for (const connection of [kitchen, walks]) await sendingTo(api, creator, connection)
  const auth = creator.token
  const unnamed = await api.rest(CREDENTIALS, { method: 'DELETE', auth })
  expect(unnamed.status).toBe(409)
  expect(await list()).toHaveLength(2)
  const path = `${CREDENTIALS}?connectionId=${kitchen.id}`
  const ended = await api.rest(path, { method: 'DELETE', auth })
  expect(ended).toMatchObject({ status: 200, body: { id: kitchen.id, state: 'disconnected' } })
  expect((await list()).map(({ id, state }) => [id, state])).toEqual([[walks.id, 'live']])
  const grant = await creator.key.connection.grant.query({ platform })
  expect(grant.connection.id).toBe(walks.id)
  const gone = creator.key.publication.reserve.mutate(reservationFor(kitchen))
  expect((await problemOf(gone)).code).toBe('connection_lost')
})

test('neither is found by another workspace, which may connect the same channel', async () => {
  const { walks } = await withTwo()
  const stranger = await api.creator({ plan: 'pro' })
  await connect(stranger, platform, SECOND)
  const one = { platform, connectionId: walks.id } as const
  const calls = [
    stranger.key.connection.grant.query(one),
    stranger.key.connection.check.query(one),
    stranger.person.connection.disconnect.mutate(one),
    stranger.key.publication.reserve.mutate(reservationFor(walks)),
  ]
  expect(await codesOf(calls)).toEqual(calls.map(() => 'not_found'))
})

test('a video to both channels is one upload of the month', async () => {
  const { creator, kitchen, walks } = await withTwo()
  const { video, metadata } = reservationFor(kitchen)
  for (const { id } of [kitchen, walks]) {
    const answer = await creator.key.publication.reserve.mutate({
      ...{ video, metadata, connectionId: id },
    })
    expect(answer).toMatchObject({ outcome: 'reserved', quota: { used: 0, held: 1 } })
  }
})
