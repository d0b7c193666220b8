import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { Registered, SignIn } from '../contract/index.ts'
import { browserName } from '../src/account/session/browser.rules.ts'
import { DAY_MS, HOUR_MS } from '../src/lib/time.ts'
import type { Browser } from './browser.ts'
import { browserAt, codeOf, dataOf, tokenOf } from './browser.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

let api: TestApi
let ada: Creator
beforeAll(async () => {
  api = await startApi()
}, START_MS)
afterAll(() => api.close())
beforeEach(async () => {
  ada = await api.creator()
})

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15'

async function signedIn(userAgent = FIREFOX): Promise<Browser> {
  const browser = browserAt(api, { userAgent })
  expect((await browser.login(ada)).status).toBe(200)
  return browser
}
const list = async (browser: Browser) =>
  SignIn.array().parse(dataOf(await browser.query('account.session.list')))
const isIn = async (browser: Browser) => (await browser.query('account.me')).status === 200
const statusOf = async (auth: string) => (await api.rest('/api/v1/auth/me', { auth })).status
const events = () =>
  api.db
    .selectFrom('event')
    .select('data')
    .where('workspace_id', '=', ada.workspaceId)
    .where('type', '=', 'account.signed_in')
    .execute()

describe('the list of sign-ins', () => {
  test('says where, with what, when, and which is this one', async () => {
    const here = await signedIn(FIREFOX)
    await signedIn(SAFARI)
    const sessions = await list(here)
    expect(sessions.map(({ browser }) => browser)).toContain('Safari on macOS')
    const own = sessions.filter(({ isThisOne }) => isThisOne)
    expect(own).toHaveLength(1)
    expect(own[0]).toMatchObject({ browser: 'Firefox on Linux' })
    expect(own[0]?.address).toMatch(/^198\.51\./)
    expect(Date.now() - Date.parse(own[0]?.signedInAt ?? '')).toBeLessThan(60_000)
    expect(JSON.stringify(sessions)).not.toContain(here.cookies.get('session') ?? 'none')
  })

  test('says when each was last seen', async () => {
    const here = await signedIn()
    const longAgo = new Date(Date.now() - HOUR_MS)
    const sessions = api.db.updateTable('session').set({ last_seen_at: longAgo })
    await sessions.where('person_id', '=', ada.personId).execute()
    const [own, other] = await list(here)
    expect(own?.isThisOne).toBe(true)
    expect(Date.now() - Date.parse(own?.lastSeenAt ?? '')).toBeLessThan(60_000)
    expect(other?.lastSeenAt).toBe(longAgo.toISOString())
  })

  test('ends one of them, at once, and never that of somebody else', async () => {
    const [here, there] = [await signedIn(), await signedIn(SAFARI)]
    const session = (await list(here)).find(({ browser }) => browser === 'Safari on macOS')
    const sessionId = session?.id ?? ''
    const stranger = await api.creator()
    const refused = stranger.person.account.session.end.mutate({ sessionId }).catch(error => error)
    expect((await refused).data.problem.code).toBe('not_found')
    expect(await isIn(there)).toBe(true)
    expect((await here.call('account.session.end', { sessionId })).status).toBe(200)
    expect(await isIn(there)).toBe(false)
    expect(await isIn(here)).toBe(true)
  })
})

describe('signing out everywhere', () => {
  test('ends sessions and tokens at once, and leaves the agents', async () => {
    const [here, there] = [await signedIn(), await signedIn(SAFARI)]
    const token = tokenOf(await browserAt(api).login(ada))
    expect(await statusOf(token)).toBe(200)
    const ended = dataOf(await here.call('account.session.endAll'))
    expect(ended).toEqual({ sessions: 4, keys: 0 })
    expect([await isIn(here), await isIn(there)]).toEqual([false, false])
    expect(here.cookies.has('session')).toBe(false)
    expect([await statusOf(token), await statusOf(ada.apiKey)]).toEqual([401, 200])
    const again = await browserAt(api).login(ada)
    expect(await statusOf(tokenOf(again))).toBe(200)
  })

  test('stops the agents as well when asked to', async () => {
    const here = await signedIn()
    const other = await api.creator()
    await here.call('account.session.endAll', { withKeys: true })
    expect([await statusOf(ada.apiKey), await statusOf(other.apiKey)]).toEqual([401, 200])
  })

  test('makes every browser a stranger again', async () => {
    const here = await signedIn()
    await here.call('account.session.endAll')
    const before = (await events()).length
    await here.login(ada)
    expect(await events()).toHaveLength(before + 1)
  })
})

