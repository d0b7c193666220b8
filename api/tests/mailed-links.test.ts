/** Every mailed link, opened by everybody whom it could fall to; and what ends with each proof. */
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { nameOperators } from '../src/account/operators.queries.ts'
import { MAILS } from '../src/mail/mail-kinds.ts'
import { type Browser, browserAt, codeOf, dataOf, tokenOf } from './browser.ts'
import type { Answer, Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailedSecret, mailsTo } from './mailbox.ts'
import { colleagueOf, verify } from './team.ts'

const OPERATOR = 'chief@example.test'
const NEW_PASSWORD = 'a new good password'

let api: TestApi
let host: Creator
beforeAll(async () => {
  api = await startApi({ env: { OPERATORS: OPERATOR } })
  host = await api.creator()
  await verify(api, host)
}, START_MS)
afterAll(() => api.close())

/** Where a link takes its holder, and how it comes to be mailed to this person. */
interface Link {
  path: string
  input?: object
  mail(owner: Creator, browser: Browser): Promise<string>
}

const LINKS: Record<string, Link> = {
  verify: {
    path: 'account.email.verify',
    mail: ({ email }) => mailedSecret(api, email, 'verify'),
  },
  reset: {
    path: 'account.password.reset',
    input: { password: NEW_PASSWORD },
    async mail({ email }) {
      await browserAt(api).call('account.password.forgot', { email })
      return mailedSecret(api, email, 'reset')
    },
  },
  email_change: {
    path: 'account.email.confirm',
    async mail({ email, password }, browser) {
      await browser.call('account.email.change', { email: `new-${email}`, password })
      return mailedSecret(api, `new-${email}`, 'email_change')
    },
  },
  invite: {
    path: 'workspace.invitation.accept',
    async mail({ email }) {
      await host.browser.workspace.invitation.send.mutate({ email, role: 'viewer' })
      return mailedSecret(api, email, 'invite')
    },
  },
}

interface Scene {
  owner: Creator
  home: Browser
}
type Opener = (scene: Scene) => Promise<Opened>
type Opened = (path: string, input: object) => Promise<Answer>

const as = (headers: Record<string, string>): Opened => {
  return (path, json) => api.rest(`/trpc/${path}`, { json, headers })
}
const cookieOf = (headers: { cookie: string }) => ({
  Cookie: headers.cookie,
  'Sec-Fetch-Site': 'same-origin',
})

const OPENERS: Record<string, Opener> = {
  nobody: async () => as({}),
  'a stranger with an account of their own': async () => as(cookieOf(await api.creator())),
  'another member of the workspace': async ({ owner }) =>
    as(cookieOf((await colleagueOf(api, owner, 'admin')).creator)),
  'the owner, signed out since': async ({ home }) => {
    await home.call('account.logout')
    return home.call
  },
  'a device of the owner': async ({ owner }) => as({ 'X-API-Key': owner.apiKey }),
  'the owner, signed in': async ({ home }) => home.call,
}

const SIGN_IN = 'unauthenticated'
/** In the order above. A reset is for whoever holds the mailbox: it ends all that is older. */
const ANSWERS: Record<string, string[]> = {
  verify: [SIGN_IN, 'forbidden', 'forbidden', SIGN_IN, 'forbidden', '200'],
  reset: ['200', '200', '200', '200', '200', '200'],
  email_change: [SIGN_IN, 'forbidden', 'forbidden', SIGN_IN, 'forbidden', '200'],
  invite: [SIGN_IN, 'forbidden', 'forbidden', SIGN_IN, 'forbidden', '200'],
}

async function signedIn(owner: Creator): Promise<Browser> {
  const browser = browserAt(api)
  expect((await browser.login(owner)).status).toBe(200)
  return browser
}

test('every mail that holds a link has been thought about here', () => {
  const linked = Object.entries(MAILS).filter(([, { shape }]) => 'link' in shape)
  expect(linked.map(([kind]) => kind).sort()).toEqual(Object.keys(LINKS).sort())
  expect(Object.keys(ANSWERS).sort()).toEqual(Object.keys(LINKS).sort())
})

for (const [kind, { path, input, mail }] of Object.entries(LINKS)) {
  describe(`the link of a mail "${kind}"`, () => {
    test.each(Object.entries(OPENERS))('opened by %s answers as it should', async (who, opener) => {
      const owner = await api.creator()
      const home = await signedIn(owner)
      const secret = await mail(owner, home)
      const open = await opener({ owner, home })
      const wanted = ANSWERS[kind]?.[Object.keys(OPENERS).indexOf(who)]
      expect(codeOf(await open(path, { secret, ...input }))).toBe(wanted ?? 'nothing')
      if (wanted === '200') return
      // Whoever was turned away has not used it up.
      const later = await (await signedIn(owner)).call(path, { secret, ...input })
      expect(later.status).toBe(200)
    })
  })
}

