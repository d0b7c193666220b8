import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { sql } from 'kysely'
import { restRoutes } from '../src/http/rest-routes.ts'
import { appRouter } from '../src/router.ts'
import type { Answer, Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

const FRIEND = 'https://friend.example'

let api: TestApi
let ada: Creator
beforeAll(async () => {
  api = await startApi({ env: { CORS_ORIGINS: FRIEND } })
  ada = await api.creator({ plan: 'enterprise' })
}, START_MS)
afterAll(() => api.close())

// Safe: at run time the router holds its procedures flat, under their dotted paths.
const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: string; meta?: { access?: unknown } } }
>
const mutations = Object.entries(procedures).filter(([, { _def }]) => _def.type === 'mutation')
const routes = restRoutes(appRouter).filter(({ method }) => method !== 'GET')

/** What another site can have a browser send along with the cookie. */
const FORGED: Record<string, Record<string, string>> = {
  'a page of another site': { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
  'a sibling sub-domain': { 'Sec-Fetch-Site': 'same-site', Origin: 'https://blog.studio.example' },
  'a listed site': { 'Sec-Fetch-Site': 'cross-site', Origin: FRIEND },
  'an old browser on another site': { Origin: 'https://evil.example' },
  'an old browser on a site with our name in its own': { Origin: 'https://127.0.0.1.evil.example' },
  'a sandboxed frame': { Origin: 'null' },
  'who knows where': {},
  'a form that posts text': { 'Content-Type': 'text/plain', Origin: 'https://evil.example' },
  'a form that posts fields': { 'Content-Type': 'application/x-www-form-urlencoded' },
}

/** Everything that is stored, so that nothing can change unseen. */
async function stored(): Promise<string> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' order by 1`.execute(api.db)
  const rows = []
  for (const { name } of tables.rows) {
    rows.push(
      name,
      (await sql`select * from ${sql.table(name)} order by 1, 2`.execute(api.db)).rows,
    )
  }
  return JSON.stringify(rows)
}

const send = (path: string, method: string, headers: Record<string, string>) =>
  api.rest(path, {
    method,
    headers: { 'Content-Type': 'application/json', Cookie: ada.cookie, ...headers },
    ...(method !== 'DELETE' && { body: '{}' }),
  })

const code = ({ body }: Answer) => {
  const problem = body as { code?: string; error?: { data: { problem: { code: string } } } }
  return problem.error?.data.problem.code ?? problem.code
}

describe('with the cookie of a signed-in person, no change is made for', () => {
  for (const [nth, [who, headers]] of Object.entries(FORGED).entries()) {
    test(`${who}, by any procedure or route`, async () => {
      const before = await stored()
      // Each has a budget of its own, so that what refuses is never the limit.
      const from = { ...headers, 'X-Forwarded-For': `192.0.2.${nth}` }
      for (const [path] of mutations) {
        const answer = await send(`/trpc/${path}`, 'POST', from)
        expect([path, answer.status < 400]).toEqual([path, false])
        if (!headers['Content-Type']) expect([path, code(answer)]).toEqual([path, 'forbidden'])
      }
      for (const { method, path } of routes) {
        const answer = await send(`/api/v1${path}`, method, from)
        expect([path, answer.status < 400]).toEqual([path, false])
      }
      expect(await stored()).toBe(before)
    }, 30_000)
  }

  test('a link or picture that asks for a change by GET', async () => {
    const before = await stored()
    for (const [path] of mutations) {
      const { status } = await api.rest(`/trpc/${path}?input=%7B%7D`, {
        headers: { Cookie: ada.cookie, 'X-HTTP-Method-Override': 'POST' },
      })
      expect([path, status]).toEqual([path, 405])
    }
    expect(await stored()).toBe(before)
  }, 30_000)
})

test('another site cannot sign a visitor in as somebody else', async () => {
  const json = { email: ada.email, password: ada.password }
  for (const site of ['cross-site', 'same-site']) {
    const headers = { 'Sec-Fetch-Site': site, Origin: 'https://evil.example' }
    const answer = await api.rest('/api/v1/auth/login', { json, headers })
    expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([403, null])
  }
})

