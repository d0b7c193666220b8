/** Every path that answers, procedure or not, counts who calls it. */
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { createApp } from '../src/http/app.ts'
import type { TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailsTo } from './mailbox.ts'
import { unlimited } from './unlimited.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
}, START_MS)
afterAll(() => api.close())

/** What costs nothing, or a supervisor asks: files, and words about ourselves. */
const UNCOUNTED = [
  ...['/livez', '/healthz', '/readyz', '/metrics', '/api/v1/openapi.json', '/*', '/api/*'],
  ...['/api/docs', '/api/docs/start.js', '/api/docs/look.css'],
  ...['/api/docs/swagger-ui.css', '/api/docs/swagger-ui-bundle.js'],
]
const FILLED: Record<string, string> = {
  '/trpc/*': '/trpc/account.me',
  '/api/v1/*': '/api/v1/auth/me',
}

test('every route but files and health checks counts who calls', async () => {
  const counted: string[] = []
  const limits = {
    ...(await unlimited()),
    consume: async ({ name }: { name: string }) => {
      counted.push(name)
      return { isAllowed: false, remaining: 0, resetSeconds: 7 }
    },
  }
  const stopping = new AbortController().signal
  const deps = { ...api.deps, shared: { ...api.deps.shared, limits } }
  const app = createApp({ deps, stopping, appFolder: '/nowhere' })
  const paths = new Set(app.routes.map(({ path }) => path))
  const routes = [...paths].filter(path => !UNCOUNTED.includes(path))
  expect(routes.length).toBeGreaterThan(8)
  for (const path of routes) {
    const at = (FILLED[path] ?? path).replace(/:\w+/g, crypto.randomUUID())
    const method = /stripe|meta\/de(authorize|letion)|data-deletion$/.test(at) ? 'POST' : 'GET'
    counted.length = 0
    const url = `http://127.0.0.1${at}?state=a&code=b&token=c`
    const request = new Request(url, { method, headers: { Host: '127.0.0.1' } })
    const post = path === '/mail/unsubscribe' ? new Request(request, { method: 'POST' }) : request
    const answer = await app.fetch(post, { address: '192.0.2.1' })
    expect([path, answer.status, counted.length]).toEqual([path, 429, 1])
  }
})

test('a route that is no procedure says when to come again', async () => {
  const answers = []
  for (let nth = 0; nth < 31; nth += 1) {
    answers.push(await api.rest('/api/v1/meta/data-deletion/a-code-that-is-none'))
  }
  expect(answers.map(({ status }) => status)).toEqual([...Array(30).fill(404), 429])
  expect(Number(answers.at(-1)?.headers.get('Retry-After'))).toBeGreaterThan(0)
})

test('whoever has an address hears, once a day, of those who try to sign up with it', async () => {
  const owner = await api.creator()
  for (const password of ['a fine password', 'another fine password']) {
    const answer = await api.rest('/api/v1/auth/register', {
      json: { email: owner.email.toUpperCase(), password, name: 'A stranger’s words' },
    })
    expect(answer.status).toBe(409)
    expect(JSON.stringify(answer.body)).not.toContain(owner.personId)
  }
  const told = (await mailsTo(api, owner.email)).filter(({ kind }) => kind === 'sign_up_tried')
  expect(told).toHaveLength(1)
  expect(JSON.stringify(told)).not.toContain('stranger')
})
