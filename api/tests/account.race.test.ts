import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { createPasswords } from '../src/outside/passwords/bcrypt.ts'
import { browserAt, codeOf, dataOf, tokenOf } from './browser.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailedSecret } from './mailbox.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: races need a real Postgres. Run: bun ops/services.ts postgres',
  )
}

let api: TestApi
let ada: Creator
let hashes = 0
beforeAll(async () => {
  const bcrypt = createPasswords(4)
  const verify = (password: string, hash: string | null) => {
    hashes += 1
    return bcrypt.verify(password, hash)
  }
  api = await startApi({ passwords: { ...bcrypt, verify } })
}, START_MS)
afterAll(() => api.close())
beforeEach(async () => {
  ada = await api.creator()
  hashes = 0
})

const many = <T>(count: number, make: (nth: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, nth) => make(nth)))
const counted = (codes: string[]) =>
  Object.fromEntries([...Map.groupBy(codes, code => code)].map(([code, all]) => [code, all.length]))

test('a thousand guesses in the same moment are not judged before they are counted', async () => {
  const guess = (nth: number) => {
    const address = `10.9.${nth >> 8}.${nth & 255}`
    return browserAt(api, { address }).login({ email: ada.email, password: `guess ${nth}` })
  }
  const codes = (await many(1000, guess)).map(codeOf)
  expect(hashes).toBeLessThanOrEqual(10)
  expect(codes.filter(code => code === 'unauthenticated')).toHaveLength(hashes)
  expect(codes.filter(code => code === 'rate_limited')).toHaveLength(1000 - hashes)
}, 60_000)

test('one code opens one session, however many bring it at once', async () => {
  const home = browserAt(api)
  await home.login(ada)
  const begun = dataOf(await home.call('account.secondFactor.begin')) as { secret: string }
  const app = new TOTP({ secret: Secret.fromBase32(begun.secret) })
  const proof = { password: ada.password, secondFactor: app.generate() }
  expect((await home.call('account.secondFactor.enable', proof)).status).toBe(200)
  const next = app.generate({ timestamp: Date.now() + 30_000 })
  const login = () => browserAt(api).login({ ...ada, secondFactor: next })
  const codes = (await many(4, login)).map(codeOf)
  expect(counted(codes)).toEqual({ 200: 1, second_factor: 3 })
})

test('one link sets one password, however many bring it at once', async () => {
  await browserAt(api).call('account.password.forgot', { email: ada.email })
  const secret = await mailedSecret(api, ada.email, 'reset')
  const reset = (nth: number) =>
    browserAt(api, { address: `10.8.0.${nth}` }).call('account.password.reset', {
      secret,
      password: `a new good password ${nth}`,
    })
  const codes = (await many(20, reset)).map(codeOf)
  expect(counted(codes)).toEqual({ 200: 1, not_found: 19 })
  const winner = codes.indexOf('200')
  const login = await browserAt(api).login({
    email: ada.email,
    password: `a new good password ${winner}`,
  })
  expect(login.status).toBe(200)
})

test('a sign-in and a reset in the same moment leave no session of the old password', async () => {
  for (let round = 0; round < 20; round++) {
    const person = await api.creator()
    const browser = browserAt(api)
    await browserAt(api).call('account.password.forgot', { email: person.email })
    const secret = await mailedSecret(api, person.email, 'reset')
    const reset = { secret, password: 'a new good password' }
    const [login] = await Promise.all([
      browser.login(person),
      browserAt(api).call('account.password.reset', reset),
    ])
    expect(codeOf(await browser.query('account.me'))).toBe('unauthenticated')
    if (login.status !== 200) continue
    const { status } = await api.rest('/api/v1/auth/me', { auth: tokenOf(login) })
    expect(status).toBe(401)
  }
}, 60_000)

test('two changes of a password in one moment: one is made, the other hears of it', async () => {
  const browsers = [browserAt(api), browserAt(api)]
  for (const browser of browsers) await browser.login(ada)
  const { password } = ada
  const changes = await api.db.transaction().execute(async tx => {
    await tx.selectFrom('person').selectAll().forUpdate().execute()
    const calls = browsers.map((browser, nth) => {
      const newPassword = `a new good password ${nth}`
      return browser.call('account.password.change', { password, newPassword })
    })
    await waitsFor(2)
    return { calls }
  })
  const codes = (await Promise.all(changes.calls)).map(codeOf)
  expect(counted(codes)).toEqual({ 200: 1, conflict: 1 })
})

test('a browser that is signed out while it enters a workspace gets no token for it', async () => {
  const browser = browserAt(api)
  await browser.login(ada)
  const entering = await api.db.transaction().execute(async tx => {
    await tx.selectFrom('session').selectAll().forUpdate().execute()
    const call = browser.call('workspace.enter', { workspaceId: ada.workspaceId })
    await waitsFor(1)
    await tx.deleteFrom('session').where('person_id', '=', ada.personId).execute()
    const ended = tx.updateTable('person').set({ tokens_valid_after: new Date() })
    await ended.where('person_id', '=', ada.personId).execute()
    return { call }
  })
  expect(codeOf(await entering.call)).toBe('unauthenticated')
})

/** So many statements stand in line for a lock. */
async function waitsFor(count: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(api.db)
    if ((rows[0]?.waiting ?? 0) >= count) return
  }
}
