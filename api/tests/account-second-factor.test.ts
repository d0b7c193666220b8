import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { Secret, TOTP } from 'otpauth'
import { RecoveryCodes, RefusableMail, SecondFactor } from '../contract/index.ts'
import type { Browser } from './browser.ts'
import { browserAt, codeOf, dataOf } from './browser.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailedSecret, mailsTo } from './mailbox.ts'

let api: TestApi
let ada: Creator
let home: Browser
let aheadMs = 0
beforeAll(async () => {
  api = await startApi({ now: () => new Date(Date.now() + aheadMs) })
}, START_MS)
afterAll(() => api.close())
beforeEach(async () => {
  ada = await api.creator()
  home = browserAt(api)
  await home.login(ada)
})

/** What the app on a phone shows; a code is good once, so each is of a later step. */
function codeFrom(secret: string): string {
  aheadMs += 30_000
  const timestamp = Date.now() + aheadMs
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })
}

async function begin(browser = home) {
  const data = dataOf(await browser.call('account.secondFactor.begin'))
  return (data as { secret: string; uri: string }).secret
}

/** Turns the second factor on. */
async function turnedOn() {
  const secret = await begin()
  const proof = { password: ada.password, secondFactor: codeFrom(secret) }
  const answer = await home.call('account.secondFactor.enable', proof)
  return { secret, ...RecoveryCodes.parse(dataOf(answer)) }
}

const state = async () => SecondFactor.parse(dataOf(await home.query('account.secondFactor.get')))
const login = (secondFactor?: string, browser = browserAt(api)) =>
  browser.login({
    email: ada.email,
    password: ada.password,
    ...(secondFactor !== undefined && { secondFactor }),
  })
const elsewhere = (code: string) => (/^0/.test(code) ? '1' : '0') + code.slice(1)

describe('turning it on', () => {
  test('needs a right code and the password', async () => {
    const secret = await begin()
    const enable = (password: string, secondFactor: string) =>
      home.call('account.secondFactor.enable', { password, secondFactor })
    expect(codeOf(await enable('not the password', codeFrom(secret)))).toBe('invalid')
    expect(codeOf(await enable(ada.password, elsewhere(codeFrom(secret))))).toBe('invalid')
    expect((await login()).status).toBe(200)
    expect(await state()).toEqual({ isOn: false, since: null, recoveryCodesLeft: 0 })
    expect((await enable(ada.password, codeFrom(secret))).status).toBe(200)
    expect(await state()).toMatchObject({ isOn: true, recoveryCodesLeft: 10 })
    expect((await ada.person.account.me.query()).user?.hasSecondFactor).toBe(true)
  })

  test('needs a secret that was begun, and cannot be begun anew once it is on', async () => {
    const proof = { password: ada.password, secondFactor: '123456' }
    expect(codeOf(await home.call('account.secondFactor.enable', proof))).toBe('conflict')
    await turnedOn()
    expect(codeOf(await home.call('account.secondFactor.begin'))).toBe('conflict')
  })

  test('keeps the secret sealed, and recovery codes as hashes', async () => {
    const { secret, recoveryCodes } = await turnedOn()
    expect(new Set(recoveryCodes).size).toBe(10)
    for (const code of recoveryCodes) expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)
    const people = await api.db.selectFrom('person').selectAll().execute()
    const codes = await api.db.selectFrom('recovery_code').selectAll().execute()
    const stored = JSON.stringify([people, codes, api.logged])
    for (const text of [secret, ...recoveryCodes]) expect(stored).not.toContain(text)
  })

  test('tells an app whose codes they are', async () => {
    const data = dataOf(await home.call('account.secondFactor.begin'))
    const { uri } = data as { uri: string }
    expect(decodeURIComponent(uri)).toStartWith(`otpauth://totp/Content Creation:${ada.email}?`)
  })
})

describe('a sign-in', () => {
  test('with the right password asks for a code; with a wrong one it tells nothing', async () => {
    const { secret } = await turnedOn()
    expect(codeOf(await login())).toBe('second_factor')
    const wrong = { email: ada.email, password: 'a guess', secondFactor: codeFrom(secret) }
    expect(codeOf(await browserAt(api).login(wrong))).toBe('unauthenticated')
    const browser = browserAt(api)
    await login(undefined, browser)
    expect(codeOf(await browser.query('account.me'))).toBe('unauthenticated')
    expect((await login(codeFrom(secret), browser)).status).toBe(200)
    expect((await browser.query('account.me')).status).toBe(200)
  })

  test('asks an agent as well', async () => {
    const { secret } = await turnedOn()
    const json = { email: ada.email, password: ada.password, device: 'studio' }
    const asAgent = (more: object) => api.rest('/api/v1/auth/login', { json: { ...json, ...more } })
    expect((await asAgent({})).body).toMatchObject({ code: 'second_factor', status: 401 })
    expect((await asAgent({ secondFactor: codeFrom(secret) })).status).toBe(200)
  })

  test('takes a code once, also by two at the same time', async () => {
    const { secret } = await turnedOn()
    const code = codeFrom(secret)
    const codes = (await Promise.all([login(code), login(code)])).map(codeOf)
    expect(codes.sort()).toEqual(['200', 'second_factor'])
    expect(codeOf(await login(code))).toBe('second_factor')
  })

  test('does not take the code by which it was turned on', async () => {
    const secret = await begin()
    const code = codeFrom(secret)
    const proof = { password: ada.password, secondFactor: code }
    await home.call('account.secondFactor.enable', proof)
    expect(codeOf(await login(code))).toBe('second_factor')
  })

  test('takes each recovery code once, however it is typed', async () => {
    const { recoveryCodes } = await turnedOn()
    const [first = '', second = ''] = recoveryCodes
    expect((await login(first.toLowerCase().replaceAll('-', ' '))).status).toBe(200)
    expect(codeOf(await login(first))).toBe('second_factor')
    expect((await login(second)).status).toBe(200)
    expect(await state()).toMatchObject({ recoveryCodesLeft: 8 })
  })

  test('takes no code of somebody else', async () => {
    const { recoveryCodes } = await turnedOn()
    ada = await api.creator()
    home = browserAt(api)
    await home.login(ada)
    await turnedOn()
    expect(codeOf(await login(recoveryCodes[0]))).toBe('second_factor')
  })

  test('makes a guesser of codes wait, and not the owner in a browser that is known', async () => {
    const { secret } = await turnedOn()
    const code = codeFrom(secret)
    const codes = []
    for (let made = 0; made < 6; made++) codes.push(codeOf(await login(elsewhere(code))))
    expect(codes).toEqual([...Array(5).fill('second_factor'), 'rate_limited'])
    expect(codeOf(await login(code))).toBe('rate_limited')
    expect((await login(code, home)).status).toBe(200)
  })
})

