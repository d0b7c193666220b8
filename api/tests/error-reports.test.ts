import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { createPasswords } from '../src/outside/passwords/bcrypt.ts'
import { START_MS, startApi, type TestApi } from './harness.ts'
import { problemOf } from './refusal.ts'

setDefaultTimeout(30_000)
/** What must not leave: who, what with, and what about. */
const CANARY = {
  mail: 'canary.ada@example.test',
  password: 'canary password of ada',
  token: 'cc_canarytokencanarytokencanarytoken',
  jwt: 'eyJcanary.eyJcanary.canary',
  title: 'Canary title of a video',
  file: '/home/ada/Canary Holiday.mp4',
  query: 'canaryquery',
}

/** Speaks Sentry's protocol as far as its client does: one envelope a request. */
class ErrorServer {
  readonly requests: { path: string; headers: Headers; lines: string[] }[] = []
  /** Until it is let go on, it answers nobody. */
  answers: Promise<unknown> = Promise.resolve()
  status = 200
  readonly #server = Bun.serve({
    ...{ hostname: '127.0.0.1', port: 0, idleTimeout: 60 },
    fetch: async request => {
      const { pathname: path, search } = new URL(request.url)
      const lines = (await request.text()).split('\n')
      this.requests.push({ path: path + search, headers: request.headers, lines })
      await this.answers
      return Response.json({ id: 'a' }, { status: this.status })
    },
  })
  readonly dsn = `http://publickey@127.0.0.1:${this.#server.port}/7`
  close = () => this.#server.stop(true)
}

let server: ErrorServer
let api: TestApi
beforeAll(async () => {
  server = new ErrorServer()
  api = await startFailing(server.dsn)
}, START_MS)
afterAll(async () => {
  await api?.close()
  await server?.close()
})

const { mail, password, token, jwt, title, file, query } = CANARY
class HashFailed extends TypeError {
  override name = 'HashFailed'
  code = 'ENOSPC'
}

const sound = createPasswords(4)
/** One where her sign-up fails in the middle, with all in its error that an error can have. */
const startFailing = (dsn: string) =>
  startApi({
    env: { SENTRY_DSN: dsn, SENTRY_RELEASE: '1.4.0' },
    passwords: {
      ...sound,
      hash: async given => {
        if (given !== password) return sound.hash(given)
        const known = `Key (email)=(${mail}) ${password} ${token} ${jwt}`
        // Written like a stack, so that whoever cuts at lines takes it for one.
        const call = 'at canaryCall (/srv/api/src/canary-place.ts:1:2)'
        const forged = `\n    ${call}\n    at ${title} (${file}:3:4)`
        const detail = { detail: `${title} ${file}`, fileName: file, code: `${token}` }
        const cause = Object.assign(new Error(`${title} ${file}${forged}`), detail)
        throw new HashFailed(`${known}${forged}`, { cause })
      },
    },
  })

const signUp = (at: TestApi, requestId: string, address = '203.0.113.1') =>
  at.rest(`/api/v1/auth/register?q=${query}`, {
    json: { email: mail, password },
    headers: {
      'X-Request-Id': requestId,
      'X-Forwarded-For': address,
      'X-Canary': title,
      Cookie: `session=${token}`,
      Origin: at.url,
      'User-Agent': `${file}`,
    },
  })

/** Waits for what is told of a failure; throws after some seconds. */
async function toldOf(what: string) {
  for (let tries = 0; tries < 300; tries += 1) {
    const told = server.requests.find(({ lines }) => lines[2]?.includes(what))
    if (told) return { told, event: JSON.parse(told.lines[2] ?? '') }
    await Bun.sleep(10)
  }
  throw new Error(`nothing was told of ${what}`)
}

test('an error is told of with where it was, and nothing of whom it was about', async () => {
  server.requests.length = 0
  expect((await signUp(api, 'request-one')).status).toBe(500)
  const { told, event } = await toldOf('request-one')
  expect(told.path).toStartWith('/api/7/envelope/?sentry_version=7&sentry_key=publickey')
  const [head = '', item = ''] = told.lines
  expect(JSON.parse(item).type).toBe('event')
  expect(event).toMatchObject({
    ...{ level: 'error', release: '1.4.0', environment: 'development', platform: 'javascript' },
    tags: { what: 'a request failed', request: 'request-one' },
  })
  expect(JSON.parse(head).event_id).toBe(event.event_id)
  const thrown = event.exception.values.find((it: { type: string }) => it.type === 'HashFailed')
  expect(thrown.value).toBe('ENOSPC')
  const frames: { filename: string; function: string; in_app: boolean }[] = thrown.stacktrace.frames
  expect(frames).toContainEqual(
    expect.objectContaining({ filename: 'api/src/account/register.ts', in_app: true }),
  )
  // Whatever a later client of Sentry adds by itself is to be looked at first.
  expect(Object.keys(event).toSorted()).toEqual([
    ...['contexts', 'environment', 'event_id', 'exception', 'level', 'platform', 'release'],
    ...['tags', 'timestamp'],
  ])
  expect(Object.keys(event.contexts).toSorted()).toEqual(['runtime', 'trace'])
  const sent = [told.path, ...told.headers.values(), ...told.lines]
  const all = sent.join('\n').toLowerCase()
  for (const [name, text] of Object.entries(CANARY)) {
    expect([name, all.includes(text.toLowerCase())]).toEqual([name, false])
  }
  expect(all).not.toContain('canary')
  expect(all).not.toContain('ada')
})

