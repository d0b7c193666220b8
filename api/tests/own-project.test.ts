import { afterAll, beforeAll, expect, test } from 'bun:test'
import { HOUR_MS } from '../src/lib/time.ts'
import { connect } from './connect.ts'
import { START_MS, startApi, type TestApi } from './harness.ts'
import { reservationFor, sendingTo } from './publishing.ts'
import { problemOf } from './refusal.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'

const CLIENT_ID = '482913560174-sandbox.apps.googleusercontent.com'
const CANARY = 'sandbox-own-secret'
const project = { clientId: CLIENT_ID, clientSecret: CANARY, dailyInserts: 1 }

let sandboxes: TestSandboxes
let api: TestApi
let clockAheadMs = 0

beforeAll(async () => {
  sandboxes = await testSandboxes()
  const now = () => new Date(Date.now() + clockAheadMs)
  api = await startApi({ env: { ...sandboxes.env, YOUTUBE_DAILY_INSERTS: '0' }, now })
}, START_MS)
afterAll(async () => {
  await api?.close()
  await sandboxes?.close()
})

async function ownerWithProject() {
  const creator = await api.creator({ plan: 'pro' })
  const shown = await creator.person.connection.useOwnProject.mutate({ project })
  return { creator, shown }
}

test('a workspace connects, refreshes and disconnects through its own project', async () => {
  const { creator, shown } = await ownerWithProject()
  expect(shown).toMatchObject({
    project: { clientId: CLIENT_ID, dailyInserts: 1 },
    redirectUri: `${api.url}/oauth/youtube/callback`,
  })
  const started = await creator.person.connection.initiate.mutate({ platform: 'youtube' })
  expect(new URL(started.authorizationUrl).searchParams.get('client_id')).toBe(CLIENT_ID)
  const connection = await connect(creator, 'youtube')
  expect(connection).toMatchObject({ state: 'live' })
  await sendingTo(api, creator, connection)
  const asked = { platform: 'youtube', connectionId: connection.id } as const
  const first = await creator.key.connection.grant.query(asked)
  clockAheadMs = HOUR_MS
  const renewed = await creator.key.connection.grant.query(asked)
  clockAheadMs = 0
  expect(renewed.accessToken).not.toBe(first.accessToken)
  const ended = await creator.browser.connection.disconnect.mutate(asked)
  expect(ended).toMatchObject({ state: 'disconnected' })
})

test('its day is its own: ours may be full, and its line is not ours', async () => {
  const { creator } = await ownerWithProject()
  const input = reservationFor(await connect(creator, 'youtube'))
  expect(await creator.key.publication.reserve.mutate(input)).toMatchObject({ outcome: 'reserved' })
  const other = await api.creator({ plan: 'pro' })
  const theirs = reservationFor(await connect(other, 'youtube'))
  expect(await other.key.publication.reserve.mutate(theirs)).toMatchObject({ outcome: 'queued' })
})

test('another project means connecting again, and says so; a new secret does not', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const { id } = await connect(creator, 'youtube')
  const tiktok = await connect(creator, 'tiktok')
  const stateOf = async () => {
    const { connections } = await creator.person.connection.list.query()
    expect(connections).toContainEqual(expect.objectContaining({ id: tiktok.id, state: 'live' }))
    return connections.find(connection => connection.id === id)
  }
  await creator.person.connection.useOwnProject.mutate({ project })
  expect(await stateOf()).toMatchObject({
    state: 'lost',
    lostReason: 'The Google project was changed. Please connect this channel again.',
  })
  expect(await connect(creator, 'youtube')).toMatchObject({ id, state: 'live' })
  await creator.person.connection.useOwnProject.mutate({ project })
  expect(await stateOf()).toMatchObject({ state: 'live' })
  const back = await creator.person.connection.useOwnProject.mutate({ project: null })
  expect(back.project).toBeNull()
  expect(await stateOf()).toMatchObject({ state: 'lost' })
})

test('a connection begun before the project was changed cannot be finished', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const { state } = await creator.person.connection.initiate.mutate({ platform: 'youtube' })
  await creator.person.connection.useOwnProject.mutate({ project })
  const finish = { platform: 'youtube', code: 'any', state } as const
  expect(await problemOf(creator.person.connection.callback.mutate(finish))).toMatchObject({
    code: 'invalid',
  })
})

test('only the owner may choose it, and only with what Google gives out', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const use = (change: object) =>
    problemOf(
      creator.person.connection.useOwnProject.mutate({ project: { ...project, ...change } }),
    )
  expect(await use({ clientId: 'mine' })).toMatchObject({
    code: 'invalid',
    fields: { 'project.clientId': expect.stringContaining('googleusercontent.com') },
  })
  expect(await use({ clientSecret: 'short' })).toMatchObject({ code: 'invalid' })
  await api.db
    .updateTable('member')
    .set({ role: 'admin' })
    .where('workspace_id', '=', creator.workspaceId)
    .execute()
  expect(await use({})).toMatchObject({ code: 'forbidden' })
})

test('the secret is in no answer, no row and no log', async () => {
  const { creator, shown } = await ownerWithProject()
  await connect(creator, 'youtube')
  const again = await creator.person.connection.ownProject.query()
  await sandboxes.arm('youtube', {
    method: 'POST',
    path: '/token',
    fault: { kind: 'status', status: 500 },
  })
  await connect(creator, 'youtube').catch(() => undefined)
  await sandboxes.arm('youtube')
  const rows = await api.db.selectFrom('own_project').selectAll().execute()
  const said = JSON.stringify([shown, again, rows]) + api.logged.join('\n')
  expect(said).toContain(CLIENT_ID)
  expect(said).not.toContain(CANARY)
})

test('what was sealed for one workspace opens in no other', async () => {
  const { creator } = await ownerWithProject()
  const { creator: thief } = await ownerWithProject()
  const [stolen] = await api.db
    .selectFrom('own_project')
    .select('sealed_secret')
    .where('workspace_id', '=', creator.workspaceId)
    .execute()
  await api.db
    .updateTable('own_project')
    .set({ sealed_secret: stolen?.sealed_secret ?? '' })
    .where('workspace_id', '=', thief.workspaceId)
    .execute()
  expect(await problemOf(connect(thief, 'youtube'))).toMatchObject({ code: 'internal' })
})
