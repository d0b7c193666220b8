import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { HOUR_MS } from '../src/lib/time.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { codesOf, problemOf } from './refusal.ts'
import { colleagueOf } from './team.ts'

let api: TestApi
let ada: Creator
let aheadMs = 0
beforeAll(async () => {
  api = await startApi({ now: () => new Date(Date.now() + aheadMs) })
}, START_MS)
afterAll(() => api.close())
beforeEach(async () => {
  aheadMs = 0
  ada = await api.creator({ plan: 'enterprise' })
})

const list = () => ada.person.device.key.list.query()
const make = (
  name = 'Importer',
  scopes: ('read' | 'metadata' | 'publish' | 'grant')[] = ['read'],
) => ada.person.device.key.make.mutate({ name, scopes, password: ada.password })
const works = (apiKey: string) => api.client(apiKey).workspace.get.query()
const rotate = (it: { deviceId: string; overlapHours?: number }) =>
  ada.person.device.key.rotate.mutate({ ...it, password: ada.password })
const refusal = async (apiKey: string) => (await problemOf(works(apiKey))).code
const setPlan = async (plan: string) => {
  const workspace = api.db.updateTable('workspace').set({ plan })
  await workspace.where('workspace_id', '=', ada.workspaceId).execute()
}

describe('the list of keys', () => {
  test('says what each is, and never the key', async () => {
    const { apiKey, deviceId } = await make('Importer', ['publish', 'read', 'read'])
    const [agent, developer] = await list()
    expect(agent).toMatchObject({
      ...{ name: 'default', kind: 'agent', endsWith: ada.apiKey.slice(-4) },
      ...{ scopes: ['read', 'metadata', 'publish', 'grant'], isYours: true, expiresAt: null },
    })
    expect(developer).toMatchObject({
      ...{ name: 'Importer', kind: 'developer', deviceId, scopes: ['publish', 'read'] },
      ...{ endsWith: apiKey.slice(-4), lastUsedAt: null, actsFor: { personId: ada.personId } },
    })
    expect(JSON.stringify(await list())).not.toContain(apiKey.slice(0, -4))
    const rows = await api.db.selectFrom('device_key').selectAll().execute()
    expect(JSON.stringify([rows, api.logged])).not.toContain(apiKey)
  })

  test('says when each was last used', async () => {
    const { apiKey } = await make()
    await works(apiKey)
    const [agent, developer] = await list()
    expect(agent?.lastUsedAt).toBeNull()
    expect(Date.now() - Date.parse(developer?.lastUsedAt ?? '')).toBeLessThan(60_000)
  })
})

describe('a key for a program', () => {
  test('does what it was made for and nothing else', async () => {
    const reader = api.client((await make('Reader', ['read'])).apiKey)
    expect((await reader.account.me.query()).device?.name).toBe('Reader')
    const refused = await codesOf([
      reader.account.refreshApiKey.mutate(),
      reader.connection.grant.query({ platform: 'youtube' }),
    ])
    expect(refused).toEqual(['forbidden', 'forbidden'])
  })

  test('needs a name of its own, and at least one scope', async () => {
    await make('Importer')
    expect((await problemOf(make('Importer'))).code).toBe('conflict')
    expect((await problemOf(make('Exporter', []))).code).toBe('invalid')
  })

  test('leaves its name free when it was stopped with everything else', async () => {
    await make('Importer')
    const { email, password } = ada
    await ada.browser.account.session.endAll.mutate({ withKeys: true })
    const again = await api.client().account.login.mutate({ email, password })
    const key = api.client(again.token).device.key
    const made = await key.make.mutate({ name: 'Importer', scopes: ['read'], password })
    expect(made.apiKey).toMatch(/^cc_/)
  })

  test('is for an admin to make', async () => {
    const ben = await colleagueOf(api, ada, 'editor')
    const { password } = ben.creator
    const call = ben.person.device.key.make.mutate({ name: 'Mine', scopes: ['read'], password })
    expect((await problemOf(call)).code).toBe('forbidden')
  })

  test('comes with the Enterprise plan', async () => {
    for (const plan of ['free', 'pro']) {
      await setPlan(plan)
      const problem = await problemOf(make())
      expect(problem).toMatchObject({ code: 'plan_limit', status: 402, allowedBy: 'enterprise' })
      expect(problem.upgradeUrl).toContain('/billing')
    }
  })

  test('asks for that plan once it was left, and works again when it is back', async () => {
    const { apiKey } = await make()
    await works(apiKey)
    await setPlan('pro')
    const answer = await api.rest('/api/v1/auth/me', { auth: apiKey })
    expect(answer.status).toBe(402)
    expect(answer.body).toMatchObject({ code: 'plan_limit', allowedBy: 'enterprise' })
    await works(ada.apiKey)
    await setPlan('enterprise')
    await works(apiKey)
  })

  test('is no agent’s key, though one signs in by the same name', async () => {
    const { apiKey } = await make('studio')
    const { email, password } = ada
    const agent = await api.client().account.login.mutate({ email, password, device: 'studio' })
    await works(apiKey)
    await works(agent.apiKey)
    const named = (await list()).filter(({ name }) => name === 'studio')
    expect(named.map(({ kind }) => kind).sort()).toEqual(['agent', 'developer'])
  })

  test('gets no more out of replacing itself than it had', async () => {
    const { apiKey } = await make('Publisher', ['publish', 'read'])
    const next = await api.client(apiKey).account.refreshApiKey.mutate()
    const grant = api.client(next.apiKey).connection.grant.query({ platform: 'youtube' })
    expect((await problemOf(grant)).code).toBe('forbidden')
    expect(await refusal(apiKey)).toBe('unauthenticated')
  })
})

