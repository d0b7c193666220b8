import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFaultProxy } from '../../../ops/soak/network/fault-proxy.ts'
import { loadConfig } from '../../src/config.ts'
import { openHttpClient } from '../../src/outside/http-client.ts'
import { openWire } from '../../src/platforms/http.ts'
import { openPace } from '../../src/platforms/pace/pace.ts'
import { watchWrittenLimit } from '../../src/platforms/pace/written-limit.ts'
import { saying, sendingTo, startPeer, troubleOf } from './peer.ts'

setDefaultTimeout(30_000)
const MIB = 2 ** 20
const LARGE = 16 * MIB
const END_OF_HEAD = '\r\n\r\n'

let folder = ''
let path = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-sending-'))
  path = join(folder, 'large.mp4')
  writeFileSync(path, '')
  truncateSync(path, LARGE)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const it of opened.splice(0).toReversed()) await it.close()
})
function keep<T extends { close(): unknown }>(it: T): T {
  opened.push(it)
  return it
}

/** A server that takes bodies of this size and says so. */
const taking = async (bytes: number) =>
  keep(
    await startPeer((socket, _, total) => {
      if (total >= bytes) saying('201 Created')(socket)
    }),
  )

const freePace = () => openPace({ limit: () => null, now: Date.now, silenceMs: 60_000 })
const STILL = { moved() {} }

test('people see a large part leave in pieces, until the line is fast', async () => {
  const { url } = await taking(LARGE)
  const pace = freePace()
  const http = openHttpClient({ pins: {}, now: Date.now })
  const seen: number[] = []
  const cargo = { path, from: 0, to: LARGE, onSent: (bytes: number) => seen.push(bytes) }
  await http.exchange(moving => sendingTo(url, LARGE, pace.send(cargo, url, moving)))
  expect(seen.length).toBeGreaterThan(8)
  expect(seen.at(-1)).toBe(LARGE)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))

  // Loopback carries far more than this in a second, so the system may send it in one go.
  const small = pace.send({ path, from: 0, to: 64 * 1024 }, url, STILL)
  expect(small.body).toBeInstanceOf(Blob)
  const elsewhere = pace.send({ path, from: 0, to: 64 * 1024 }, 'http://other.example/', STILL)
  expect(elsewhere.body).toBeInstanceOf(ReadableStream)
  await (elsewhere.body as ReadableStream).cancel()
})

test('a first request is small, and how much the next carries follows from its speed', async () => {
  const { url } = await taking(LARGE)
  const pace = freePace()
  const http = openHttpClient({ pins: {}, now: Date.now })
  expect(pace.partBytes(url)).toBe(4 * MIB)
  const cargo = { path, from: 0, to: LARGE }
  const sending = pace.send(cargo, url, STILL)
  // Told to have arrived within the same breath: faster than any line.
  sending.arrived()
  await (sending.body as ReadableStream).cancel()
  expect(pace.partBytes(url)).toBe(512 * MIB)
  const limited = openPace({
    limit: () => ({ bytesPerSecond: 1e9, between: null }),
    now: Date.now,
    silenceMs: 60_000,
  })
  await http.exchange(moving => sendingTo(url, LARGE, limited.send(cargo, url, moving)))
  expect(limited.partBytes(url)).toBe(16 * MIB)
})

test('what would lie in memory as a whole behind TLS is sent in pieces', async () => {
  const [pace, url] = [freePace(), 'https://localhost:9/']
  const first = pace.send({ path, from: 0, to: LARGE }, url, STILL)
  first.arrived()
  const second = pace.send({ path, from: 0, to: LARGE }, url, STILL)
  for (const { body } of [first, second]) {
    expect(body).toBeInstanceOf(ReadableStream)
    await (body as ReadableStream).cancel()
  }
})

test('pieces share their memory, and yet the file arrives byte for byte', async () => {
  const random = join(folder, 'random.mp4')
  const file = randomBytes(LARGE)
  writeFileSync(random, file)
  const pieces: Buffer[] = []
  const peer = keep(
    await startPeer((socket, heard, total) => {
      pieces.push(heard)
      const headBytes = (pieces[0]?.indexOf(END_OF_HEAD) ?? 0) + END_OF_HEAD.length
      if (total === headBytes + LARGE) return saying('201 Created')(socket)
      // It reads in fits, so that pieces pile up on the way to it.
      socket.pause()
      setTimeout(() => socket.resume(), 1)
    }),
  )
  const http = openHttpClient({ pins: {}, now: Date.now })
  const cargo = { path: random, from: 0, to: LARGE }
  await http.exchange(moving =>
    sendingTo(peer.url, LARGE, freePace().send(cargo, peer.url, moving)),
  )
  const body = Buffer.concat(pieces)
  expect(body.subarray(body.indexOf(END_OF_HEAD) + END_OF_HEAD.length).equals(file)).toBe(true)

  const memory = new Set<ArrayBufferLike>()
  const again = freePace().send(cargo, peer.url, STILL)
  for await (const piece of again.body as ReadableStream<Uint8Array>) memory.add(piece.buffer)
  expect(memory.size).toBe(2)
})

