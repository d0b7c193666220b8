/** The least that production starts with, attacked through a real proxy. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { START_MS } from './harness.ts'
import type { ApiProcess } from './servers/api-process.ts'
import { startApiProcess } from './servers/api-process.ts'
import type { Call, Nginx } from './servers/nginx.ts'
import { startNginx } from './servers/nginx.ts'
import { PRODUCTION } from './test-config.ts'

const program = process.env.NGINX_PATH
if (!program) {
  throw new Error(
    'NGINX_PATH is not set: this attacks a real proxy. Run: bun ops/services.ts nginx',
  )
}

setDefaultTimeout(60_000)
const { AUTH_SECRET, VAULT_KEYS, PUBLIC_URL, YOUTUBE_CLIENT_ID, YOUTUBE_CLIENT_SECRET } = PRODUCTION
const LEAST = {
  ...{ NODE_ENV: 'production', PUBLIC_URL, AUTH_SECRET, VAULT_KEYS, TRUST_PROXY: '1' },
  ...{ EMBEDDED: 'database,limits,metadata,mail,billing', HOST: '127.0.0.1' },
  ...{ PLATFORMS: 'youtube', YOUTUBE_CLIENT_ID, YOUTUBE_CLIENT_SECRET },
}
let api: ApiProcess
let nginx: Nginx
beforeAll(async () => {
  api = await startApiProcess(LEAST)
  nginx = await startNginx(program, api.url)
}, START_MS)
afterAll(async () => {
  await nginx?.stop()
  await api?.kill()
})

const person = { email: 'ada@example.test', password: 'a fine password of mine' }
const login = (call: Call, json = { email: 'nobody@example.test', password: 'a guess' }) =>
  nginx.call('/api/v1/auth/login', { ...call, json })
const statusesOf = async (calls: Promise<Response>[]) =>
  (await Promise.all(calls)).map(({ status }) => status)

describe('whoever calls through the proxy', () => {
  test('signs up, and gets a cookie that the browser itself guards', async () => {
    const answer = await nginx.call('/api/v1/auth/register', { json: person })
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie().join()).toMatch(/__Host-session=.*Secure/)
    expect((await nginx.call('/readyz')).status).toBe(200)
  })

  test('is counted by their own address: one who guesses locks nobody else out', async () => {
    const address = '203.0.113.66'
    const guesses = Array.from({ length: 40 }, () => login({ address }))
    expect((await statusesOf(guesses)).filter(status => status === 429).length).toBeGreaterThan(8)
    expect((await login({ address: '203.0.113.7' }, person)).status).toBe(200)
  })

  test('is not believed who they say they are', async () => {
    const made = (nth: number) => `10.0.${nth >> 8}.${nth & 255}`
    const guesses = Array.from({ length: 40 }, (_, nth) =>
      login({
        address: '203.0.113.99',
        headers: { 'X-Forwarded-For': made(nth), 'X-Real-IP': made(nth), Forwarded: made(nth) },
      }),
    )
    expect((await statusesOf(guesses)).filter(status => status === 429).length).toBeGreaterThan(8)
  })

  test('reads no figures, whatever address they claim', async () => {
    for (const address of ['127.0.0.1', '::1', '198.51.100.1']) {
      const headers = { 'X-Forwarded-For': '127.0.0.1', Authorization: 'Bearer null' }
      expect((await nginx.call('/metrics', { address, headers })).status).toBe(404)
    }
    const direct = { headers: { Host: 'studio.example' } }
    expect((await fetch(`${api.url}/metrics`, direct)).status).toBe(404)
  })

  test('is answered under our own name only', async () => {
    for (const host of ['evil.example', 'localhost', '127.0.0.1', 'studio.example.evil.example']) {
      expect([host, (await nginx.call('/api/v1/auth/me', { host })).status]).toEqual([host, 400])
    }
    expect((await nginx.call('/api/v1/auth/me')).status).toBe(401)
  })

  test('changes nothing from another site’s page', async () => {
    const signedIn = await login({ address: '203.0.113.8' }, person)
    const [cookie = ''] = (signedIn.headers.getSetCookie()[0] ?? '').split(';')
    const headers = { Cookie: cookie, Origin: 'https://evil.example' }
    expect((await nginx.call('/api/v1/auth/logout', { headers, json: {} })).status).toBe(403)
    const own = { Cookie: cookie, Origin: 'https://studio.example' }
    expect((await nginx.call('/api/v1/auth/logout', { headers: own, json: {} })).status).toBe(200)
  })
})

test('without saying how many proxies stand in front, it does not start', async () => {
  const { TRUST_PROXY: _, ...rest } = LEAST
  const started = startApiProcess(rest).then(
    async process => process.kill().then(() => 'started'),
    error => String(error),
  )
  expect(await started).toContain('TRUST_PROXY: missing')
})
