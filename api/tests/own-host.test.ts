/** By which name somebody calls us: a raw socket says what no HTTP client would. */
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

const TOKEN = 'a token that reads the figures of this service'
let here: TestApi
let there: TestApi
beforeAll(async () => {
  here = await startApi()
  const hosts = { hosts: ['studio.example'], metrics: { kind: 'token', token: TOKEN } } as const
  there = await startApi({ config: { ...here.deps.config, ...hosts, hosts: [...hosts.hosts] } })
}, START_MS)
afterAll(async () => {
  await there?.close()
  await here?.close()
})

/** The status of an answer to these very lines. */
async function statusOf(api: TestApi, path: string, lines: string[]) {
  // HTTP/1.0 is the one that may name no host at all.
  const version = lines.length === 0 ? '1.0' : '1.1'
  const { hostname, port } = new URL(api.url)
  const { promise, resolve } = Promise.withResolvers<string>()
  let text = ''
  const close = version === '1.1' ? ['Connection: close'] : []
  const socket = await Bun.connect({
    ...{ hostname, port: Number(port) },
    socket: {
      data(_, bytes) {
        text += bytes.toString()
      },
      close: () => resolve(text),
      error: () => resolve(text),
    },
  })
  socket.write([`GET ${path} HTTP/${version}`, ...lines, ...close, '', ''].join('\r\n'))
  return Number(/^HTTP\/1\.\d (\d{3})/.exec(await promise)?.[1])
}

const PATHS = ['/', '/api/v1/auth/me', '/trpc/account.me', '/api/docs', '/mail/unsubscribe']
const STRANGE = ['evil.example', 'studio.example.evil.example', '10.0.0.7', 'a b', '', '[::1']
const PORT = ':8787'

describe('a name that is not ours', () => {
  test.each(STRANGE)('"%s" is answered nowhere but at the health checks', async name => {
    for (const path of PATHS) {
      expect([path, await statusOf(there, path, [`Host: ${name}`])]).toEqual([path, 400])
    }
  })

  test('nor is this machine’s, where the public name is another', async () => {
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      expect(await statusOf(there, '/api/v1/auth/me', [`Host: ${name}${PORT}`])).toBe(400)
      expect(await statusOf(here, '/api/v1/auth/me', [`Host: ${name}${PORT}`])).toBe(401)
    }
  })
})

test('our own name is answered in any spelling, whatever the port', async () => {
  for (const name of ['studio.example', 'STUDIO.example', `studio.example${PORT}`]) {
    expect(await statusOf(there, '/api/v1/auth/me', [`Host: ${name}`])).toBe(401)
  }
})

test('whoever looks after the service needs no name', async () => {
  for (const path of ['/livez', '/healthz', '/readyz']) {
    expect(await statusOf(there, path, ['Host: 10.0.0.7:8787'])).toBe(200)
    expect(await statusOf(there, path, ['Host:'])).toBe(200)
    expect(await statusOf(there, path, [])).toBe(200)
  }
  expect(await statusOf(there, '/api/v1/auth/me', [])).toBe(400)
})

test('figures are read under any name with the token, and by this machine under ours', async () => {
  const bearer = `Authorization: Bearer ${TOKEN}`
  expect(await statusOf(there, '/metrics', ['Host: 10.0.0.7', bearer])).toBe(200)
  expect(await statusOf(there, '/metrics', ['Host: 10.0.0.7'])).toBe(404)
  expect(await statusOf(here, '/metrics', ['Host: localhost'])).toBe(200)
  expect(await statusOf(here, '/metrics', ['Host: evil.example'])).toBe(400)
})