describe('what a thief would do first', () => {
  test('needs a code as well as the password, once it is on', async () => {
    const { secret } = await turnedOn()
    const { password } = ada
    const asks = [
      ['account.email.change', { password, email: `new-${ada.email}` }],
      ['account.password.change', { password, newPassword: 'a new good password' }],
    ] as const
    for (const [path, input] of asks) {
      expect(codeOf(await home.call(path, input))).toBe('second_factor')
      const answer = await home.call(path, { ...input, secondFactor: codeFrom(secret) })
      expect(answer.status).toBe(200)
    }
  })

  test('does not get around it by resetting the password', async () => {
    const verify = await mailedSecret(api, ada.email, 'verify')
    await home.call('account.email.verify', { secret: verify })
    const { secret } = await turnedOn()
    await home.call('account.password.forgot', { email: ada.email })
    const reset = await mailedSecret(api, ada.email, 'reset')
    const password = 'a new good password'
    await home.call('account.password.reset', { secret: reset, password })
    ada.password = password
    expect(codeOf(await login())).toBe('second_factor')
    expect((await login(codeFrom(secret))).status).toBe(200)
  })
})

test('one turned on before the address was proven ends when its owner resets', async () => {
  await turnedOn()
  await browserAt(api).call('account.password.forgot', { email: ada.email })
  const reset = await mailedSecret(api, ada.email, 'reset')
  ada.password = 'a new good password'
  await browserAt(api).call('account.password.reset', { secret: reset, password: ada.password })
  expect((await login()).status).toBe(200)
})

describe('turning it off, or making new recovery codes', () => {
  test('needs the password and a code', async () => {
    const { secret, recoveryCodes } = await turnedOn()
    const paths = ['account.secondFactor.renewCodes', 'account.secondFactor.disable']
    for (const path of paths) {
      const wrong = { password: 'a guess', secondFactor: codeFrom(secret) }
      expect(codeOf(await home.call(path, wrong))).toBe('invalid')
      const off = { password: ada.password, secondFactor: elsewhere(codeFrom(secret)) }
      expect(codeOf(await home.call(path, off))).toBe('second_factor')
      expect(codeOf(await home.call(path, { password: ada.password }))).toBe('invalid')
    }
    expect(await state()).toMatchObject({ isOn: true, recoveryCodesLeft: recoveryCodes.length })
  })

  test('puts new codes in place of the old ones', async () => {
    const { secret, recoveryCodes } = await turnedOn()
    const proof = { password: ada.password, secondFactor: codeFrom(secret) }
    const answer = await home.call('account.secondFactor.renewCodes', proof)
    const fresh = RecoveryCodes.parse(dataOf(answer)).recoveryCodes
    expect(codeOf(await login(recoveryCodes[0]))).toBe('second_factor')
    expect((await login(fresh[0])).status).toBe(200)
  })

  test('lets the password alone open the account again', async () => {
    const { recoveryCodes } = await turnedOn()
    const proof = { password: ada.password, secondFactor: recoveryCodes[3] }
    expect((await home.call('account.secondFactor.disable', proof)).status).toBe(200)
    expect((await login()).status).toBe(200)
    expect(await state()).toEqual({ isOn: false, since: null, recoveryCodesLeft: 0 })
    expect(codeOf(await home.call('account.secondFactor.renewCodes', proof))).toBe('conflict')
  })
})

test('every change of it is mailed to its person, who cannot refuse such mails', async () => {
  const mailed = async () =>
    (await mailsTo(api, ada.email))
      .filter(({ kind }) => kind === 'second_factor')
      .map(({ data }) => data.change)
  const { secret } = await turnedOn()
  expect(await mailed()).toEqual(['on'])
  const wrong = { password: 'not the password', secondFactor: codeFrom(secret) }
  await home.call('account.secondFactor.disable', wrong)
  expect(await mailed()).toEqual(['on'])
  const proof = () => ({ password: ada.password, secondFactor: codeFrom(secret) })
  await home.call('account.secondFactor.renewCodes', proof())
  await home.call('account.secondFactor.disable', proof())
  expect(await mailed()).toEqual(['on', 'codes', 'off'])
  expect(RefusableMail.safeParse('second_factor').success).toBe(false)
})
