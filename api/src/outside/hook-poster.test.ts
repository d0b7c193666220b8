import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { IncomingMessage, ServerResponse } from 'node:http'
import https from 'node:https'
import type { TLSSocket } from 'node:tls'
import { type Certificate, certificateFor } from '../../tests/servers/certificate.ts'
import { createHookPoster, type HookPosterParts } from './hook-poster.ts'

const NAME = 'hooks.example.com'
const PUBLIC = '93.184.216.34'
const URL_THERE = `https://${NAME}/in?x=1`

interface Seen {
  host: string | undefined
  servername: string | undefined
  method: string | undefined
  url: string | undefined
  signature: unknown
  body: string
}

let certificate: Certificate
let server: https.Server
let port = 0
let respond: (request: IncomingMessage, response: ServerResponse) => void
const seen: Seen[] = []

beforeAll(async () => {
  certificate = await certificateFor(NAME)
  server = https.createServer(certificate, async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { host, 'webhook-signature': signature } = request.headers
    const { servername } = request.socket as TLSSocket & { servername?: string }
    const { method, url } = request
    seen.push({ host, servername, method, url, signature, body })
    respond(request, response)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Every address that was about to be called; in their place our server answers. */
const called: string[] = []

function poster(parts: Partial<HookPosterParts> = {}) {
  called.length = 0
  seen.length = 0
  respond = (_, response) => response.writeHead(204).end()
  return createHookPoster({
    toLoopback: false,
    ca: certificate.cert,
    resolve: async () => [PUBLIC],
    reach: (address, asked) => {
      called.push(`${address} ${asked}`)
      return { address: '127.0.0.1', port }
    },
    ...parts,
  })
}

const post = (parts?: Partial<HookPosterParts>, url = URL_THERE) =>
  poster(parts).post(url, { 'webhook-signature': 'v1,x' }, '{"a":1}')

test('calls the address that was looked up, by the name it has', async () => {
  expect(await post()).toEqual({ kind: 'answered', status: 204, retryAfterSeconds: null })
  expect(called).toEqual([`${PUBLIC} 443`])
  const at = { host: NAME, servername: NAME, method: 'POST', url: '/in?x=1' }
  expect(seen).toEqual([{ ...at, signature: 'v1,x', body: '{"a":1}' }])
})

describe('a name', () => {
  for (const inside of ['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', '::ffff:10.0.0.1']) {
    test(`that leads to ${inside} is not called`, async () => {
      expect((await post({ resolve: async () => [inside] })).kind).toBe('silent')
      expect((await post({ resolve: async () => [PUBLIC, inside] })).kind).toBe('silent')
      expect([called, seen]).toEqual([[], []])
    })
  }

  test('that answers differently the second time is asked only once', async () => {
    let asked = 0
    const resolve = async () => {
      asked += 1
      return [asked === 1 ? PUBLIC : '127.0.0.1']
    }
    expect((await post({ resolve })).kind).toBe('answered')
    expect([asked, called]).toEqual([1, [`${PUBLIC} 443`]])
    const again = createHookPoster({ toLoopback: false, resolve, ca: certificate.cert })
    expect((await again.post(URL_THERE, {}, '')).kind).toBe('silent')
    expect(asked).toBe(2)
  })

  test('that nobody knows, or that is never told, is an answer that did not come', async () => {
    expect((await post({ resolve: async () => [] })).kind).toBe('silent')
    const unknown = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
    const failing = await post({ resolve: () => Promise.reject(unknown) })
    expect(failing).toEqual({ kind: 'silent', reason: 'Its name is not known.' })
    const never = await post({ resolve: () => new Promise(() => {}), longestMs: 100 })
    expect(never).toEqual({ kind: 'silent', reason: 'It did not answer in time.' })
  })
})

test('a redirect is an answer, and is not followed', async () => {
  const { post: send } = poster()
  respond = (_, response) => response.writeHead(302, { Location: 'https://10.0.0.1/' }).end()
  expect(await send(URL_THERE, {}, '{}')).toMatchObject({ kind: 'answered', status: 302 })
  expect([called.length, seen.length]).toEqual([1, 1])
})

test('a server whose certificate is not good is not told anything', async () => {
  const other = await post({}, 'https://other.example.com/')
  expect(other).toEqual({ kind: 'silent', reason: 'Its certificate is not good.' })
  const [resolve, reach] = [async () => [PUBLIC], () => ({ address: '127.0.0.1', port })]
  const strict = createHookPoster({ toLoopback: false, resolve, reach })
  const answer = await strict.post(URL_THERE, {}, 'secret')
  expect(answer).toEqual({ kind: 'silent', reason: 'Its certificate is not good.' })
  expect(seen).toEqual([])
})

describe('a server', () => {
  test('that never answers is given up', async () => {
    const { post: send } = poster({ longestMs: 300 })
    respond = () => {}
    const answer = await send(URL_THERE, {}, '{}')
    expect(answer).toEqual({ kind: 'silent', reason: 'It did not answer in time.' })
  })

  test('that trickles its answer for ever is given up', async () => {
    const { post: send } = poster({ longestMs: 400 })
    let timer: ReturnType<typeof setInterval> | undefined
    respond = (request, response) => {
      response.writeHead(200)
      timer = setInterval(() => response.write('x'), 50)
      request.socket.on('close', () => clearInterval(timer))
    }
    const answer = await send(URL_THERE, {}, '{}')
    clearInterval(timer)
    expect(answer).toEqual({ kind: 'silent', reason: 'It did not answer in time.' })
  })

  test('that answers with a flood is read no further than we need', async () => {
    const { post: send } = poster({ longestMs: 20_000 })
    let written = 0
    respond = (request, response) => {
      response.writeHead(200)
      const chunk = Buffer.alloc(64 * 1024)
      const more = () => {
        written += chunk.length
        if (!request.socket.destroyed) response.write(chunk, () => setImmediate(more))
      }
      more()
    }
    expect(await send(URL_THERE, {}, '{}')).toMatchObject({ kind: 'answered', status: 200 })
    expect(written).toBeLessThan(64 * 1024 * 1024)
  })

  test('that asks us to wait is heard', async () => {
    const { post: send } = poster()
    respond = (_, response) => response.writeHead(429, { 'Retry-After': '120' }).end()
    expect(await send(URL_THERE, {}, '{}')).toMatchObject({ status: 429, retryAfterSeconds: 120 })
  })
})

test('this machine is called only where that is asked for', async () => {
  const plain = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response('ok') })
  try {
    const url = `http://127.0.0.1:${plain.port}/`
    const may = createHookPoster({ toLoopback: true })
    const mayNot = createHookPoster({ toLoopback: false })
    expect(await may.post(url, {}, '{}')).toMatchObject({ status: 200 })
    expect((await mayNot.post(url, {}, '{}')).kind).toBe('silent')
    const byName = `http://localhost:${plain.port}/`
    const rebound = createHookPoster({ toLoopback: true, resolve: async () => ['10.0.0.1'] })
    expect((await rebound.post(byName, {}, '{}')).kind).toBe('silent')
  } finally {
    await plain.stop(true)
  }
})
