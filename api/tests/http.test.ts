import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, someAddress, startApi } from './harness.ts'

let api: TestApi
let creator: Creator
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-app-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>dashboard</title>')
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'start()')
  api = await startApi({ appFolder: folder })
  creator = await api.creator()
}, START_MS)
afterAll(async () => {
  await api.close()
  await rm(folder, { recursive: true, force: true })
})

const PROBLEM = 'application/problem+json'
const login = '/api/v1/auth/login'

describe('what REST cannot take is a problem that says why', () => {
  const cases = [
    { said: 'not JSON', status: 400, body: '{"email":', type: 'application/json' },
    { said: 'a JSON list', status: 400, body: '[]', type: 'application/json' },
    { said: 'nothing at all', status: 400, body: '', type: 'application/json' },
    { said: 'a form', status: 415, body: 'email=a', type: 'application/x-www-form-urlencoded' },
    { said: 'JSON called text', status: 415, body: '{}', type: 'text/plain' },
  ]
  for (const { said, status, body, type } of cases) {
    test(`${said} is ${status}`, async () => {
      const headers = { 'Content-Type': type, 'X-Forwarded-For': someAddress() }
      const answer = await api.rest(login, { method: 'POST', body, headers })
      expect(answer.status).toBe(status)
      expect(answer.headers.get('Content-Type')).toBe(PROBLEM)
      expect(answer.body).toMatchObject({ status })
    })
  }

  test('a wrong field is named with a sentence', async () => {
    const { status, body } = await api.rest(login, { json: { email: 'nobody', password: 'x' } })
    expect(status).toBe(400)
    expect(body).toMatchObject({
      code: 'invalid',
      fields: { email: 'That is not an e-mail address.' },
    })
  })

  test('an unknown address is 404, and a wrong method 405 that names the right one', async () => {
    const unknown = await api.rest('/api/v1/nowhere')
    expect([unknown.status, unknown.headers.get('Content-Type')]).toEqual([404, PROBLEM])
    expect((await api.rest('/api/else')).status).toBe(404)
    const wrong = await api.rest(login, { method: 'DELETE' })
    expect([wrong.status, wrong.headers.get('Allow')]).toEqual([405, 'POST'])
    expect(wrong.body).toMatchObject({ code: 'method_not_allowed' })
  })

  test('a body over a megabyte is 413, whether its length is told or not', async () => {
    const large = JSON.stringify({ email: 'a'.repeat(1024 * 1024), password: 'x' })
    const headers = { 'Content-Type': 'application/json' }
    const told = await api.rest(login, { method: 'POST', body: large, headers })
    expect([told.status, told.headers.get('Content-Type')]).toEqual([413, PROBLEM])
    const body = new Blob([large]).stream()
    const chunked = await fetch(`${api.url}${login}`, { method: 'POST', headers, body })
    expect([chunked.status, chunked.headers.get('Content-Type')]).toEqual([413, PROBLEM])
  })
})

test('a tRPC client reads a failure from outside the procedures as a problem too', async () => {
  const padding = 'a'.repeat(1024 * 1024)
  const call = api.client().account.login.mutate({ email: padding, password: 'x' })
  const error = await call.catch(error => error)
  expect(error.data.problem).toMatchObject({ code: 'too_large', status: 413 })
  const broken = await api.rest('/trpc/account.login', {
    body: '{"email":',
    headers: { 'Content-Type': 'application/json' },
  })
  expect(broken.status).toBe(400)
  expect(broken.body).toMatchObject({ error: { data: { problem: { code: 'invalid' } } } })
})

test('more than twenty calls in one batch are refused', async () => {
  const path = Array.from({ length: 21 }, () => 'account.me').join(',')
  const { status } = await api.rest(`/trpc/${path}?batch=1`, { auth: creator.token })
  expect(status).toBe(400)
})