test('a refusal that comes before the bytes left says nothing about the speed', async () => {
  const { url } = keep(await startPeer(saying('401 Unauthorized')))
  const pace = freePace()
  const http = openHttpClient({ pins: {}, now: Date.now })
  const cargo = { path, from: 0, to: MIB }
  await http.exchange(moving => sendingTo(url, MIB, pace.send(cargo, url, moving)))
  const next = pace.send(cargo, url, STILL)
  expect(next.body).toBeInstanceOf(ReadableStream)
  await (next.body as ReadableStream).cancel()
})

test('a limit holds for all uploads together, over a real line', async () => {
  const bytes = MIB
  const bytesPerSecond = 4 * MIB
  const { url } = await taking(bytes)
  const limit = { bytesPerSecond, between: null }
  const pace = openPace({ limit: () => limit, now: Date.now, silenceMs: 60_000 })
  const http = openHttpClient({ pins: {}, now: Date.now })
  const cargo = { path, from: 0, to: bytes }
  const send = () => http.exchange(moving => sendingTo(url, bytes, pace.send(cargo, url, moving)))
  const startedAt = performance.now()
  await Promise.all([send(), send(), send()])
  const rate = (3 * bytes) / ((performance.now() - startedAt) / 1000)
  // A tenth of a second's worth may leave at once.
  expect(rate).toBeLessThan(bytesPerSecond * 1.2)
})

test('a limit that is written while the agent runs holds at once', () => {
  const home = join(folder, 'home')
  const file = join(home, 'config.json')
  const read = watchWrittenLimit(loadConfig({ CONTENT_CREATION_HOME: home }, {}))
  expect(read()).toBe(null)
  Bun.spawnSync(['mkdir', home])
  writeFileSync(file, JSON.stringify({ upload_limit_mbit: 8, upload_limit_hours: '08:00-18:00' }))
  expect(read()).toEqual({ bytesPerSecond: 1e6, between: { from: '08:00', to: '18:00' } })
  writeFileSync(file, '{"upload_limit_m')
  expect(read()?.bytesPerSecond).toBe(1e6)
  writeFileSync(file, '{}')
  expect(read()).toBe(null)
})

test('a line that swallows everything is given up, and the next try gets through', async () => {
  const sink = await taking(LARGE)
  const proxy = keep(await startFaultProxy({ target: { host: '127.0.0.1', port: sink.port } }))
  const http = openHttpClient({ pins: {}, now: Date.now, silence: { lookEveryMs: 10 } })
  const pace = openPace({ limit: () => null, now: Date.now, silenceMs: 50 })
  const send = (bytes: number) => {
    const cargo = { path, from: 0, to: bytes }
    return http.exchange(moving =>
      sendingTo(proxy.origin, bytes, pace.send(cargo, proxy.origin, moving)),
    )
  }
  await proxy.set({ up: { isBlackHole: true } })
  expect(await troubleOf(send(1024))).toMatchObject({ code: 'network', whoCanFix: 'wait' })
  await proxy.set({})
  // The sink is on this machine: silence is short only where nothing moves.
  const patient = openPace({ limit: () => null, now: Date.now, silenceMs: 60_000 })
  const cargo = { path, from: 0, to: LARGE }
  const reply = await http.exchange(moving =>
    sendingTo(proxy.origin, LARGE, patient.send(cargo, proxy.origin, moving)),
  )
  expect(reply.status).toBe(201)
})

test('a permission that ran out is renewed once, and no byte sent twice', async () => {
  const peer = keep(await startPeer(saying('401 Unauthorized')))
  let renewed = 0
  const wire = openWire({
    http: openHttpClient({ pins: {}, now: Date.now }),
    pace: freePace(),
    now: Date.now,
    signal: new AbortController().signal,
    token: async () => 'old',
    renew: async () => {
      renewed += 1
      return 'new'
    },
    isRefusedToken: ({ status }) => status === 401,
    mayCarryToken: () => true,
  })
  const cargo = { path, from: 0, to: LARGE }
  const call = { method: 'PUT', url: peer.url, auth: 'Bearer', cargo } as const
  expect(await troubleOf(wire.call(call))).toMatchObject({
    ...{ code: 'token_renewed', whoCanFix: 'wait', retry: 'backoff' },
  })
  expect(renewed).toBe(1)
  expect(peer.connections()).toBe(1)
  const text = { method: 'POST', url: peer.url, auth: 'Bearer' } as const
  expect((await wire.call(text)).status).toBe(401)
  expect(peer.connections()).toBe(3)
})

test('a file that became shorter stops its sending', async () => {
  const short = join(folder, 'short.mp4')
  writeFileSync(short, 'half')
  const { url } = await taking(LARGE)
  const http = openHttpClient({ pins: {}, now: Date.now })
  const cargo = { path: short, from: 0, to: LARGE }
  const sent = http.exchange(moving => sendingTo(url, LARGE, freePace().send(cargo, url, moving)))
  expect((await troubleOf(sent)).retry).toBe('backoff')
})
