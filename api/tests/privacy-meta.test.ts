import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import type { Connection } from '../contract/index.ts'
import { verifyAudit } from '../src/audit/verify-audit.ts'
import { sha256Hex } from '../src/lib/id.ts'
import { connect } from './connect.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { sendingTo } from './publishing.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'

const SECRET = 'sandbox-secret'

let sandboxes: TestSandboxes
let api: TestApi
let creator: Creator
let connection: Connection
let userId: string
beforeAll(async () => {
  sandboxes = await testSandboxes()
  api = await startApi({ env: sandboxes.env })
}, START_MS)
afterAll(async () => {
  await api?.close()
  await sandboxes?.close()
})
beforeEach(async () => {
  await api.db.deleteFrom('connection_owner').execute()
  creator = await api.creator({ plan: 'pro' })
  connection = await connect(creator, 'instagram')
  await sendingTo(api, creator, connection)
  userId = await metaUser()
})

/** What Meta calls the person of the sandbox, asked as our server asks. */
async function metaUser(): Promise<string> {
  const { accessToken } = await creator.key.connection.grant.query({ platform: 'instagram' })
  const headers = { Authorization: `Bearer ${accessToken}` }
  const answer = await fetch(`${sandboxes.origins.instagram}/v25.0/me?fields=id`, { headers })
  return ((await answer.json()) as { id: string }).id
}

function signedRequest(payload: object, secret = SECRET): string {
  const content = Buffer.from(JSON.stringify(payload)).toString('base64url')
  const signature = createHmac('sha256', secret).update(content).digest('base64url')
  return `${signature}.${content}`
}

const good = () => signedRequest({ algorithm: 'HMAC-SHA256', user_id: userId, issued_at: 1 })

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The same bytes in other letters: the last of 43 has two bits that say nothing. */
const otherwiseSpelt = (text: string) =>
  text.replace(/^(.{42})(.)/, (_, start: string, last: string) =>
    start.concat(LETTERS.charAt(LETTERS.indexOf(last) ^ 1)),
  )

function post(path: 'deauthorize' | 'data-deletion', signed: string) {
  return api.rest(`/api/v1/meta/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ signed_request: signed }).toString(),
  })
}

const shown = async () =>
  (await creator.person.connection.list.query()).connections.map(({ id, state }) => [id, state])

test('whoever takes our app out at Facebook has lost the channel here, and is told', async () => {
  const { status } = await post('deauthorize', good())
  expect(status).toBe(200)
  expect(await shown()).toEqual([[connection.id, 'lost']])
  const row = await api.db
    .selectFrom('connection')
    .select('sealed')
    .where('connection_id', '=', connection.id)
    .executeTakeFirst()
  expect(row).toEqual({ sealed: null })
  const events = await api.db
    .selectFrom('event')
    .select('type')
    .where('workspace_id', '=', creator.workspaceId)
    .where('type', '=', 'connection.lost')
    .execute()
  expect(events).toHaveLength(1)
  // Meta says it again when it hears nothing; nobody is told twice.
  await post('deauthorize', good())
  const { lines } = await creator.person.audit.list.query({})
  expect(lines[0]).toMatchObject({
    action: 'sensitive_update:connection_lost',
    target: `connection:${connection.id}`,
    actor: { kind: 'system' },
  })
  expect((await verifyAudit(api.deps, creator.workspaceId)).isWhole).toBe(true)
})

test('whoever asks Meta for it has their data deleted, and can look it up', async () => {
  const { status, body } = await post('data-deletion', good())
  expect(status).toBe(200)
  const { url, confirmation_code: code } = body as Record<string, string>
  expect(url).toBe(`${api.url}/api/v1/meta/data-deletion/${code}`)
  expect(await shown()).toEqual([])
  const owners = await api.db.selectFrom('connection_owner').select('connection_id').execute()
  expect(owners).toEqual([])
  const looked = await fetch(url ?? '')
  expect(await looked.json()).toMatchObject({ confirmation_code: code, status: 'deleted' })
  const other = await api.rest('/api/v1/meta/data-deletion/0123456789abcdef01234567')
  expect(other.status).toBe(404)
})

test('what Meta did not sign changes nothing', async () => {
  const forged = [
    '',
    'x',
    '.',
    signedRequest({ algorithm: 'HMAC-SHA256', user_id: userId }, 'another secret'),
    signedRequest({ algorithm: 'HMAC-SHA256', user_id: userId }, ''),
    signedRequest({ algorithm: 'none', user_id: userId }),
    signedRequest({ user_id: userId }),
    signedRequest({ algorithm: 'HMAC-SHA256' }),
    signedRequest({ algorithm: 'HMAC-SHA256', user_id: { $gt: '' } }),
    good().slice(0, -1),
    `${good()}A`,
    `${good()}.${good()}`,
    `A${good().slice(1)}`,
    good().replace(/^(.{42})./, '$1='),
    otherwiseSpelt(good()),
    `${good()}\n`,
  ].filter(text => text !== good())
  for (const path of ['deauthorize', 'data-deletion'] as const) {
    for (const signed of forged) {
      expect([signed, (await post(path, signed)).status]).toEqual([signed, 400])
    }
  }
  expect(await shown()).toEqual([[connection.id, 'live']])
  expect((await api.rest('/api/v1/meta/deauthorize')).status).toBe(405)
})

test('another person at Meta is not found by it, and only a hash of anybody is kept', async () => {
  const signed = signedRequest({ algorithm: 'HMAC-SHA256', user_id: '42' })
  expect((await post('data-deletion', signed)).status).toBe(200)
  expect(await shown()).toEqual([[connection.id, 'live']])
  const rows = await api.db.selectFrom('connection_owner').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(userId)
  expect(rows.map(row => row.user_hash)).toEqual([sha256Hex(`meta ${userId}`)])
})
