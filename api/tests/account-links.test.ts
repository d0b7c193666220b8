import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { PasswordReset } from '../contract/index.ts'
import { MINUTE_MS } from '../src/lib/time.ts'
import { browserAt, codeOf, dataOf, tokenOf } from './browser.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailedSecret, mailsTo } from './mailbox.ts'
import { verify as verifyByHand } from './team.ts'

let api: TestApi
let aheadMs = 0
let ada: Creator
beforeAll(async () => {
  api = await startApi({ now: () => new Date(Date.now() + aheadMs) })
}, START_MS)
afterAll(() => api.close())
beforeEach(async () => {
  aheadMs = 0
  ada = await api.creator()
})

const visitor = () => browserAt(api)
const kindsTo = async (email: string) => (await mailsTo(api, email)).map(({ kind }) => kind)
const login = ({ email }: { email: string }, password: string) =>
  visitor().login({ email, password })
const user = async () => (await ada.browser.account.me.query()).user

/** Signs Ada in and answers with her browser. */
async function signedIn(password = ada.password) {
  const browser = visitor()
  expect((await browser.login({ email: ada.email, password })).status).toBe(200)
  return browser
}

async function resetLink() {
  await visitor().call('account.password.forgot', { email: ada.email })
  return mailedSecret(api, ada.email, 'reset')
}

describe('the link mailed at sign-up', () => {
  const verify = async (secret: string) =>
    (await signedIn()).call('account.email.verify', { secret })

  test('proves the address, once', async () => {
    expect((await user())?.isVerified).toBe(false)
    const secret = await mailedSecret(api, ada.email, 'verify')
    expect(dataOf(await verify(secret))).toEqual({ email: ada.email })
    const browser = await signedIn()
    expect(dataOf(await browser.query('account.me'))).toMatchObject({ user: { isVerified: true } })
    expect(codeOf(await verify(secret))).toBe('not_found')
  })

  test('makes an operator of who is named as one, and of nobody before', async () => {
    const named = `operator-${crypto.randomUUID()}@example.test`
    const settings = { env: { OPERATORS: named.toUpperCase() } }
    const service = await startApi(settings)
    try {
      const [chief, other] = [await service.creator({ email: named }), await service.creator()]
      const isOperator = async (it: Creator) =>
        (await it.browser.account.me.query()).user?.isOperator
      expect(await isOperator(chief)).toBe(false)
      for (const it of [chief, other]) {
        const secret = await mailedSecret(service, it.email, 'verify')
        await it.browser.account.email.verify.mutate({ secret })
      }
      expect([await isOperator(chief), await isOperator(other)]).toEqual([true, false])
    } finally {
      await service.close()
    }
  })

  test('is good for a day', async () => {
    const secret = await mailedSecret(api, ada.email, 'verify')
    aheadMs = 24 * 60 * MINUTE_MS + 1000
    expect(codeOf(await verify(secret))).toBe('not_found')
    aheadMs -= 2000
    expect((await verify(secret)).status).toBe(200)
  })

  test('is good for nothing else, and its secret is stored nowhere', async () => {
    const secret = await mailedSecret(api, ada.email, 'verify')
    const password = 'a password of mine'
    expect(codeOf(await visitor().call('account.password.reset', { secret, password }))).toBe(
      'not_found',
    )
    const browser = await signedIn()
    expect(codeOf(await browser.call('account.email.confirm', { secret }))).toBe('not_found')
    const links = await api.db.selectFrom('mailed_link').selectAll().execute()
    const mails = await api.db.selectFrom('mail').selectAll().execute()
    expect(JSON.stringify([links, mails, api.logged])).not.toContain(secret)
  })

  test('stands behind a #, which no server sees', async () => {
    const [mail] = await mailsTo(api, ada.email)
    const link = String(mail?.data.link)
    expect(link).toStartWith(`${api.url}/verify#`)
    expect(new URL(link).search).toBe('')
  })

  test('is mailed again when asked for, five times an hour, until it is proven', async () => {
    const resend = () => ada.browser.account.email.resend.mutate()
    for (let mail = 0; mail < 5; mail++) expect(await resend()).toEqual({ isSent: true })
    const refused = await resend().catch(error => error)
    expect(refused.data.problem.code).toBe('rate_limited')
    expect(await kindsTo(ada.email)).toEqual(Array(6).fill('verify'))
    const secret = await mailedSecret(api, ada.email, 'verify')
    await ada.browser.account.email.verify.mutate({ secret })
    expect(await resend()).toEqual({ isSent: false })
  })
})

