import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { DeviceLoggedIn, DeviceLogin, type Problem } from '../contract/index.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailedSecret } from './mailbox.ts'
import { problemOf } from './refusal.ts'
import { colleagueOf } from './team.ts'

let api: TestApi
let ada: Creator
let laterMs = 0
let agentAddress = ''
beforeAll(async () => {
  api = await startApi({ now: () => new Date(Date.now() + laterMs) })
}, START_MS)
afterAll(() => api.close())
beforeEach(async () => {
  laterMs = 0
  agentAddress = `9.9.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`
  ada = await api.creator()
})

const seconds = (count: number) => {
  laterMs += count * 1000
}
const post = (path: string, json: object) =>
  api.rest(`/api/v1/auth/device/${path}`, { json, headers: { 'X-Forwarded-For': agentAddress } })
const begin = async (device = 'Laptop') => DeviceLogin.parse((await post('code', { device })).body)
const poll = (deviceCode: string) => post('token', { deviceCode })
const answerTo = async (deviceCode: string) => {
  const { status, body } = await poll(deviceCode)
  return status === 200 ? 'the key' : (body as Problem).error
}
const approve = (userCode: string) =>
  ada.person.device.login.approve.mutate({ userCode, password: ada.password })

describe('a device that asks to be let in', () => {
  test('is given what RFC 8628 says it is given', async () => {
    const login = await begin()
    expect(login.userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
    expect(login.verificationUri).toBe(`${api.url}/device`)
    expect(login.verificationUriComplete).toBe(`${api.url}/device#${login.userCode}`)
    expect([login.expiresIn, login.interval]).toEqual([600, 5])
    expect(login.deviceCode.length).toBeGreaterThan(40)
    const rows = await api.db.selectFrom('device_login').selectAll().execute()
    const kept = JSON.stringify([rows, api.logged])
    expect(kept).not.toContain(login.deviceCode)
    expect(kept).not.toContain(login.userCode.replace('-', ''))
  })

  test('waits until a person has looked and let it in, and then gets the key once', async () => {
    const { deviceCode, userCode } = await begin()
    const { status, headers, body } = await poll(deviceCode)
    expect(status).toBe(400)
    expect(headers.get('Content-Type')).toBe('application/problem+json')
    expect(headers.get('Retry-After')).toBe('5')
    expect(body).toMatchObject({
      ...{ code: 'device_login', error: 'authorization_pending', retryAfterSeconds: 5 },
    })
    await approve(userCode)
    const { apiKey } = DeviceLoggedIn.parse((await poll(deviceCode)).body)
    const me = await api.client(apiKey).account.me.query()
    expect(me).toMatchObject({ user: { email: ada.email }, device: { name: 'Laptop' } })
    expect(await answerTo(deviceCode)).toBe('expired_token')
  })

  test('that asks too often waits five seconds longer each time, and that is kept', async () => {
    const { deviceCode } = await begin()
    const answers = []
    for (const wait of [0, 1, 5, 15, 10]) {
      seconds(wait)
      const { error, retryAfterSeconds } = (await poll(deviceCode)).body as Problem
      answers.push([error, retryAfterSeconds])
    }
    expect(answers).toEqual([
      ['authorization_pending', 5],
      ['slow_down', 10],
      ['slow_down', 15],
      ['authorization_pending', 15],
      ['slow_down', 20],
    ])
  })

  test('is told that it was turned away', async () => {
    const { deviceCode, userCode } = await begin()
    await ada.person.device.login.deny.mutate({ userCode })
    expect(await answerTo(deviceCode)).toBe('access_denied')
    expect((await problemOf(approve(userCode))).code).toBe('not_found')
    expect(await answerTo(deviceCode)).toBe('access_denied')
  })

  test('is too late after ten minutes, approved or not', async () => {
    const [waiting, approved] = [await begin('One'), await begin('Two')]
    await approve(approved.userCode)
    seconds(601)
    expect(await answerTo(waiting.deviceCode)).toBe('expired_token')
    expect(await answerTo(approved.deviceCode)).toBe('expired_token')
    const look = ada.browser.device.login.look.mutate({ userCode: waiting.userCode })
    expect((await problemOf(look)).code).toBe('not_found')
    const late = ada.browser.device.login.approve.mutate({
      ...{ userCode: waiting.userCode, password: ada.password },
    })
    expect((await problemOf(late)).code).toBe('not_found')
  })

  test('with a made-up code is told no more than one whose code is over', async () => {
    const { body } = await poll('a code that nobody was given')
    expect(body).toMatchObject({ code: 'device_login', error: 'expired_token' })
  })

  test('by a known name gets the key of that device, whose old one stops', async () => {
    const { userCode, deviceCode } = await begin('default')
    const seen = await ada.person.device.login.look.mutate({ userCode })
    expect(seen.replacesKey).toBe(true)
    await approve(userCode)
    expect(await answerTo(deviceCode)).toBe('the key')
    expect((await problemOf(ada.key.account.me.query())).code).toBe('unauthenticated')
  })
})

describe('the person who decides', () => {
  test('sees what asks, and from where', async () => {
    const { userCode } = await begin('Laptop of Ada')
    const seen = await ada.person.device.login.look.mutate({ userCode })
    expect(seen).toMatchObject({
      ...{ device: 'Laptop of Ada', address: agentAddress, replacesKey: false },
      place: 'Somewhere else on the internet, not at the address where you are now.',
    })
    const here = api.client({
      Authorization: `Bearer ${ada.token}`,
      'X-Forwarded-For': agentAddress,
    })
    const { place } = await here.device.login.look.mutate({ userCode })
    expect(place).toBe('At the same address as you are now.')
  })

  test('may type the code as they like, but has to type it right', async () => {
    const { userCode } = await begin()
    const sloppy = ` ${userCode.replace('-', ' ').toLowerCase()} `
    expect((await ada.person.device.login.look.mutate({ userCode: sloppy })).device).toBe('Laptop')
    for (const typed of [
      '',
      'ABCD-EFGH',
      userCode.slice(0, -1),
      `${userCode}B`,
      'ＷＤＪＢ-ＭＪＨＴ',
    ]) {
      const call = ada.person.device.login.look.mutate({ userCode: typed })
      expect((await problemOf(call)).code).toBe('invalid')
    }
  })

  test('lets it in as themselves, where they are, and nobody decides again', async () => {
    const ben = await colleagueOf(api, ada, 'editor')
    const { userCode, deviceCode } = await begin()
    await ben.person.device.login.approve.mutate({ userCode, password: ben.creator.password })
    expect((await problemOf(approve(userCode))).code).toBe('not_found')
    const { apiKey } = DeviceLoggedIn.parse((await poll(deviceCode)).body)
    const me = await api.client(apiKey).account.me.query()
    expect([me.user?.email, me.workspace.id]).toEqual([ben.email, ada.workspaceId])
  })

  test('is an editor at least', async () => {
    const ben = await colleagueOf(api, ada, 'viewer')
    const { userCode, deviceCode } = await begin()
    for (const decide of ['look', 'approve', 'deny'] as const) {
      const call = ben.person.device.login[decide].mutate({ userCode, password: 'whatever' })
      expect((await problemOf(call)).code).toBe('forbidden')
    }
    expect(await answerTo(deviceCode)).toBe('authorization_pending')
  })

  test('is locked out after twenty codes within an hour, from whatever address', async () => {
    const { userCode, deviceCode } = await begin()
    const codes: Record<string, number> = {}
    for (let tries = 0; tries < 100; tries++) {
      const Authorization = `Bearer ${ada.token}`
      const guesser = api.client({ Authorization, 'X-Forwarded-For': `9.8.7.${tries}` })
      const guess = guesser.device.login.approve.mutate({
        ...{ userCode: 'BBBBBBBB', password: 'whatever it is' },
      })
      const { code } = await problemOf(guess)
      codes[code] = (codes[code] ?? 0) + 1
    }
    expect(codes).toEqual({ not_found: 20, rate_limited: 80 })
    expect((await problemOf(approve(userCode))).code).toBe('rate_limited')
    expect(await answerTo(deviceCode)).toBe('authorization_pending')
  })
})

test('codes are few for one address', async () => {
  const statuses = new Set<number>()
  for (let asked = 0; asked < 31; asked++)
    statuses.add((await post('code', { device: 'x' })).status)
  expect([...statuses]).toEqual([200, 429])
})

describe('a device that was let in and has not fetched its key', () => {
  const letIn = async () => {
    const login = await begin('Laptop on its way')
    await approve(login.userCode)
    return login.deviceCode
  }

  test('stays out once its person signed out everywhere, keys and all', async () => {
    const deviceCode = await letIn()
    await ada.browser.account.session.endAll.mutate({ withKeys: true })
    expect(await answerTo(deviceCode)).toBe('expired_token')
  })

  test('stays out also when only the sign-ins were ended: it was let in from one', async () => {
    const deviceCode = await letIn()
    await ada.browser.account.session.endAll.mutate({ withKeys: false })
    expect(await answerTo(deviceCode)).toBe('expired_token')
  })

  test('stays out once a reset stopped the keys of an address that nobody had proven', async () => {
    const deviceCode = await letIn()
    await api.client().account.password.forgot.mutate({ email: ada.email })
    const secret = await mailedSecret(api, ada.email, 'reset')
    await api.client().account.password.reset.mutate({ secret, password: 'another good one' })
    expect(await answerTo(deviceCode)).toBe('expired_token')
  })

  test.each(['person', 'workspace'] as const)('stays out once the %s is to go', async subject => {
    const deviceCode = await letIn()
    await ada.browser.privacy.requestDeletion.mutate({ subject, password: ada.password })
    expect(await answerTo(deviceCode)).toBe('expired_token')
  })
})
