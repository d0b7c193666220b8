import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { SignJWT } from 'jose'
import { LoggedIn, Registered } from '../contract/index.ts'
import { MINUTE_MS } from '../src/lib/time.ts'
import { signToken } from '../src/lib/token.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, someAddress, startApi } from './harness.ts'

let api: TestApi
let creator: Creator
beforeAll(async () => {
  api = await startApi()
  creator = await api.creator()
}, START_MS)
afterAll(() => api.close())

const post = (path: string, json: unknown, headers: Record<string, string> = {}) =>
  api.rest(`/api/v1/auth/${path}`, {
    json,
    headers: { 'X-Forwarded-For': someAddress(), ...headers },
  })

const login = async (more: Record<string, string> = {}) => {
  const answer = await post('login', { email: creator.email, password: creator.password, ...more })
  return { ...LoggedIn.parse(answer.body), headers: answer.headers }
}

const isAlive = async (key: string) => {
  const { status } = await api.rest('/api/v1/auth/me', { auth: key })
  return status === 200
}

describe('signing up', () => {
  test('gives a workspace, a token and a key that work at once', async () => {
    const json = { email: ' Ada@Example.test', password: 'correct horse', name: 'Ada' }
    const { status, body } = await post('register', json)
    expect(status).toBe(200)
    const { user, token, apiKey } = Registered.parse(body)
    expect(user).toMatchObject({ email: 'ada@example.test', name: 'Ada' })
    const byToken = await api.client(token).account.me.query()
    expect(byToken).toMatchObject({ user, plan: 'free', device: null })
    const byKey = await api.client({ 'X-API-Key': apiKey }).account.me.query()
    expect(byKey.device?.name).toBe('default')
    expect(byKey.workspace).toEqual(byToken.workspace)
    expect(await api.client(token).account.whoAmI.query()).toEqual(byToken)
  })

  test('who asks who they are, and is nobody yet, is told so without a fault', async () => {
    expect(await api.client({}).account.whoAmI.query()).toBeNull()
  })

  test('twice with one address is a conflict, whatever the case, and leaves nothing', async () => {
    const count = () =>
      api.db.selectFrom('workspace').select(api.db.fn.countAll().as('n')).executeTakeFirst()
    const before = await count()
    const { status } = await post('register', {
      email: creator.email.toUpperCase(),
      password: 'another password',
    })
    expect(status).toBe(409)
    expect(await count()).toEqual(before)
  })

  test('two at the same time end in one account', async () => {
    const json = { email: 'twins@example.test', password: 'correct horse' }
    const answers = await Promise.all([post('register', json), post('register', json)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('refuses a password that is too short, too long, or cannot be typed again', async () => {
    for (const password of ['short', 'é'.repeat(129), 'with a \u0000 in it', 'half a \ud83d']) {
      const { status, body } = await post('register', { email: 'b@example.test', password })
      expect(status).toBe(400)
      expect(Object.keys((body as { fields: object }).fields)).toEqual(['password'])
    }
  })
})

describe('signing in', () => {
  test('with a device name again stops the key that device had', async () => {
    const first = await login({ device: 'studio' })
    const second = await login({ device: 'studio' })
    expect(await isAlive(first.apiKey)).toBe(false)
    expect(await isAlive(second.apiKey)).toBe(true)
  })

  test('without a device opens a browser session and leaves the devices alone', async () => {
    const { headers } = await login()
    const [cookie = '', ...attributes] = (headers.get('Set-Cookie') ?? '').split('; ')
    expect(attributes).toContain('HttpOnly')
    expect(attributes).toContain('SameSite=Lax')
    const me = await api.rest('/api/v1/auth/me', { headers: { Cookie: cookie } })
    expect(me.body).toMatchObject({ user: { email: creator.email } })
    expect(await isAlive(creator.apiKey)).toBe(true)
    expect((await login({ device: 'studio' })).headers.get('Set-Cookie')).toBeNull()
  })

  test('says the same to a wrong password and to an unknown address', async () => {
    const wrong = await post('login', { email: creator.email, password: 'not the password' })
    const unknown = await post('login', { email: 'no-one@example.test', password: 'whatever' })
    expect(wrong.status).toBe(401)
    expect({ ...(wrong.body as object), requestId: '' }).toEqual({
      ...(unknown.body as object),
      requestId: '',
    })
  })

  test(
    'is refused while nobody can count the guesses',
    async () => {
      const away = new Error('away')
      const limits = {
        consume: () => Promise.reject(away),
        forget: async () => {},
        isStoreUp: () => false,
        close: async () => {},
      }
      const other = await startApi({ limits })
      const json = { email: 'a@example.test', password: 'whatever it is' }
      const { status } = await other.rest('/api/v1/auth/login', { json })
      expect(status).toBeGreaterThanOrEqual(500)
      await other.close()
    },
    START_MS,
  )
})

describe('a session', () => {
  test('is stored as a hash, never as its cookie', async () => {
    const rows = await api.db.selectFrom('session').select('session_hash').execute()
    const value = creator.cookie.split('=')[1] ?? ''
    expect(value.length).toBeGreaterThan(30)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map(row => row.session_hash)).not.toContain(value)
  })

  test('ends at sign-out, in the browser and here', async () => {
    const { headers } = await login()
    const [Cookie = ''] = (headers.get('Set-Cookie') ?? '').split(';')
    const browser = { Cookie, 'Sec-Fetch-Site': 'same-origin' }
    const out = await api.rest('/api/v1/auth/logout', { json: {}, headers: browser })
    expect(out.headers.get('Set-Cookie')).toContain('Max-Age=0')
    expect((await api.rest('/api/v1/auth/me', { headers: browser })).status).toBe(401)
  })

  test('that is over does not keep anyone from signing in again', async () => {
    const stale = { Cookie: `session=${'a'.repeat(40)}`, Origin: api.url }
    const json = { email: creator.email, password: creator.password }
    expect((await post('login', json, stale)).status).toBe(200)
  })

  test('is never the one a visitor brought along', async () => {
    const planted = 'b'.repeat(40)
    const json = { email: creator.email, password: creator.password }
    await post('login', json, { Cookie: `session=${planted}`, Origin: api.url })
    const me = await api.rest('/api/v1/auth/me', { headers: { Cookie: `session=${planted}` } })
    expect(me.status).toBe(401)
  })

  test(
    'over HTTPS has a cookie that the browser itself guards',
    async () => {
      const other = await startApi({ env: { PUBLIC_URL: 'https://studio.example' } })
      const json = { email: 'c@example.test', password: 'correct horse' }
      const { headers } = await other.rest('/api/v1/auth/register', { json })
      expect(headers.get('Set-Cookie')).toMatch(/^__Host-session=\w+;.*Path=\/.*Secure/)
      expect(headers.get('Strict-Transport-Security')).toContain('max-age=31536000')
      await other.close()
    },
    START_MS,
  )
})

describe('a token', () => {
  const me = (token: string) => api.rest('/api/v1/auth/me', { auth: token })
  const owner = () => ({ personId: creator.personId, workspaceId: creator.workspaceId })
  const secret = () => api.deps.config.authSecret

  test('lives fifteen minutes', async () => {
    const { token, expiresAt } = await login()
    const leftMs = Date.parse(expiresAt) - Date.now()
    expect(Math.round(leftMs / 60_000)).toBe(15)
    expect((await me(token)).status).toBe(200)
    const old = await signToken(secret(), owner(), new Date(Date.now() - 16 * MINUTE_MS))
    expect((await me(old.token)).status).toBe(401)
  })

  test('made in any other way is refused', async () => {
    const jwt = (alg: string, claims: object, key = secret()) =>
      new SignJWT({ workspaceId: creator.workspaceId, ...claims })
        .setProtectedHeader({ alg })
        .setSubject(creator.personId)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(new TextEncoder().encode(key))
    const good = { iss: 'content-creation', aud: 'content-creation-api' }
    const [, payload] = (await jwt('HS256', good)).split('.')
    const none = `${btoa('{"alg":"none"}').replaceAll('=', '')}.${payload}.`
    expect((await me(await jwt('HS256', good))).status).toBe(200)
    for (const token of [
      none,
      await jwt('HS256', good, 'another secret that is as long as this'),
      await jwt('HS512', good),
      await jwt('HS256', { ...good, aud: 'someone-else' }),
      await jwt('HS256', { ...good, iss: 'someone-else' }),
      await jwt('HS256', { ...good, workspaceId: crypto.randomUUID() }),
      await jwt('HS256', { ...good, workspaceId: "' or 1=1" }),
    ]) {
      expect((await me(token)).status).toBe(401)
    }
  })

  test('and a session end for a person who is no longer a member', async () => {
    const [owner, guest] = [await api.creator(), await api.creator()]
    const membership = { workspace_id: owner.workspaceId, person_id: guest.personId }
    await api.db
      .insertInto('member')
      .values({ ...membership, role: 'editor' })
      .execute()
    const { token } = await signToken(
      secret(),
      { personId: guest.personId, workspaceId: owner.workspaceId },
      new Date(),
    )
    const sessions = api.db.updateTable('session').set({ workspace_id: owner.workspaceId })
    await sessions.where('person_id', '=', guest.personId).execute()
    const statuses = async () => [
      (await me(token)).status,
      (await api.rest('/api/v1/auth/me', { headers: { Cookie: guest.cookie } })).status,
    ]
    expect(await statuses()).toEqual([200, 200])
    await api.db.deleteFrom('member').where('person_id', '=', guest.personId).execute()
    expect(await statuses()).toEqual([401, 401])
  })

  test('reads its plan from the database, so an upgrade counts at once', async () => {
    const person = await api.creator()
    const save = () => person.person.workspace.saveVoice.mutate({ brandVoice: 'dry' })
    const refused = await save().catch(error => error)
    expect(refused.data.problem).toMatchObject({ code: 'plan_limit', allowedBy: 'pro' })
    const { db } = api.deps
    const plan = db.updateTable('workspace').set({ plan: 'pro' })
    await plan.where('workspace_id', '=', person.workspaceId).execute()
    expect(await save()).toMatchObject({ brandVoice: 'dry', prompt: null, plan: 'pro' })
    const more = await person.person.workspace.saveVoice.mutate({ prompt: 'Say less.' })
    expect(more).toMatchObject({ brandVoice: 'dry', prompt: 'Say less.' })
  })
})

describe('a device', () => {
  test('that asks for a new key loses the old one at once', async () => {
    const { apiKey } = await login({ device: 'laptop' })
    const fresh = await api.client(apiKey).account.refreshApiKey.mutate()
    expect(await isAlive(apiKey)).toBe(false)
    const me = await api.client(fresh.apiKey).account.me.query()
    expect(me.device?.name).toBe('laptop')
  })

  test('can be given a new key by its person, by name', async () => {
    const { apiKey } = await login({ device: 'tablet' })
    const json = { device: 'tablet', password: creator.password }
    const asked = { auth: creator.token, json }
    const { body } = await api.rest('/api/v1/auth/refresh-api-key', asked)
    expect(await isAlive(apiKey)).toBe(false)
    expect(await isAlive((body as { apiKey: string }).apiKey)).toBe(true)
  })

  test('that is forgotten can do nothing more', async () => {
    const { apiKey } = await login({ device: 'stolen phone' })
    const devices = await creator.person.device.list.query()
    const stolen = devices.find(({ name }) => name === 'stolen phone')
    await creator.person.device.forget.mutate({ deviceId: stolen?.id ?? '' })
    expect(await isAlive(apiKey)).toBe(false)
  })

  test('of a person who was removed from the workspace can do nothing more', async () => {
    const person = await api.creator()
    expect(await isAlive(person.apiKey)).toBe(true)
    const members = api.db.deleteFrom('member').where('person_id', '=', person.personId)
    await members.where('workspace_id', '=', person.workspaceId).execute()
    expect(await isAlive(person.apiKey)).toBe(false)
  })

  test('cannot act as a person', async () => {
    const error = await creator.key.device.list.query().catch(error => error)
    expect(error.data.problem).toMatchObject({ code: 'forbidden', status: 403 })
  })
})
