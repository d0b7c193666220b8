/** What hands out a credential, and to whom: read from the router, thought about here. */
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { z } from 'zod'
import type { SignIn } from '../contract/index.ts'
import { browserAt, dataOf } from './browser.ts'
import type { Door } from './doors.ts'
import { doorsOf, everyProcedure } from './doors.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailsTo } from './mailbox.ts'
import { PROCEDURES } from './procedures.ts'
import { colleagueOf } from './team.ts'
import { unlimited } from './unlimited.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi({ limits: await unlimited() })
}, START_MS)
afterAll(() => api.close())

/** Names of fields in which something is handed out that opens something. */
const CREDENTIAL = /"(apiKey|token|accessToken|secret|recoveryCodes|deviceCode)":\{/

const handsOut = everyProcedure.filter(({ output }) => {
  if (!output) return false
  const shape = z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' })
  return CREDENTIAL.test(JSON.stringify(shape))
})

/** What a key hears at each of those; whoever is not let in by a key hears so in every state. */
const BY_KEY: Record<string, { inForce: string; beingReplaced: string; input?: object }> = {
  'account.refreshApiKey': { inForce: '200', beingReplaced: 'forbidden' },
  // Short-lived, and what a key that is being replaced goes on for.
  'connection.grant': { inForce: '200', beingReplaced: '200', input: { platform: 'tiktok' } },
}

test('every procedure that hands out a credential to a key has been thought about here', () => {
  const byKey = handsOut
    .filter(({ access }) => typeof access === 'object')
    .filter(({ access }) => typeof access === 'object' && access.kinds.includes('key'))
  expect(byKey.map(({ path }) => path).sort()).toEqual(Object.keys(BY_KEY).sort())
  expect(handsOut.length).toBeGreaterThan(12)
})

interface Held {
  admin: Creator
  apiKey: string
}
const VOID = 'unauthenticated'
const rotate = async ({ admin }: Held, overlapHours: number) => {
  const [device] = await admin.person.device.list.query()
  const deviceId = device?.id ?? ''
  await admin.person.device.key.rotate.mutate({
    ...{ deviceId, overlapHours, password: admin.password },
  })
}
const keysOf = (admin: Creator) =>
  api.db
    .selectFrom('device_key')
    .select(['key_hash', 'expires_at'])
    .where('workspace_id', '=', admin.workspaceId)
    .orderBy('key_hash')
    .execute()

/** How a key came to be what it is. */
const STATES: Record<string, (held: Held) => Promise<unknown>> = {
  'in force': async () => undefined,
  'being replaced': held => rotate(held, 24),
  'replaced at once': held => rotate(held, 0),
  'replaced, and its time over': async held => {
    await rotate(held, 1)
    const over = api.db.updateTable('device_key').set({ expires_at: new Date(Date.now() - 1000) })
    await over
      .where('workspace_id', '=', held.admin.workspaceId)
      .where('expires_at', 'is not', null)
      .execute()
  },
  revoked: async ({ admin }) => {
    const [key] = await admin.person.device.key.list.query()
    await admin.person.device.key.revoke.mutate({ keyId: key?.id ?? '' })
  },
  'of a device that was forgotten': async ({ admin }) => {
    const [device] = await admin.person.device.list.query()
    await admin.person.device.forget.mutate({ deviceId: device?.id ?? '' })
  },
  'of somebody who was taken out': async ({ admin }) => {
    const { personId } = await colleagueOf(api, admin, 'owner')
    const gone = api.db.deleteFrom('member').where('workspace_id', '=', admin.workspaceId)
    await gone.where('person_id', '!=', personId).execute()
  },
}

async function held(): Promise<Held> {
  const admin = await api.creator()
  await api.connectionFor(admin, 'tiktok')
  return { admin, apiKey: admin.apiKey }
}

/** What whoever shows a key in this state is to hear. */
function wantedFor(path: string, state: string): string {
  if (state !== 'in force' && state !== 'being replaced') return VOID
  const row = BY_KEY[path]
  if (row) return state === 'in force' ? row.inForce : row.beingReplaced
  return PROCEDURES[path]?.by === 'open' ? 'invalid' : 'forbidden'
}

async function heardAt(door: Door, apiKey: string, input: object = {}): Promise<string> {
  const heard = await door.call({ 'X-API-Key': apiKey }, { ...input })
  return heard.problem?.code ?? String(heard.status)
}

// A key that replaces itself is another one afterwards, so that comes last.
const inOrder = handsOut.toSorted((a, b) => Number(a.path in BY_KEY) - Number(b.path in BY_KEY))

test.each(Object.entries(STATES))('a key %s mints no more than it should', async (state, come) => {
  const it = await held()
  await come(it)
  for (const procedure of inOrder) {
    const { path } = procedure
    const [wanted, input] = [wantedFor(path, state), BY_KEY[path]?.input]
    for (const door of doorsOf(api, procedure)) {
      const before = await keysOf(it.admin)
      const heard = await heardAt(door, it.apiKey, input)
      expect([path, door.name, heard]).toEqual([path, door.name, wanted])
      if (path === 'account.refreshApiKey' && heard === '200') it.apiKey = await renewed(it.admin)
      // Nothing was minted, and nobody's key was taken.
      else expect(await keysOf(it.admin)).toEqual(before)
    }
  }
})

/** A key in force again, after the one there was has replaced itself. */
async function renewed({ email, password }: Creator): Promise<string> {
  const login = { email, password, device: 'default' }
  return (await api.client().account.login.mutate(login)).apiKey
}

test('a key that is being replaced signs out alone, and leaves its replacement', async () => {
  const it = await held()
  await rotate(it, 24)
  await api.client(it.apiKey).device.key.revokeOwn.mutate()
  const left = await keysOf(it.admin)
  expect(left.map(({ expires_at }) => expires_at)).toEqual([null])
})

/** Keys of ours that last, and what a person shows for each; the rest opens less, or nothing. */
const LASTING: Record<string, 'password' | 'is the proof itself' | 'let in before'> = {
  'account.register': 'is the proof itself',
  'account.login': 'is the proof itself',
  'account.refreshApiKey': 'password',
  'device.key.make': 'password',
  'device.key.rotate': 'password',
  'device.login.approve': 'password',
  'device.login.poll': 'let in before',
}

test('every procedure that hands out a lasting key has been thought about here', () => {
  const lasting = handsOut.filter(({ output }) =>
    /"apiKey":\{/.test(JSON.stringify(z.toJSONSchema(output ?? z.unknown(), { io: 'output' }))),
  )
  const thought = Object.keys(LASTING).filter(path => path !== 'device.login.approve')
  expect(lasting.map(({ path }) => path).sort()).toEqual(thought.sort())
})

/** What each says besides who is asking, and the key that comes of it. */
const WISHES: Record<string, (person: Creator) => Promise<object>> = {
  'account.refreshApiKey': async () => ({ device: 'studio' }),
  'device.key.make': async () => ({ name: crypto.randomUUID(), scopes: ['read'] }),
  'device.key.rotate': async ({ browser }) => {
    const [device] = await browser.device.list.query()
    return { deviceId: device?.id, overlapHours: 0 }
  },
  'device.login.approve': async () => {
    const begun = await api.client().device.login.begin.mutate({ device: 'A tablet' })
    return { userCode: begun.userCode, deviceCode: begun.deviceCode }
  },
}

describe.each(Object.keys(WISHES))('whoever stole a sign-in, at %s', path => {
  const minter = everyProcedure.find(it => it.path === path)
  const wish = WISHES[path]
  const call = async (headers: Record<string, string>, input: object) => {
    const [door] = minter ? doorsOf(api, minter) : []
    if (!door) throw new Error(`no ${path}`)
    return door.call(headers, { ...input })
  }
  /** The key that came of it, fetched by the device where it is a device's. */
  const keyFrom = async (text: string, input: { deviceCode?: string }) => {
    const { deviceCode } = input
    if (deviceCode) return (await api.client().device.login.poll.mutate({ deviceCode })).apiKey
    return /cc_\w+/.exec(text)?.[0] ?? ''
  }
  const signIns = ({ cookie, token }: Creator): Record<string, string>[] => [
    { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
    { Authorization: `Bearer ${token}` },
  ]

  test('gets nothing without the password, and the owner hears of each key', async () => {
    const owner = await api.creator({ plan: 'enterprise' })
    const input = (await wish?.(owner)) ?? {}
    const before = await keysOf(owner)
    for (const headers of signIns(owner)) {
      for (const proof of [{}, { password: 'a guess of mine' }]) {
        const { problem } = await call(headers, { ...input, ...proof })
        expect([problem?.code, Object.keys(problem?.fields ?? {})]).toEqual([
          'invalid',
          ['password'],
        ])
      }
    }
    expect(await keysOf(owner)).toEqual(before)
    for (const headers of signIns(owner)) {
      const fresh = (await wish?.(owner)) ?? {}
      const { text, status } = await call(headers, { ...fresh, password: owner.password })
      expect(status).toBe(200)
      expect(await statusOf(await keyFrom(text, fresh))).toBe(200)
    }
    const told = (await mailsTo(api, owner.email)).filter(({ kind }) => kind === 'key_made')
    expect(told).toHaveLength(2)
  })

  test('keeps nothing once the owner signs out everywhere', async () => {
    for (const nth of [0, 1]) {
      const owner = await api.creator({ plan: 'enterprise' })
      const input = (await wish?.(owner)) ?? {}
      const stolen = signIns(owner)[nth] ?? {}
      const { text } = await call(stolen, { ...input, password: owner.password })
      const key = await keyFrom(text, input)
      expect(await statusOf(key)).toBe(200)
      // The thief may have ended the sign-in that it was made in.
      const away = browserAt(api)
      await away.login(owner)
      await owner.browser.account.logout.mutate()
      await away.call('account.session.endAll')
      expect(await statusOf(key)).toBe(401)
    }
  })
})

const statusOf = async (auth: string) => (await api.rest('/api/v1/auth/me', { auth })).status

test('one browser that is signed out takes along the keys that were made in it', async () => {
  const owner = await api.creator({ plan: 'enterprise' })
  const { password, browser } = owner
  const made = await browser.device.key.make.mutate({ name: 'A', scopes: ['read'], password })
  const away = browserAt(api)
  await away.login(owner)
  const list = dataOf(await away.query('account.session.list')) as SignIn[]
  const there = list.find(({ isThisOne }) => !isThisOne)
  await away.call('account.session.end', { sessionId: there?.id })
  expect([await statusOf(made.apiKey), await statusOf(owner.apiKey)]).toEqual([401, 200])
})

test('a key that replaces itself still ends with the sign-in that it came from', async () => {
  const owner = await api.creator()
  const { apiKey } = await owner.browser.account.refreshApiKey.mutate({
    ...{ device: 'studio', password: owner.password },
  })
  const next = await api.client(apiKey).account.refreshApiKey.mutate()
  await owner.browser.account.session.endAll.mutate()
  expect([await statusOf(next.apiKey), await statusOf(owner.apiKey)]).toEqual([401, 200])
})
