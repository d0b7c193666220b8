/** What comes in by the bare wire and tells lies about itself is refused, and breaks nothing. */
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
}, START_MS)
afterAll(() => api.close())

const BODY = '{"email":"somebody@example.test","password":"not the right one"}'
const PATHS = ['/api/v1/auth/login', '/trpc/account.login']
const JSON_TYPE = 'Content-Type: application/json'

/** Sends these bytes and says no more; the first status of what comes back, if anything does. */
async function statusOf(path: string, lines: string[], body: string): Promise<number | null> {
  const { hostname, port } = new URL(api.url)
  const socket = connect(Number(port), hostname)
  const heard: Buffer[] = []
  socket.on('data', (chunk: Buffer) => heard.push(chunk)).on('error', () => undefined)
  const closed = once(socket, 'close')
  const head = [`POST ${path} HTTP/1.1`, `Host: ${hostname}`, 'Connection: close', ...lines]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  await closed
  const status = /^HTTP\/1\.1 (\d{3})/.exec(Buffer.concat(heard).toString())?.[1]
  return status === undefined ? null : Number(status)
}

const length = (bytes: number | string) => `Content-Length: ${bytes}`
const chunked = 'Transfer-Encoding: chunked'
const LIES: [name: string, lines: string[], body: string][] = [
  ['a length beyond what comes', [JSON_TYPE, length(BODY.length + 100)], BODY],
  ['a length before the end', [JSON_TYPE, length(10)], BODY],
  ['a length below zero', [JSON_TYPE, length(-5)], BODY],
  ['a length in words', [JSON_TYPE, length('many')], BODY],
  ['a length that no number holds', [JSON_TYPE, length('9'.repeat(30))], BODY],
  ['a length of gigabytes', [JSON_TYPE, length(9_000_000_000)], BODY],
  ['two lengths', [JSON_TYPE, length(BODY.length), length(5)], BODY],
  ['a length and chunks', [JSON_TYPE, length(5), chunked], `5\r\n{"a":\r\n0\r\n\r\n`],
  ['chunks of no size', [JSON_TYPE, chunked], `zz\r\n${BODY}\r\n0\r\n\r\n`],
  ['chunks that do not end', [JSON_TYPE, chunked], `ff\r\n${BODY}`],
  ['zip that is none', [JSON_TYPE, 'Content-Encoding: gzip', length(BODY.length)], BODY],
]

for (const [name, lines, body] of LIES) {
  test(`${name} is no way in, and nobody else is disturbed`, async () => {
    for (const path of PATHS) {
      const status = await statusOf(path, lines, body)
      expect(status === null || (status >= 400 && status < 500)).toBe(true)
    }
    expect((await api.rest('/healthz')).status).toBe(200)
  })
}