describe('rotating a key', () => {
  test('lets the old one work beside the new one for as many hours as asked for', async () => {
    const old = await make()
    const { deviceId } = old
    const next = await rotate({ deviceId, overlapHours: 2 })
    const inMs = Date.parse(next.oldKeyStopsAt ?? '') - Date.now()
    expect(inMs / HOUR_MS).toBeCloseTo(2, 1)
    await works(old.apiKey)
    await works(next.apiKey)
    const keys = (await list()).filter(key => key.deviceId === deviceId)
    expect(keys.map(({ expiresAt }) => expiresAt)).toEqual([null, next.oldKeyStopsAt])
    expect(keys.map(({ scopes }) => scopes)).toEqual([['read'], ['read']])
    aheadMs = 2 * HOUR_MS
    expect(await refusal(old.apiKey)).toBe('unauthenticated')
    await works(next.apiKey)
    const left = await ada.browser.device.key.list.query()
    expect(left.filter(key => key.deviceId === deviceId)).toHaveLength(1)
  })

  test('takes a day when nothing else is said, and at most a week', async () => {
    const { deviceId } = await make()
    const { oldKeyStopsAt } = await rotate({ deviceId })
    expect((Date.parse(oldKeyStopsAt ?? '') - Date.now()) / HOUR_MS).toBeCloseTo(24, 1)
    for (const overlapHours of [-1, 0.5, 169]) {
      const call = rotate({ deviceId, overlapHours })
      expect((await problemOf(call)).code).toBe('invalid')
    }
  })

  test('with no overlap stops whatever worked before, at once', async () => {
    const first = await make()
    const { deviceId } = first
    const second = await rotate({ deviceId, overlapHours: 24 })
    const third = await rotate({ deviceId, overlapHours: 0 })
    expect(third.oldKeyStopsAt).toBeNull()
    expect(await refusal(first.apiKey)).toBe('unauthenticated')
    expect(await refusal(second.apiKey)).toBe('unauthenticated')
    await works(third.apiKey)
  })

  test('gives an admin no key that acts for an owner', async () => {
    const { deviceId } = await make()
    const ben = await colleagueOf(api, ada, 'admin')
    const { password } = ben.creator
    const { apiKey } = await ben.person.device.key.rotate.mutate({ deviceId, password })
    expect((await api.client(apiKey).account.me.query()).user?.email).toBe(ben.email)
  })

  test('asks for the plan when it is a developer’s', async () => {
    const { deviceId } = await make()
    await setPlan('pro')
    const call = rotate({ deviceId })
    expect((await problemOf(call)).code).toBe('plan_limit')
    const agent = (await list()).find(({ kind }) => kind === 'agent')
    const own = { deviceId: agent?.deviceId ?? '' }
    await works((await rotate(own)).apiKey)
  })
})