describe('a change that another site made a browser send', () => {
  const Cookie = () => creator.cookie
  const send = (headers: Record<string, string>) =>
    api.rest('/api/v1/auth/refresh-api-key', {
      json: { password: creator.password },
      headers: { Cookie: Cookie(), ...headers },
    })

  test('is refused, and nothing changes', async () => {
    for (const headers of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { 'Sec-Fetch-Site': 'cross-site', Origin: api.url },
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      {},
    ]) {
      expect((await send(headers)).status).toBe(403)
    }
    expect((await creator.key.account.me.query()).device?.name).toBe('default')
  })

  test('is told apart from one of our own page, by either header', async () => {
    expect((await send({ Origin: api.url })).status).toBe(200)
    expect((await send({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200)
  })

  test('is refused on tRPC as well', async () => {
    const client = api.client({ Cookie: creator.cookie, Origin: 'https://evil.example' })
    const error = await client.account.logout.mutate().catch(error => error)
    expect(error.data.problem.code).toBe('forbidden')
    expect((await creator.browser.account.me.query()).user?.email).toBe(creator.email)
  })
})

test('every answer carries its request id; a sane one that came along is kept', async () => {
  const { headers } = await api.rest('/healthz', { headers: { 'X-Request-Id': 'trace-12345678' } })
  expect(headers.get('X-Request-Id')).toBe('trace-12345678')
  const odd = await api.rest('/api/v1/nowhere', { headers: { 'X-Request-Id': 'a"b\\c d{}' } })
  const requestId = odd.headers.get('X-Request-Id') ?? ''
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
  expect(odd.body).toMatchObject({ requestId })
})

test('answers say how many calls are left', async () => {
  const { headers } = await api.rest('/api/v1/auth/me', { auth: creator.token })
  expect(headers.get('RateLimit-Policy')).toMatch(/^"general";q=\d+;w=\d+$/)
  expect(headers.get('RateLimit')).toMatch(/^"general";r=\d+;t=\d+$/)
})

test('too many sign-ups from one address are told to wait', async () => {
  const headers = { 'X-Forwarded-For': '203.0.113.9' }
  const json = { email: 'not an address', password: 'x' }
  const answers = []
  for (let call = 0; call < 21; call++) {
    answers.push(await api.rest('/api/v1/auth/register', { json, headers }))
  }
  expect(answers.slice(0, 20).every(({ status }) => status === 400)).toBe(true)
  const last = answers.at(-1)
  expect(last?.status).toBe(429)
  expect(Number(last?.headers.get('Retry-After'))).toBeGreaterThan(0)
})

test('answers with a key in them are kept by no cache', async () => {
  const { headers } = await api.rest('/api/v1/auth/refresh-api-key', {
    auth: creator.token,
    json: { device: 'cached', password: creator.password },
  })
  expect(headers.get('Cache-Control')).toBe('no-store')
})

test('pages may load nothing from elsewhere', async () => {
  const { headers } = await api.rest('/')
  const policy = headers.get('Content-Security-Policy') ?? ''
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
})

test('the dashboard answers on its own paths, and never instead of a missing file', async () => {
  for (const path of ['/', '/videos/17']) {
    const { status, body } = await api.rest(path)
    expect([status, body]).toEqual([200, '<title>dashboard</title>'])
  }
  const asset = await api.rest('/assets/main-1a2b.js')
  expect(asset.headers.get('Cache-Control')).toContain('immutable')
  for (const path of ['/assets/gone.js', '/..%2f..%2fetc%2fpasswd.txt', '/api', '/trpc']) {
    expect((await api.rest(path)).status).toBe(404)
  }
})

test('a browser gets the smaller of what was built, in a coding that it asks for', async () => {
  const path = '/assets/main-1a2b.js'
  await writeFile(join(folder, `${path}.br`), brotliCompressSync('start()'))
  await writeFile(join(folder, `${path}.gz`), gzipSync('start()'))
  const codingFor = async (asked: string) => {
    const answer = await api.rest(path, { headers: { 'Accept-Encoding': asked } })
    expect(String(answer.body)).toBe('start()')
    expect(answer.headers.get('Content-Type')).toContain('text/javascript')
    expect(answer.headers.get('Vary')).toContain('Accept-Encoding')
    return answer.headers.get('Content-Encoding')
  }
  expect(await codingFor('gzip, deflate, br, zstd')).toBe('br')
  expect(await codingFor('gzip, br;q=0')).toBe('gzip')
  expect(await codingFor('identity')).toBe(null)
  // What has no smaller copy comes as it is.
  const page = await api.rest('/', { headers: { 'Accept-Encoding': 'br' } })
  expect([page.headers.get('Content-Encoding'), page.body]).toEqual([
    null,
    '<title>dashboard</title>',
  ])
})

test("an address that can name nothing is the caller's mistake, not ours", async () => {
  expect((await api.rest(`/${'x'.repeat(5000)}`)).status).toBeLessThan(500)
  expect((await api.rest('/%00')).status).toBeLessThan(500)
  const headers = { Host: '[::1' }
  expect((await api.rest('/trpc/account.me', { headers })).status).toBe(400)
})

test('the API page and its script come from this server', async () => {
  const page = await api.rest('/api/docs')
  const scripts = [...String(page.body).matchAll(/src="([^"]+)"/g)].map(([, path]) => path ?? '')
  expect(scripts).toEqual(['/api/docs/swagger-ui-bundle.js', '/api/docs/start.js'])
  for (const path of scripts) {
    const script = await api.rest(path)
    expect(script.headers.get('Content-Type')).toContain('text/javascript')
    expect(String(script.body).includes('SwaggerUIBundle')).toBe(true)
  }
})

test('measures are for this machine and never hold an id', async () => {
  await api.rest('/api/v1/oauth/youtube/initiate', { json: {} })
  expect((await api.rest('/metrics', { headers: { 'X-Forwarded-For': '8.8.8.8' } })).status).toBe(
    404,
  )
  const { status, body } = await api.rest('/metrics')
  expect(status).toBe(200)
  expect(body).toContain('http_requests_total{route="/api/v1/oauth/{platform}/initiate"')
  const text = String(body)
  for (const sample of ['db_up 1', 'mail_late_seconds ', 'workspaces{plan="free"} ']) {
    expect(text).toContain(sample)
  }
  // Each metric says once what it is, and no label of it can grow with the number of people.
  const named = [...text.matchAll(/^# HELP (\w+) .+\.\n# TYPE \1 \w+$/gm)].map(([, name]) => name)
  expect(named).toEqual([...new Set(named)])
  const shown = [...text.matchAll(/^(\w+)[ {]/gm)].map(([, name = '']) => name)
  const family = (name: string) => name.replace(/_(bucket|sum|count)$/, '')
  expect(shown.filter(it => !named.includes(it) && !named.includes(family(it)))).toEqual([])
  for (const id of [creator.workspaceId, creator.personId]) expect(text).not.toContain(id)
})

test('nothing secret reaches the log', async () => {
  await creator.browser.account.me.query()
  const bad = { email: creator.email, password: 'another secret password' }
  await api.rest(login, { json: bad })
  const lines = api.logged.join('\n')
  expect(lines).toContain('/api/v1/auth/login')
  for (const secret of [creator.apiKey, creator.token, bad.password, creator.cookie.slice(8)]) {
    expect(lines).not.toContain(secret)
  }
})

test('readiness ends before the door closes; liveness does not', async () => {
  expect((await api.rest('/readyz')).status).toBe(200)
  api.stop()
  expect((await api.rest('/readyz')).status).toBe(503)
  expect((await api.rest('/healthz')).status).toBe(200)
})
