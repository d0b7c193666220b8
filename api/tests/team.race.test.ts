import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { DeviceLogin, type Problem, RotatedKey } from '../contract/index.ts'
import { browserAt, dataOf } from './browser.ts'
import type { Client, Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailedSecret } from './mailbox.ts'
import { problemOf } from './refusal.ts'
import { colleagueOf, verify } from './team.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: races need a real Postgres. Run: bun ops/services.ts postgres',
  )
}

setDefaultTimeout(120_000)
/** Where no Redis is: limits fall back to this process, and nothing else may depend on it. */
const REDIS_AWAY = { REDIS_URL: 'redis://127.0.0.1:1' }
let database: TestDatabase
let api: TestApi
let other: TestApi
beforeAll(async () => {
  database = await testDatabase()
  const shared = { database: { ...database, close: async () => {} } }
  api = await startApi(shared)
  other = await startApi({ ...shared, env: REDIS_AWAY })
}, START_MS)
afterAll(async () => {
  await other?.close()
  await api?.close()
  await database?.close()
})

/** One process or the other, by turns. */
const at = (index: number) => (index % 2 === 0 ? api : other)

const settled = async (calls: Promise<unknown>[]) =>
  (await Promise.allSettled(calls)).filter(({ status }) => status === 'fulfilled').length

async function signedIn(who: Creator) {
  const browser = browserAt(api)
  await browser.login(who)
  return browser
}

const owners = async ({ workspaceId }: Creator) => {
  const members = api.db.selectFrom('member').select('person_id')
  return members.where('workspace_id', '=', workspaceId).where('role', '=', 'owner').execute()
}

type Pair = { ada: Creator; ben: Awaited<ReturnType<typeof colleagueOf>> }
const against: Record<string, (by: Client, whom: string) => Promise<unknown>> = {
  'demote each other': (by, personId) =>
    by.workspace.member.changeRole.mutate({ personId, role: 'viewer' }),
  'remove each other': (by, personId) => by.workspace.member.remove.mutate({ personId }),
  leave: by => by.workspace.member.leave.mutate(),
}

for (const [what, act] of Object.entries(against)) {
  test(`two owners who ${what} at once: one owner stays, in each of 30 rounds`, async () => {
    for (let round = 0; round < 30; round++) {
      const ada = await api.creator()
      const pair: Pair = { ada, ben: await colleagueOf(api, ada, 'owner') }
      const second = other.client(await tokenOf(pair))
      const done = await settled([
        act(pair.ada.person, pair.ben.personId),
        act(second, ada.personId),
      ])
      expect({ round, done, owners: (await owners(ada)).length }).toEqual({
        ...{ round, done: 1, owners: 1 },
      })
    }
  })
}

/** The second owner's token, for the other process. */
async function tokenOf({ ada, ben }: Pair): Promise<string> {
  const { workspaceId } = ada
  return (await ben.creator.person.workspace.enter.mutate({ workspaceId })).token
}

test('a hundred polls around one approval: one key, in each of 10 rounds', async () => {
  const ada = await api.creator()
  for (let round = 0; round < 10; round++) {
    const json = { device: `Laptop ${round}` }
    const headers = { 'X-Forwarded-For': `9.9.${round}.1` }
    const asked = await api.rest('/api/v1/auth/device/code', { json, headers })
    const { deviceCode, userCode } = DeviceLogin.parse(asked.body)
    const poll = (index: number) =>
      at(index).rest('/api/v1/auth/device/token', {
        json: { deviceCode },
        headers: { 'X-Forwarded-For': `9.9.${round}.${index}` },
      })
    const approve = () =>
      ada.person.device.login.approve.mutate({ userCode, password: ada.password })
    // Before, during and after in one round; all of them after it in the next.
    if (round % 2 === 1) await approve()
    const polls = Array.from({ length: 50 }, (_, index) => poll(index))
    if (round % 2 === 0) await approve()
    const late = Array.from({ length: 50 }, (_, index) => poll(50 + index))
    const answers = await Promise.all([...polls, ...late])
    const last = await poll(100)
    const keys = [...answers, last].filter(({ status }) => status === 200)
    expect(keys).toHaveLength(1)
    const errors = new Set(answers.map(({ body }) => (body as Problem).error ?? 'none'))
    const known = ['none', 'authorization_pending', 'slow_down', 'expired_token']
    expect([...errors].filter(error => !known.includes(error))).toEqual([])
  }
  const rows = api.db.selectFrom('device_key').select('key_hash')
  const made = await rows.where('workspace_id', '=', ada.workspaceId).execute()
  expect(made).toHaveLength(1 + 10)
})