/** Everything that opened the account before, and how to see whether it still does. */
async function olderThings(owner: Creator, home: Browser) {
  const old = await signedIn(owner)
  const token = tokenOf(await browserAt(api).login(owner))
  const reset = await LINKS.reset?.mail(owner, home)
  const verifying = await mailedSecret(api, owner.email, 'verify')
  const moving = `moved-${owner.email}`
  await old.call('account.email.change', { email: moving, password: owner.password })
  const move = await mailedSecret(api, moving, 'email_change')
  const { body } = await api.rest('/api/v1/auth/device/code', { json: { device: 'a tablet' } })
  const { deviceCode, userCode } = body as { deviceCode: string; userCode: string }
  await old.call('device.login.approve', { userCode, password: owner.password })
  const row = { sealed_totp: 'of a stranger', totp_confirmed_at: new Date() }
  const person = api.db.updateTable('person').set(row)
  await person.where('person_id', '=', owner.personId).execute()
  const me = (auth: string) => api.rest('/api/v1/auth/me', { auth })
  const links = async () => {
    const found = await api.db
      .selectFrom('mailed_link')
      .select('purpose')
      .where('person_id', '=', owner.personId)
      .execute()
    return found.map(({ purpose }) => purpose)
  }
  const hasTotp = async () => {
    const found = await api.db
      .selectFrom('person')
      .select('totp_confirmed_at')
      .where('person_id', '=', owner.personId)
      .executeTakeFirstOrThrow()
    return found.totp_confirmed_at !== null
  }
  const poll = async () =>
    (await api.rest('/api/v1/auth/device/token', { json: { deviceCode } })).status
  return {
    secrets: { reset, verify: verifying, email_change: move },
    open: async () => ({
      session: (await old.query('account.me')).status === 200,
      jwt: (await me(token)).status === 200,
      key: (await me(owner.apiKey)).status === 200,
      'second factor': await hasTotp(),
      'mailed links': (await links()).length > 0,
      'device login': (await poll()) === 200,
    }),
  }
}

const NOTHING = {
  ...{ session: false, jwt: false, key: false, 'second factor': false },
  ...{ 'mailed links': false, 'device login': false },
}

describe('the first proof that a mailbox is theirs', () => {
  test.each(Object.entries(LINKS))(
    'by "%s" ends all that is older, and says so',
    async (kind, it) => {
      const owner = await api.creator()
      const home = await signedIn(owner)
      const secret = await it.mail(owner, home)
      const older = await olderThings(owner, home)
      expect((await home.call(it.path, { secret, ...it.input })).status).toBe(200)
      expect(await older.open()).toEqual(NOTHING)
      expect((await home.query('account.me')).status).toBe(kind === 'reset' ? 401 : 200)
      const address = kind === 'email_change' ? `new-${owner.email}` : owner.email
      const told = (await mailsTo(api, address)).map(mail => [mail.kind, mail.data.ended])
      expect(told).toContainEqual(
        kind === 'reset' ? ['password_changed', 'everything'] : ['address_proven', undefined],
      )
    },
  )
})

test('nobody becomes an operator by the press of whose address they took', async () => {
  const stranger = await api.creator({ email: OPERATOR })
  const older = await olderThings(stranger, await signedIn(stranger))
  const owner = browserAt(api)
  const pressed = await owner.call('account.email.verify', { secret: older.secrets.verify })
  expect(codeOf(pressed)).toBe(SIGN_IN)
  const user = async (browser: Browser) =>
    (dataOf(await browser.query('account.me')) as { user: object }).user
  expect((await stranger.browser.account.me.query()).user).toMatchObject({
    ...{ isVerified: false, isOperator: false },
  })
  await owner.call('account.password.forgot', { email: OPERATOR })
  const secret = await mailedSecret(api, OPERATOR, 'reset')
  await owner.call('account.password.reset', { secret, password: NEW_PASSWORD })
  expect(await older.open()).toEqual(NOTHING)
  expect((await browserAt(api).login(stranger)).status).toBe(401)
  expect((await owner.login({ email: OPERATOR, password: NEW_PASSWORD })).status).toBe(200)
  expect(await user(owner)).toMatchObject({ isVerified: true, isOperator: true })
  // At the next start nobody is named: that is nobody, not everybody who was.
  await nameOperators(api.db, [])
  expect(await user(owner)).toMatchObject({ isVerified: true, isOperator: false })
})
