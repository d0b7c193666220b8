/** Processes that come and go while people use them. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { connect, createServer } from 'node:net'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { START_MS } from './harness.ts'
import { isLong, proved } from './long-run.ts'
import { type ApiProcess, startApiProcess, startWaitingApi } from './servers/api-process.ts'
import { type Balancer, startBalancer } from './servers/balancer.ts'
import { KeptConnection } from './servers/kept-connection.ts'
import { eventually } from './servers/redis-door.ts'
import { PRODUCTION } from './test-config.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: this needs a real Postgres. Run: bun ops/services.ts postgres',
  )
}

setDefaultTimeout(isLong ? 1_800_000 : 10 * START_MS)
// How long a busy machine may take over what is a moment elsewhere.
const SLOWLY_MS = 200_000
const RESTARTS = isLong ? 40 : 1
const CONNECTIONS = isLong ? 40 : 8
const A_SECOND = isLong ? 200 : 60

let database: TestDatabase
let env: Record<string, string>
const processes: ApiProcess[] = []
beforeAll(async () => {
  database = await testDatabase()
  const { AUTH_SECRET, VAULT_KEYS } = PRODUCTION
  env = {
    ...{ AUTH_SECRET, VAULT_KEYS },
    DATABASE_URL: database.url ?? '',
    DRAIN_SECONDS: '3',
    GRACE_SECONDS: '60',
    TRUST_PROXY: '1',
  }
}, START_MS)
afterAll(async () => {
  for (const process of processes) await process.kill()
  await database.close()
})

async function started(more: Record<string, string> = {}): Promise<ApiProcess> {
  const api = await startApiProcess({ ...env, ...more })
  processes.push(api)
  return api
}

const readiness = async (url: string) => {
  const answer = await fetch(`${url}/readyz`).catch(() => null)
  return answer && { status: answer.status, body: await answer.json() }
}

let people = 0

async function signedUp(url: string): Promise<string> {
  people += 1
  const address = `198.51.100.${people}`
  const answer = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    body: JSON.stringify({ email: `${crypto.randomUUID()}@example.test`, password: 'long enough' }),
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
  })
  return ((await answer.json()) as { token: string }).token
}

/** Asks at a steady pace over kept connections until it is stopped; what went wrong is counted. */
function load({ port }: Balancer, tokens: string[]) {
  const asks = ['/api/v1/auth/me', '/api/v1/oauth/connections', '/trpc/account.me']
  let isOver = false
  const wrong: string[] = []
  let count = 0
  const worker = async (token: string) => {
    const head = ['Host: localhost', `Authorization: Bearer ${token}`]
    const connection = new KeptConnection(port)
    while (!isOver) {
      const path = asks[count % asks.length]
      count += 1
      const asked = connection.ask([`GET ${path} HTTP/1.1`, ...head])
      const status = await asked.catch(error => {
        connection.close()
        return String(error)
      })
      if (status !== 200) wrong.push(`${path} ${status}`)
      await Bun.sleep((CONNECTIONS / A_SECOND) * 1000)
    }
    connection.close()
  }
  const all = Promise.all(tokens.map(worker))
  return async () => {
    isOver = true
    await all
    return { count, wrong }
  }
}

test('a rolling restart loses no request, and nobody sees that a process ended', async () => {
  const serving = await Promise.all([started(), started()])
  const balancer = await startBalancer()
  for (const { url } of serving) balancer.add(url)
  const ready = async ({ url }: ApiProcess) => (await readiness(url))?.status === 200
  // Each their own, or they would be counted as one who asks too often.
  const [{ url }] = serving
  const people = Array.from({ length: CONNECTIONS }, () => signedUp(url))
  const stop = load(balancer, await Promise.all(people))
  for (let restarts = 0; restarts < RESTARTS; restarts += 1) {
    const [fresh, old] = [await started(), serving.shift()]
    balancer.add(fresh.url)
    serving.push(fresh)
    await eventually(() => ready(fresh), SLOWLY_MS)
    await Bun.sleep(300)
    old?.signal('SIGTERM')
    expect(await old?.exited).toBe(0)
  }
  const { count, wrong } = await stop()
  await balancer.close()
  expect(wrong).toEqual([])
  expect(count).toBeGreaterThan(50)
  proved(`${RESTARTS} restarts under load lost 0 of ${count} requests`)
})

test('told to stop, it answers on and sends streams away; told again, it ends', async () => {
  const api = await started({ DRAIN_SECONDS: '100', GRACE_SECONDS: '200' })
  const headers = { Authorization: `Bearer ${await signedUp(api.url)}` }
  const open = () =>
    fetch(`${api.url}/trpc/publication.onChange`, {
      headers: { ...headers, Accept: 'text/event-stream' },
    })
  const stream = await open()
  // A terminal and a program that passes signals on may say the same thing twice.
  api.signal('SIGTERM')
  api.signal('SIGTERM')
  await eventually(async () => (await readiness(api.url))?.status === 503, SLOWLY_MS)
  expect((await readiness(api.url))?.body).toEqual({ ok: false, reason: 'stopping' })
  expect(await stream.text()).toContain('event: connected')
  const again = await open()
  expect([again.status, again.headers.get('Retry-After')]).toEqual([503, '1'])
  expect((await fetch(`${api.url}/livez`)).status).toBe(200)
  const answer = await fetch(`${api.url}/api/v1/auth/me`, { headers })
  expect([answer.status, answer.headers.get('Connection')]).toEqual([200, 'close'])
  await Bun.sleep(600)
  api.signal('SIGTERM')
  expect(await api.exited).toBe(143)
})

test('without its database it waits, says for what, and starts once that is there', async () => {
  const real = new URL(database.url ?? '')
  // Its port is held all the time: one that is given back may be somebody else's a moment later.
  let isThere = false
  const door = createServer(caller => {
    if (!isThere) return void caller.destroy()
    const server = connect(Number(real.port || 5432), real.hostname)
    caller.pipe(server).pipe(caller)
    caller.on('error', () => server.destroy()).on('close', () => server.destroy())
    server.on('error', () => caller.destroy())
  })
  await new Promise<void>(done => door.listen(0, '127.0.0.1', done))
  const { port } = door.address() as { port: number }
  const url = new URL(real)
  url.host = `127.0.0.1:${port}`

  const api = await startWaitingApi({ ...env, DATABASE_URL: url.href, DRAIN_SECONDS: '0' })
  processes.push(api)
  const isSaid = () => api.lines.some(line => line.includes('the database is away'))
  await eventually(async () => isSaid(), SLOWLY_MS)
  expect(await readiness(api.url)).toEqual({ status: 503, body: { ok: false, reason: 'database' } })
  expect((await fetch(`${api.url}/livez`)).status).toBe(200)
  const patient = await startWaitingApi({ ...env, DATABASE_URL: url.href })
  patient.signal('SIGTERM')
  expect(await patient.exited).toBe(0)
  await patient.kill()

  isThere = true
  await eventually(async () => (await readiness(api.url))?.status === 200, SLOWLY_MS)
  await api.kill()
  door.close()
})