test('an invitation that is accepted twenty times at once is accepted once', async () => {
  const ada = await api.creator()
  await verify(api, ada)
  const ben = await api.creator()
  await ada.person.workspace.invitation.send.mutate({ email: ben.email, role: 'editor' })
  const secret = await mailedSecret(api, ben.email, 'invite')
  const accept = (_: unknown, index: number) =>
    at(index).client(ben.token).workspace.invitation.accept.mutate({ secret })
  expect(await settled(Array.from({ length: 20 }, accept))).toBe(1)
})

test('a key revoked at one process is refused by the others, Redis or not', async () => {
  const ada = await api.creator({ plan: 'enterprise' })
  let slowestMs = 0
  for (let round = 0; round < 50; round++) {
    const gone = { name: 'Gone', scopes: ['read' as const], password: ada.password }
    const { apiKey } = await ada.person.device.key.make.mutate(gone)
    const there = other.client(apiKey)
    await there.workspace.get.query()
    const keys = await ada.person.device.key.list.query()
    const keyId = keys.find(({ name }) => name === 'Gone')?.id ?? ''
    await ada.person.device.key.revoke.mutate({ keyId })
    const since = performance.now()
    expect((await problemOf(there.workspace.get.query())).code).toBe('unauthenticated')
    slowestMs = Math.max(slowestMs, performance.now() - since)
  }
  expect(slowestMs).toBeLessThan(5000)
})

test('ten rotations at once each give a key that works, and one has no end', async () => {
  const ada = await api.creator({ plan: 'enterprise' })
  const { password } = ada
  const importer = { name: 'Importer', scopes: ['read' as const], password }
  const made = await ada.person.device.key.make.mutate(importer)
  const { deviceId } = made
  // Each from a browser of its own: proofs from one that came together would count as guesses.
  // One after the other, for sign-ins that come together count as guesses as well.
  const browsers: Awaited<ReturnType<typeof signedIn>>[] = []
  for (let i = 0; i < 10; i++) browsers.push(await signedIn(ada))
  const given = await Promise.all(
    browsers.map(async browser => {
      const input = { deviceId, overlapHours: 1, password }
      return RotatedKey.parse(dataOf(await browser.call('device.key.rotate', input)))
    }),
  )
  for (const { apiKey } of given) await other.client(apiKey).workspace.get.query()
  const keys = (await ada.person.device.key.list.query()).filter(key => key.deviceId === deviceId)
  expect(keys).toHaveLength(11)
  expect(keys.filter(({ expiresAt }) => expiresAt === null)).toHaveLength(1)
})

test('of ten thousand codes that one person tries at once, twenty are looked at', async () => {
  const ada = await api.creator()
  const codes: Record<string, number> = {}
  for (let batch = 0; batch < 100; batch++) {
    const guesses = Array.from({ length: 100 }, async (_, index) => {
      const headers = { 'X-Forwarded-For': `9.${10 + index}.${batch}.1` }
      const auth = { Authorization: `Bearer ${ada.token}`, ...headers }
      const call = api.client(auth).device.login.look.mutate({ userCode: 'BCDF-GHJK' })
      const { code } = await problemOf(call)
      codes[code] = (codes[code] ?? 0) + 1
    })
    await Promise.all(guesses)
  }
  expect(codes).toEqual({ not_found: 20, rate_limited: 9980 })
})