describe('a forgotten password', () => {
  const reset = (secret: string, password: string) =>
    visitor().call('account.password.reset', { secret, password })

  test('gets the same answer for an address that nobody has, no sooner', async () => {
    const asked = async (email: string) => {
      const startedAt = performance.now()
      const { status, body } = await visitor().call('account.password.forgot', { email })
      expect(performance.now() - startedAt).toBeGreaterThan(295)
      return { status, body }
    }
    const nobody = 'nobody-at-all@example.test'
    expect(await asked(nobody)).toEqual(await asked(ada.email))
    expect(await kindsTo(nobody)).toEqual([])
    expect(await kindsTo(ada.email)).toEqual(['verify', 'reset'])
  })

  test('is asked for five times an hour, whoever has the address', async () => {
    for (const email of [ada.email, 'no-one-there@example.test']) {
      const answers = []
      for (let mail = 0; mail < 6; mail++) {
        answers.push(codeOf(await visitor().call('account.password.forgot', { email })))
      }
      expect(answers).toEqual([...Array(5).fill('200'), 'rate_limited'])
    }
  }, 20_000)

  test('is replaced by a mailed link, once, within half an hour', async () => {
    const secret = await resetLink()
    aheadMs = 30 * MINUTE_MS + 1000
    expect(codeOf(await reset(secret, 'a new good password'))).toBe('not_found')
    aheadMs = 29 * MINUTE_MS
    expect((await reset(secret, 'a new good password')).status).toBe(200)
    expect(codeOf(await reset(secret, 'another good password'))).toBe('not_found')
    aheadMs = 0
    expect((await login(ada, ada.password)).status).toBe(401)
    expect((await login(ada, 'a new good password')).status).toBe(200)
    expect(await kindsTo(ada.email)).toEqual(['verify', 'reset', 'password_changed'])
  })

  test('that is replaced by a weak one leaves the link as it was', async () => {
    const secret = await resetLink()
    expect(codeOf(await reset(secret, 'password1'))).toBe('invalid')
    expect((await reset(secret, 'a new good password')).status).toBe(200)
  })

  test('takes every other link with it', async () => {
    const [first, second] = [await resetLink(), await resetLink()]
    expect((await reset(second, 'a new good password')).status).toBe(200)
    expect(codeOf(await reset(first, 'the password of a thief'))).toBe('not_found')
  })

  test('ends every session and token, and does not sign anybody in', async () => {
    const browser = await signedIn()
    const token = tokenOf(await visitor().login(ada))
    const secret = await resetLink()
    const answer = await reset(secret, 'a new good password')
    expect(answer.headers.getSetCookie().join()).not.toContain('session=')
    expect(codeOf(await browser.query('account.me'))).toBe('unauthenticated')
    expect((await api.rest('/api/v1/auth/me', { auth: token })).status).toBe(401)
    expect((await api.rest('/api/v1/auth/me', { auth: ada.token })).status).toBe(401)
  })

  test('stops every key, also of a proven person, and names them', async () => {
    await verifyByHand(api, ada)
    const answer = await reset(await resetLink(), 'a new good password')
    const { keys } = PasswordReset.parse(dataOf(answer))
    expect(keys.map(({ device }) => device)).toEqual(['default'])
    expect((await api.rest('/api/v1/auth/me', { auth: ada.apiKey })).status).toBe(401)
  })

  test('proves the address as well', async () => {
    await reset(await resetLink(), 'a new good password')
    expect((await api.rest('/api/v1/auth/me', { auth: ada.apiKey })).status).toBe(401)
    const token = tokenOf(await login(ada, 'a new good password'))
    expect((await api.client(token).account.me.query()).user?.isVerified).toBe(true)
  })

  test('is not replaced by a link that went to an address the person left', async () => {
    const secret = await resetLink()
    const elsewhere = api.db.updateTable('person').set({ email: `moved-${ada.email}` })
    await elsewhere.where('person_id', '=', ada.personId).execute()
    expect(codeOf(await reset(secret, 'the password of a thief'))).toBe('not_found')
  })
})