test('a job that fails is told of by its name', async () => {
  api.deps.log.error('a job failed', { job: 'send-mails', error: new RangeError(title) })
  api.deps.log.error('news could not be told', { reason: title })
  const { event } = await toldOf('a job failed')
  expect(event.tags).toEqual({ what: 'a job failed', job: 'send-mails' })
  expect(event.exception.values).toMatchObject([{ type: 'RangeError', value: '' }])
  expect(JSON.stringify(server.requests)).not.toContain('news could not be told')

  const changed = new RangeError(`${title}\n    at canaryCall (/srv/api/src/canary.ts:1:2)`)
  changed.message = changed.stack ? 'another' : ''
  api.deps.log.error('a job failed', { job: 'keep-retention', error: changed })
  const { event: other } = await toldOf('keep-retention')
  expect(other.exception.values[0].stacktrace.frames).toEqual([])
})

test('what failed in a browser is told of by places in the dashboard’s own files', async () => {
  const { browser, key } = await api.creator()
  const places = [
    { call: 'showVideo', file: 'assets/page-video-B1x_.js', line: 1, column: 1042 },
    { call: '?', file: 'assets/index-Cq2.js', line: 7, column: 5 },
  ]
  await browser.failure.tell.mutate({ of: 'dashboard', kind: 'TypeError', places })
  const { event } = await toldOf('the dashboard failed')
  const [{ type, stacktrace }] = event.exception.values
  expect([type, stacktrace.frames]).toEqual([
    'TypeError',
    [
      { function: '?', filename: 'assets/index-Cq2.js', lineno: 7, colno: 5, in_app: true },
      {
        ...{ function: 'showVideo', filename: 'assets/page-video-B1x_.js' },
        ...{ lineno: 1, colno: 1042, in_app: true },
      },
    ],
  ])
  expect(api.logged.filter(line => line.includes('the dashboard failed'))).toHaveLength(1)
  const place = { call: '?', file: 'agent/src/publish/runner.ts', line: 3, column: 4 }
  const ofAgent = { of: 'agent', kind: 'RangeError' } as const
  await key.failure.tell.mutate({ ...ofAgent, places: [place] })
  const { event: other } = await toldOf('an agent failed')
  expect(other.exception.values[0].stacktrace.frames).toMatchObject([
    { filename: 'agent/src/publish/runner.ts', in_app: true },
  ])
  for (const forged of [{ call: title }, { file }, { file: `assets/${title}.js` }]) {
    const bad = { ...ofAgent, places: [{ ...place, ...forged }] }
    await expect(key.failure.tell.mutate(bad)).rejects.toThrow()
  }
})

test('a program gone mad is heard some times, and its creator goes on', async () => {
  const { browser } = await api.creator()
  const before = api.logged.length
  const tell = () => browser.failure.tell.mutate({ of: 'agent', kind: 'TypeError', places: [] })
  for (let count = 0; count < 30; count += 1) await tell()
  expect((await problemOf(tell())).code).toBe('rate_limited')
  const lines = api.logged.slice(before).filter(line => line.includes('an agent failed'))
  expect(lines).toHaveLength(30)
  expect((await browser.account.me.query()).user).not.toBeNull()
})

test('nobody waits for a server that takes errors and does not answer, or is gone', async () => {
  server.requests.length = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  server.answers = promise
  // More than are told of in a minute, so that some are let go.
  const failing = Array.from({ length: 100 }, (_, n) =>
    signUp(api, `request-${1000 + n}`, `203.0.113.${n + 2}`),
  )
  const answers = await Promise.all(failing)
  expect([...new Set(answers.map(it => it.status))]).toEqual([500])
  expect(server.requests.length).toBeLessThan(100)
  resolve()

  const gone = new ErrorServer()
  await gone.close()
  const alone = await startFailing(gone.dsn)
  expect((await signUp(alone, 'request-two')).status).toBe(500)
  expect((await alone.rest('/readyz')).status).toBe(200)
  await alone.close()
})
