import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { Hono } from 'hono'
import type { SandboxEnv, SandboxOptions } from './kit.ts'
import { startKit } from './start-kit.ts'
import { type Bench, bench } from './testing.ts'

/** A platform that says how often it was asked, and with how many bytes. */
function startDemo(options: SandboxOptions) {
  return startKit(
    {
      name: 'demo',
      look: { title: 'Sandbox Demo', accent: '#345' },
      accounts: [],
      settings: { greeting: 'hello' },
      routes(kit) {
        const app = new Hono<SandboxEnv>()
        app.post('/post', async c => {
          const { length } = await c.req.text()
          const { greeting } = kit.settings()
          const named = c.env.fault?.kind ?? null
          return c.json({ asked: kit.store.count('asked'), length, greeting, named })
        })
        return app
      },
    },
    options,
  )
}

let it: Bench
beforeAll(async () => {
  it = await bench(startDemo)
})
beforeEach(() => it.get('/_sandbox/faults', { method: 'DELETE' }))
afterAll(() => it.close())

interface Said {
  asked: number
  greeting: string
  named: string | null
}
const ask = () => it.get('/post', { method: 'POST', body: 'body', keepalive: false })
const said = async () => (await (await ask()).json()) as Said
const arm = (fault: object, more: object = {}) => it.post('/_sandbox/faults', { fault, ...more })

test('a call dropped before it is processed leaves no trace', async () => {
  const { asked } = await said()
  await arm({ kind: 'drop-before' })
  await expect(ask()).rejects.toThrow()
  expect((await said()).asked).toBe(asked + 1)
})

test('a call dropped after it is processed has happened', async () => {
  const { asked } = await said()
  await arm({ kind: 'drop-after' })
  await expect(ask()).rejects.toThrow()
  expect((await said()).asked).toBe(asked + 2)
})

test('a fault hits only its path and method, after so many calls, so many times', async () => {
  const fault = { kind: 'status', status: 500, body: { no: true } }
  await arm(fault, { method: 'GET' })
  await arm(fault, { path: '/elsewhere' })
  await arm(fault, { path: '/post', after: 1, times: 2 })
  const answers = [await ask(), await ask(), await ask(), await ask()]
  expect(answers.map(answer => answer.status)).toEqual([200, 500, 500, 200])
  expect(await answers[1]?.json()).toEqual({ no: true })
})

test('a late answer is late, and right', async () => {
  await arm({ kind: 'delay', ms: 60 })
  const before = performance.now()
  expect((await ask()).status).toBe(200)
  expect(performance.now() - before).toBeGreaterThanOrEqual(55)
})

test("a platform's own fault reaches its route", async () => {
  await arm({ kind: 'odd', degree: 3 })
  expect((await said()).named).toBe('odd')
  expect((await said()).named).toBeNull()
})

test('a fault nobody could carry out is refused', async () => {
  expect((await arm({ kind: 'status' })).status).toBe(400)
  expect((await arm({ kind: 'cut-after-bytes' })).status).toBe(400)
  expect((await it.get('/_sandbox/faults', { method: 'POST', body: '{' })).status).toBe(400)
})

test('settings and counts survive a restart, at the same address', async () => {
  const { asked } = await said()
  await it.post('/_sandbox/settings', { greeting: 'moin' })
  const { origin } = it.sandbox
  await it.restart()
  expect(it.sandbox.origin).toBe(origin)
  expect(await said()).toMatchObject({ asked: asked + 1, greeting: 'moin' })
})

test('two sandboxes never share a port, even over a copied folder', async () => {
  const other = await startDemo({ dir: it.dir })
  expect(other.origin).not.toBe(it.sandbox.origin)
  await other.stop()
})

test('the ledger keeps the last 2000 requests, dropped ones as status 0', async () => {
  await Promise.all(Array.from({ length: 2001 }, (_, n) => it.get(`/nothing/${n}`)))
  await arm({ kind: 'drop-before' })
  await ask().catch(() => {})
  const { requests } = await it.ledger()
  expect(requests).toHaveLength(2000)
  expect(requests.at(-1)).toMatchObject({ method: 'POST', path: '/post', status: 0 })
})

test('an empty gallery says what to expect', async () => {
  expect(await (await it.get('/')).text()).toContain('Nothing has been published yet')
})
