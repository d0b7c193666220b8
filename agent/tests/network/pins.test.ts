import { afterEach, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY_MS } from '../../src/lib/durations.ts'
import { start } from '../processes.ts'
import { makeCertificate } from './certificates.ts'
import { exchange, startTls } from './tls-server.ts'

setDefaultTimeout(30_000)

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const it of opened.splice(0)) await it.close()
})

async function server(options: Parameters<typeof startTls>[0] = {}) {
  const it = await startTls(options)
  opened.push(it)
  return it
}

const OTHER = { localhost: [makeCertificate().pin] }

test('a host with the pinned key is asked', async () => {
  const it = await server()
  const pins = { localhost: [makeCertificate().pin, it.pin] }
  expect(await exchange([{ url: it.url, pins }], it.caPath)).toEqual([{ status: 200 }])
  expect((await it.heard()).requestBytes).toBeGreaterThan(0)
})

test('a host with another key hears nothing, and the creator reads what to do', async () => {
  const it = await server()
  const [answer] = await exchange([{ url: it.url, pins: OTHER }], it.caPath)
  expect(answer).toMatchObject({ code: 'pin_mismatch', whoCanFix: 'you' })
  expect(answer?.reason).toContain(`write ${it.pin} into "pins"`)
  expect(await it.heard()).toEqual({ connections: 1, requestBytes: 0 })
})

test('a connection that was opened without a pin is not used for a pinned host', async () => {
  const it = await server()
  const [first, second] = await exchange([{ url: it.url }, { url: it.url, pins: OTHER }], it.caPath)
  const both = await it.heard()
  expect(first?.status).toBe(200)
  expect(second?.code).toBe('pin_mismatch')
  expect(both.connections).toBe(2)
  const again = await exchange([{ url: it.url }], it.caPath)
  // The same request once more is as long as all that had come before.
  expect(again[0]?.status).toBe(200)
  expect((await it.heard()).requestBytes).toBe(2 * both.requestBytes)
})

test('a host has to show its own name, pinned or not', async () => {
  const it = await server({ names: ['other.example'] })
  const pins = { localhost: [it.pin] }
  const answers = await exchange([{ url: it.url, pins }, { url: it.url }], it.caPath)
  const refused = { code: 'tls', whoCanFix: 'wait', retry: 'backoff' }
  expect(answers).toMatchObject([refused, refused])
  expect((await it.heard()).requestBytes).toBe(0)
})

test('a certificate that nobody vouches for hears nothing, pinned or not', async () => {
  const it = await server()
  const pins = { localhost: [it.pin] }
  const answers = await exchange([{ url: it.url }, { url: it.url, pins }])
  expect(answers.map(({ code }) => code)).toEqual(['tls', 'tls'])
  expect((await it.heard()).requestBytes).toBe(0)
})

test('a pinned host that sends us elsewhere is not followed', async () => {
  const elsewhere = await server()
  const answer = `HTTP/1.1 307 Moved\r\nLocation: ${elsewhere.url}\r\nContent-Length: 0\r\n\r\n`
  const it = await server({ answer })
  const [said] = await exchange([{ url: it.url, pins: { localhost: [it.pin] } }], it.caPath)
  expect(said?.code).toBe('captive_portal')
  expect((await elsewhere.heard()).connections).toBe(0)
})

/** The program itself, told to sign in at this address. */
async function login(url: string, env: Record<string, string>, config: object = {}) {
  const home = mkdtempSync(join(tmpdir(), 'agent-pins-'))
  opened.push({ close: () => rmSync(home, { recursive: true, force: true }) })
  writeFileSync(join(home, 'config.json'), JSON.stringify(config))
  const key = `cc_${'a'.repeat(36)}`
  const given = { HOME: home, CONTENT_CREATION_HOME: home, BACKEND_API_URL: url.slice(0, -1) }
  const program = start(['agent/src/cli.ts', 'login', '--key-stdin'], { ...given, ...env }, key)
  return { code: await program.exited, text: program.lines.join('\n') }
}

test('signing in where another key answers sends no key and names the trouble', async () => {
  const it = await server()
  const { code, text } = await login(it.url, { NODE_EXTRA_CA_CERTS: it.caPath }, { pins: OTHER })
  expect(code).toBe(3)
  expect(text).toContain('another key than the one pinned')
  expect(await it.heard()).toEqual({ connections: 1, requestBytes: 0 })
})

test('nothing starts with certificate checks off, or where every request is logged', async () => {
  const it = await server()
  const { code, text } = await login(it.url, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })
  expect(code).toBe(2)
  expect(text).toContain('NODE_TLS_REJECT_UNAUTHORIZED: switches certificate checks off')
  const loud = await login(it.url, { BUN_CONFIG_VERBOSE_FETCH: 'curl' })
  expect(loud).toMatchObject({ code: 2, text: expect.stringContaining('writes keys into the log') })
  expect((await it.heard()).connections).toBe(0)
})

test('a certificate that is not valid yet tells a clock that is behind by how much', async () => {
  const nowMs = Date.now()
  const good = await server()
  const young = await server({ fromMs: nowMs + DAY_MS, toMs: nowMs + 9 * DAY_MS })
  const asked = [{ url: good.url }, { url: young.url, clockOffMs: -DAY_MS }]
  writeFileSync(good.caPath, `${good.cert}${young.cert}`)
  const [, answer] = await exchange(asked, good.caPath)
  expect(answer).toMatchObject({ code: 'clock', whoCanFix: 'wait', retry: 'backoff' })
  expect(answer?.reason).toContain('24 hours behind')
})

test('a certificate that ran out while our clock is right is not blamed on the clock', async () => {
  const nowMs = Date.now()
  const good = await server()
  const old = await server({ fromMs: nowMs - 9 * DAY_MS, toMs: nowMs - DAY_MS })
  writeFileSync(good.caPath, `${good.cert}${old.cert}`)
  const [, answer] = await exchange([{ url: good.url }, { url: old.url }], good.caPath)
  expect(answer).toMatchObject({ code: 'tls', whoCanFix: 'wait', retry: 'backoff' })
  expect(answer?.reason).toContain('has run out')
  expect((await old.heard()).requestBytes).toBe(0)
})