describe('changing the password', () => {
  const change = (password: string, newPassword: string) => ({ password, newPassword })

  test('needs the one that is', async () => {
    const browser = await signedIn()
    const wrong = await browser.call('account.password.change', change('a guess', 'a new good one'))
    expect(wrong.body).toMatchObject({
      error: { data: { problem: { fields: { password: 'That is not your password.' } } } },
    })
    expect((await login(ada, ada.password)).status).toBe(200)
  })

  test('ends the other sessions and tokens, and renews this one', async () => {
    const [here, there] = [await signedIn(), await signedIn()]
    const token = tokenOf(await visitor().login(ada))
    const before = here.cookies.get('session') ?? ''
    const changed = change(ada.password, 'a new good password')
    const fresh = dataOf(await here.call('account.password.change', changed)) as { token: string }
    expect(codeOf(await there.query('account.me'))).toBe('unauthenticated')
    expect((await api.rest('/api/v1/auth/me', { auth: token })).status).toBe(401)
    expect((await api.rest('/api/v1/auth/me', { auth: fresh.token })).status).toBe(200)
    expect((await here.query('account.me')).status).toBe(200)
    expect(here.cookies.get('session')).not.toBe(before)
    const old = { Cookie: `session=${before}` }
    expect((await api.rest('/api/v1/auth/me', { headers: old })).status).toBe(401)
    expect((await ada.key.account.me.query()).device?.name).toBe('default')
    expect(await kindsTo(ada.email)).toEqual(['verify', 'password_changed'])
  })

  test('makes a reset link from before good for nothing', async () => {
    const secret = await resetLink()
    const browser = await signedIn()
    await browser.call('account.password.change', change(ada.password, 'a new good password'))
    const input = { secret, password: 'the password of a thief' }
    expect(codeOf(await visitor().call('account.password.reset', input))).toBe('not_found')
  })
})

describe('changing the address', () => {
  const wanted = () => `new-${ada.email}`

  test('needs the password', async () => {
    const browser = await signedIn()
    const input = { email: wanted(), password: 'a guess of mine' }
    expect(codeOf(await browser.call('account.email.change', input))).toBe('invalid')
    expect(await kindsTo(wanted())).toEqual([])
  })

  test('happens when the new one is proven, and the old one is told', async () => {
    const browser = await signedIn()
    const reset = await resetLink()
    const input = { email: wanted(), password: ada.password }
    expect((await browser.call('account.email.change', input)).status).toBe(200)
    expect((await user())?.email).toBe(ada.email)
    const secret = await mailedSecret(api, wanted(), 'email_change')
    const answer = await browser.call('account.email.confirm', { secret })
    expect(dataOf(answer)).toEqual({ email: wanted() })
    expect(dataOf(await browser.query('account.me'))).toMatchObject({
      user: { email: wanted(), isVerified: true },
    })
    expect(await kindsTo(ada.email)).toEqual(['verify', 'reset', 'email_changed'])
    expect((await login({ email: wanted() }, ada.password)).status).toBe(200)
    expect((await login(ada, ada.password)).status).toBe(401)
    expect(codeOf(await browser.call('account.email.confirm', { secret }))).toBe('not_found')
    const stale = { secret: reset, password: 'the password of a thief' }
    expect(codeOf(await visitor().call('account.password.reset', stale))).toBe('not_found')
  })

  test('makes good for nothing what was asked for before', async () => {
    const browser = await signedIn()
    const ask = (email: string) =>
      browser.call('account.email.change', { email, password: ada.password })
    await ask(`first-${ada.email}`)
    await ask(wanted())
    const first = await mailedSecret(api, `first-${ada.email}`, 'email_change')
    const second = await mailedSecret(api, wanted(), 'email_change')
    expect((await browser.call('account.email.confirm', { secret: second })).status).toBe(200)
    const answer = await browser.call('account.email.confirm', { secret: first })
    expect(codeOf(answer)).toBe('not_found')
    const user = { email: wanted() }
    expect(dataOf(await browser.query('account.me'))).toMatchObject({ user })
  })

  test('does not tell whether somebody has it, and never takes it from them', async () => {
    const other = await api.creator()
    const browser = await signedIn()
    const ask = (email: string) =>
      browser.call('account.email.change', { email, password: ada.password })
    expect((await ask(other.email)).body).toEqual((await ask(wanted())).body)
    expect(await kindsTo(other.email)).toEqual(['verify'])
    const secret = await mailedSecret(api, wanted(), 'email_change')
    await api.creator({ email: wanted() })
    expect(codeOf(await browser.call('account.email.confirm', { secret }))).toBe('conflict')
    expect((await user())?.email).toBe(ada.email)
  })
})