test('there are changes to be made, and our own page makes them', async () => {
  expect(mutations.length).toBeGreaterThan(20)
  const own = await send('/trpc/account.email.resend', 'POST', { 'Sec-Fetch-Site': 'same-origin' })
  expect(own.status).toBe(200)
})

describe('a site that is listed', () => {
  const asking = (origin: string) => ({
    Origin: origin,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'authorization,content-type',
  })
  const preflight = (origin: string) =>
    api.rest('/api/v1/enrichment/generate', { method: 'OPTIONS', headers: asking(origin) })

  test('may call with a key of its own, and never with our cookie', async () => {
    const { status, headers } = await preflight(FRIEND)
    expect(status).toBe(204)
    expect(headers.get('Access-Control-Allow-Origin')).toBe(FRIEND)
    expect(headers.get('Access-Control-Allow-Headers')).toContain('Authorization')
    expect(headers.get('Access-Control-Allow-Credentials')).toBeNull()
    const answer = await api.rest('/api/v1/auth/refresh-api-key', {
      json: {},
      auth: ada.apiKey,
      headers: { Origin: FRIEND, 'Sec-Fetch-Site': 'cross-site' },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(FRIEND)
  })

  test('is the only one whose pages may read an answer', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      `${FRIEND}.evil.example`,
      'http://friend.example',
    ]) {
      expect((await preflight(origin)).headers.get('Access-Control-Allow-Origin')).toBeNull()
      const { headers } = await api.rest('/api/v1/auth/me', { headers: { Origin: origin } })
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
    }
  })

  test('and one that is not get answers that caches keep apart', async () => {
    for (const path of ['/api/v1/auth/me', '/trpc/account.me', '/api/v1/openapi.json']) {
      const vary = (await api.rest(path)).headers.get('Vary') ?? ''
      expect(vary).toContain('Origin')
      expect(vary).toContain('Sec-Fetch-Site')
    }
  })
})

test(
  'without a list no site may read an answer',
  async () => {
    const other = await startApi()
    const { headers } = await other.rest('/api/v1/auth/me', { headers: { Origin: FRIEND } })
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
    const asked = { Origin: FRIEND, 'Access-Control-Request-Method': 'POST' }
    const preflight = await other.rest('/trpc/account.login', { method: 'OPTIONS', headers: asked })
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBeNull()
    await other.close()
  },
  START_MS,
)

describe('the address of a caller', () => {
  const lastAddress = async (at: TestApi, forwarded: string | null) => {
    const person = await at.creator()
    const json = { email: person.email, password: person.password }
    const headers = forwarded === null ? {} : { 'X-Forwarded-For': forwarded }
    await at.rest('/api/v1/auth/login', { json, headers })
    const sessions = at.db.selectFrom('session').select('address')
    const newest = sessions.where('person_id', '=', person.personId).orderBy('created_at', 'desc')
    return (await newest.executeTakeFirstOrThrow()).address
  }

  test('is the one that our own proxy saw, whatever the caller claims', async () => {
    expect(await lastAddress(api, '203.0.113.5')).toBe('203.0.113.5')
    expect(await lastAddress(api, '10.0.0.1, 6.6.6.6, 203.0.113.6')).toBe('203.0.113.6')
    expect(await lastAddress(api, '203.0.113.7:51234')).toBe('203.0.113.7')
    expect(await lastAddress(api, '[2001:db8::7]:443')).toBe('2001:db8::7')
    for (const nonsense of ['', 'unknown', '<script>', '1.2.3.4, localhost']) {
      expect(await lastAddress(api, nonsense)).toBe('127.0.0.1')
    }
  })

  test(
    'is that of the connection when there is no proxy of ours',
    async () => {
      const other = await startApi({ env: { TRUST_PROXY: '0' } })
      expect(await lastAddress(other, '203.0.113.5')).toBe('127.0.0.1')
      await other.close()
      const behindTwo = await startApi({ env: { TRUST_PROXY: '2' } })
      expect(await lastAddress(behindTwo, '6.6.6.6, 203.0.113.8, 10.0.0.2')).toBe('203.0.113.8')
      expect(await lastAddress(behindTwo, '10.0.0.2')).toBe('127.0.0.1')
      await behindTwo.close()
    },
    START_MS,
  )
})