describe('revoking a key', () => {
  test('stops it at once and frees its name', async () => {
    const { apiKey } = await make('Importer')
    await works(apiKey)
    const key = (await list()).find(({ name }) => name === 'Importer')
    await ada.person.device.key.revoke.mutate({ keyId: key?.id ?? '' })
    expect(await refusal(apiKey)).toBe('unauthenticated')
    await works(ada.apiKey)
    await make('Importer')
  })

  test('is for its own person, and for admins', async () => {
    const ben = await colleagueOf(api, ada, 'viewer')
    const keys = await list()
    const [own, other] = [true, false].map(isBens =>
      keys.find(key => (key.actsFor.personId === ben.personId) === isBens),
    )
    const refused = ben.person.device.key.revoke.mutate({ keyId: other?.id ?? '' })
    expect((await problemOf(refused)).code).toBe('forbidden')
    await works(ada.apiKey)
    await ben.person.device.key.revoke.mutate({ keyId: own?.id ?? '' })
    expect((await problemOf(ben.key.workspace.get.query())).code).toBe('unauthenticated')
  })

  test('is what a device does that signs out, with all it had', async () => {
    const [agent] = await list()
    const rotated = { deviceId: agent?.deviceId ?? '', overlapHours: 5 }
    const { apiKey } = await rotate(rotated)
    await api.client(apiKey).device.key.revokeOwn.mutate()
    expect(await refusal(apiKey)).toBe('unauthenticated')
    expect(await refusal(ada.apiKey)).toBe('unauthenticated')
  })
})

describe('a key that acts for somebody else', () => {
  test('is not stopped by an editor who takes the name of its device', async () => {
    const ben = await colleagueOf(api, ada, 'editor')
    const { deviceCode, userCode } = await ben.person.device.login.begin.mutate({
      device: 'default',
    })
    const { password } = ben.creator
    const refused = await codesOf([
      ben.person.account.refreshApiKey.mutate({ device: 'default', password }),
      ben.person.account.refreshApiKey.mutate({ password }),
      ben.person.device.login.approve.mutate({ userCode, password }),
    ])
    expect(refused).toEqual(['forbidden', 'forbidden', 'forbidden'])
    const poll = api.client().device.login.poll.mutate({ deviceCode })
    expect((await problemOf(poll)).error).toBe('authorization_pending')
    await works(ada.apiKey)
  })

  test('nor by a device of that name that was let in before there was one', async () => {
    const ben = await colleagueOf(api, ada, 'editor')
    const { deviceCode, userCode } = await ben.person.device.login.begin.mutate({
      device: 'studio',
    })
    await ben.person.device.login.approve.mutate({ userCode, password: ben.creator.password })
    const { apiKey } = await ada.person.account.refreshApiKey.mutate({
      ...{ device: 'studio', password: ada.password },
    })
    const poll = api.client().device.login.poll.mutate({ deviceCode })
    expect((await problemOf(poll)).error).toBe('access_denied')
    await works(apiKey)
  })

  test('nor by a viewer who signs in on a device of that name', async () => {
    const ben = await colleagueOf(api, ada, 'viewer')
    const own = api.db.deleteFrom('member').where('person_id', '=', ben.personId)
    await own.where('workspace_id', '=', ben.creator.workspaceId).execute()
    const { email, password } = ben.creator
    const login = (device?: string) =>
      api.client().account.login.mutate({ email, password, device })
    expect((await problemOf(login('default'))).code).toBe('forbidden')
    await works(ada.apiKey)
    await works((await login('laptop of Ben')).apiKey)
    await works((await login()).apiKey)
  })

  test('is for an admin to replace', async () => {
    const ben = await colleagueOf(api, ada, 'admin')
    const { apiKey } = await ben.person.account.refreshApiKey.mutate({
      ...{ device: 'default', password: ben.creator.password },
    })
    expect((await api.client(apiKey).account.me.query()).user?.email).toBe(ben.email)
    expect(await refusal(ada.apiKey)).toBe('unauthenticated')
  })
})

test('a refreshed key ends the one that was still being replaced, too', async () => {
  const [agent] = await list()
  const { apiKey } = await rotate({ deviceId: agent?.deviceId ?? '' })
  const next = await api.client(apiKey).account.refreshApiKey.mutate()
  expect(await refusal(ada.apiKey)).toBe('unauthenticated')
  expect(await refusal(apiKey)).toBe('unauthenticated')
  await works(next.apiKey)
})