describe('a sign-in', () => {
  test('from a browser never seen is news, the next one is not', async () => {
    const browser = await signedIn()
    expect((await events()).map(({ data }) => data)).toEqual([
      {
        personId: ada.personId,
        address: expect.stringMatching(/^198\.51\./),
        browser: 'Firefox on Linux',
        at: expect.any(String),
      },
    ])
    await browser.login(ada)
    expect(await events()).toHaveLength(1)
  })

  test('from the browser of the sign-up is no news', async () => {
    const browser = browserAt(api)
    const json = { email: `eve-${ada.email}`, password: 'a fine password' }
    const made = Registered.parse(dataOf(await browser.call('account.register', json)))
    await browser.login(json)
    const all = await api.db.selectFrom('event').select('data').execute()
    expect(JSON.stringify(all)).not.toContain(made.user.id)
    const [session] = await list(browser)
    expect(session?.isThisOne).toBe(true)
  })

  test('of a device is news every time, for its key takes the place of an older', async () => {
    const login = (device: string) =>
      api.rest('/api/v1/auth/login', {
        json: { email: ada.email, password: ada.password, device },
        headers: { 'X-Forwarded-For': '198.51.9.9' },
      })
    for (const device of ['default', 'studio', 'studio']) await login(device)
    const told = (await events()).map(({ data }) => data as { browser: string })
    expect(told.map(({ browser }) => browser)).toEqual(['default', 'studio', 'studio'])
  })

  test('opens a fresh session and ends the one the browser came with', async () => {
    const browser = await signedIn()
    const before = browser.cookies.get('session')
    await browser.login(ada)
    expect(browser.cookies.get('session')).not.toBe(before)
    const headers = { Cookie: `session=${before}` }
    expect((await api.rest('/api/v1/auth/me', { headers })).status).toBe(401)
  })

  test('never makes a planted session one that is signed in', async () => {
    const browser = browserAt(api)
    browser.cookies.set('session', 'p'.repeat(40))
    await browser.login(ada)
    const headers = { Cookie: `session=${'p'.repeat(40)}` }
    expect((await api.rest('/api/v1/auth/me', { headers })).status).toBe(401)
    expect(await isIn(browser)).toBe(true)
  })

  test(
    'that meets a change of the password ends with it',
    async () => {
      const { passwords } = api.deps.identity
      const verify = async (password: string, stored: string | null) => {
        const isRight = await passwords.verify(password, stored)
        await setPassword('the new password of the owner')
        return isRight
      }
      const other = await startApi({
        database: databaseOf(api),
        passwords: { ...passwords, verify },
      })
      expect(codeOf(await browserAt(other).login(ada))).toBe('unauthenticated')
      await other.close()
    },
    START_MS,
  )
})

test(
  'a change of the password that meets a reset changes nothing',
  async () => {
    const { passwords } = api.deps.identity
    const hash = async (password: string) => {
      await setPassword('the new password of the owner')
      return passwords.hash(password)
    }
    const other = await startApi({ database: databaseOf(api), passwords: { ...passwords, hash } })
    const thief = browserAt(other)
    await thief.login(ada)
    const change = { password: ada.password, newPassword: 'the password of a thief' }
    expect(codeOf(await thief.call('account.password.change', change))).toBe('conflict')
    await other.close()
    const owner = { email: ada.email, password: 'the new password of the owner' }
    expect((await browserAt(api).login(owner)).status).toBe(200)
  },
  START_MS,
)

/** What a reset does that is through a moment earlier. */
async function setPassword(password: string): Promise<void> {
  const password_hash = await api.deps.identity.passwords.hash(password)
  const change = api.db.updateTable('person').set({ password_hash })
  await change.where('person_id', '=', ada.personId).execute()
}

/** The same database, which stays open when the second api closes. */
const databaseOf = ({ db }: TestApi) => ({ db, pglite: null, url: null, close: async () => {} })

test('a session ends after ninety days, however often it is used', async () => {
  const browser = await signedIn()
  const longAgo = new Date(Date.now() - 91 * DAY_MS)
  const sessions = api.db.updateTable('session').set({ created_at: longAgo })
  await sessions.where('person_id', '=', ada.personId).execute()
  expect(await isIn(browser)).toBe(false)
})

test('a browser is called what its person would call it', () => {
  const edge = `${SAFARI.replace('Safari', 'Chrome/140.0 Safari')} Edg/140.0`
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140.0 Safari/604.1'
  const names = [FIREFOX, SAFARI, edge, phone, 'curl/8.1', ''].map(browserName)
  expect(names).toEqual([
    'Firefox on Linux',
    'Safari on macOS',
    'Edge on macOS',
    'Chrome on iOS',
    'An unknown program',
    'An unknown program',
  ])
})
