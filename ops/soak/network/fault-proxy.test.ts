import { afterEach, expect, test } from 'bun:test'
import { connect, createServer, type Socket } from 'node:net'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import type { Toxics } from './proxied-line.ts'

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const it of opened.splice(0).toReversed()) await it.close()
})

/** A server that remembers what it hears, behind a proxy; `answer` is what it says to that. */
async function behindProxy(answer?: (socket: Socket, heard: Buffer) => void, seed = 7) {
  const sockets = new Set<Socket>()
  const heard: Buffer[] = []
  const ends: string[] = []
  const bell = { ring: () => {} }
  const server = createServer({ allowHalfOpen: true }, socket => {
    sockets.add(socket)
    socket.on('data', (data: Buffer) => {
      heard.push(data)
      answer?.(socket, data)
      bell.ring()
    })
    const ended = (how: string) => {
      ends.push(how)
      bell.ring()
    }
    socket.on('end', () => ended('end'))
    socket.on('error', () => ended('reset'))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const proxy = await startFaultProxy({ target: { host: '127.0.0.1', port }, seed })
  const close = async () => {
    await proxy.close()
    for (const socket of sockets) socket.destroy()
    await new Promise<void>(resolve => server.close(() => resolve()))
  }
  opened.push({ close })
  const until = async (fits: () => boolean) => {
    while (!fits()) await new Promise<void>(resolve => Object.assign(bell, { ring: resolve }))
  }
  const text = () => Buffer.concat(heard).toString('latin1')
  return { proxy, ends, text, until, heardBytes: () => Buffer.concat(heard).length }
}

/** A client; `over` says how its connection ended and what it had heard until then. */
function client(proxy: FaultProxy, send: string | Uint8Array = '') {
  const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true })
  const heard: Buffer[] = []
  let end = 'close'
  const over = new Promise<{ end: string; text: string }>(resolve => {
    socket.on('data', (data: Buffer) => heard.push(data))
    socket.on('error', error => {
      end = 'code' in error ? String(error.code) : 'error'
    })
    socket.on('end', () => {
      end = 'end'
      socket.end()
    })
    socket.on('close', () => resolve({ end, text: Buffer.concat(heard).toString('latin1') }))
  })
  if (send.length > 0) socket.write(send)
  return { socket, over, heard: () => Buffer.concat(heard).toString('latin1') }
}

const hello = (socket: Socket) => socket.end('hello')

test('without toxics every byte arrives unchanged, both ways, and is counted', async () => {
  const big = crypto.getRandomValues(new Uint8Array(60_000))
  const all = Buffer.concat(Array.from({ length: 100 }, () => big))
  const hash = new Bun.CryptoHasher('sha256').update(all).digest('hex')
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async request => new Response(await request.arrayBuffer()),
  })
  opened.push({ close: () => server.stop(true) })
  const proxy = await startFaultProxy({ target: { host: '127.0.0.1', port: server.port ?? 0 } })
  opened.push(proxy)
  const answer = await fetch(proxy.origin, { method: 'POST', body: all, keepalive: false })
  const back = new Uint8Array(await answer.arrayBuffer())
  expect(new Bun.CryptoHasher('sha256').update(back).digest('hex')).toBe(hash)
  expect(proxy.stats.bytesUp).toBeGreaterThan(all.length)
  expect(proxy.stats.bytesDown).toBeGreaterThan(all.length)
  expect(proxy.stats.connections).toBe(1)
})

test('latency and jitter hold an answer back, within their bounds', async () => {
  const { proxy } = await behindProxy(hello)
  await proxy.set({ down: { latencyMs: 80, jitterMs: 30 } })
  const startedAt = performance.now()
  expect((await client(proxy, 'hi').over).text).toBe('hello')
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(49)
})

test('bandwidth makes bytes take their time, and loses none', async () => {
  const it = await behindProxy()
  await it.proxy.set({ up: { bytesPerSecond: 100_000 } })
  const startedAt = performance.now()
  client(it.proxy, new Uint8Array(20_000))
  await it.until(() => it.heardBytes() === 20_000)
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(180)
})

test('a slow line that is mended is fast at once, for what is on it already, too', async () => {
  const it = await behindProxy()
  await it.proxy.set({ up: { bytesPerSecond: 1000 } })
  const startedAt = performance.now()
  client(it.proxy, new Uint8Array(60_000))
  await it.until(() => it.heardBytes() > 0)
  await it.proxy.set({})
  await it.until(() => it.heardBytes() === 60_000)
  expect(performance.now() - startedAt).toBeLessThan(30_000)
})

test('a line is never faster than it was opened for', async () => {
  const it = await behindProxy()
  const target = { host: '127.0.0.1', port: it.proxy.port }
  const slow = await startFaultProxy({ target, bytesPerSecond: 20_000 })
  opened.push(slow)
  const startedAt = performance.now()
  client(slow, new Uint8Array(5000))
  await it.until(() => it.heardBytes() === 5000)
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(200)
})

test('what is sent into a line that was ended politely was sent to nobody', async () => {
  const it = await behindProxy()
  await it.proxy.set({ up: { endAfterBytes: 100 } })
  const head = 'PUT /u HTTP/1.1\r\n\r\n'
  const sender = client(it.proxy, Buffer.concat([Buffer.from(head), Buffer.alloc(200)]))
  await it.until(() => it.ends.length > 0)
  const [exchange] = it.proxy.exchanges
  const before = exchange?.sentBytes ?? 0
  await new Promise<void>(resolve => sender.socket.write(Buffer.alloc(100_000), () => resolve()))
  await sender.over
  expect(before).toBeGreaterThanOrEqual(100)
  expect(exchange?.sentBytes).toBe(before)
  expect(it.heardBytes()).toBe(100)
})

test('a black hole takes everything, answers nothing, and keeps the line open', async () => {
  const it = await behindProxy(hello)
  await it.proxy.set({ up: { isBlackHole: true } })
  const lost = client(it.proxy, 'lost')
  while (it.proxy.stats.bytesSwallowed < 4) await new Promise(setImmediate)
  await it.proxy.set({})
  const well = client(it.proxy, 'well')
  expect((await well.over).text).toBe('hello')
  expect(it.text()).not.toContain('lost')
  expect(lost.socket.destroyed).toBe(false)
  it.proxy.cut()
  expect((await lost.over).end).toBe('ECONNRESET')
})

test('a swallowed answer leaves the request done', async () => {
  const it = await behindProxy(hello)
  await it.proxy.set({ down: { isBlackHole: true } })
  const asked = client(it.proxy, 'please')
  await it.until(() => it.text() === 'please')
  it.proxy.cut()
  expect(await asked.over).toEqual({ end: 'ECONNRESET', text: '' })
})

test('down refuses, and up again listens at the same address', async () => {
  const { proxy } = await behindProxy(hello)
  await proxy.set({ isDown: true })
  expect((await client(proxy, 'hi').over).end).toBe('ECONNREFUSED')
  await proxy.set({})
  expect((await client(proxy, 'hi').over).text).toBe('hello')
})

test('a reset comes after exactly so many bytes', async () => {
  const it = await behindProxy()
  await it.proxy.set({ up: { resetAfterBytes: 1000 } })
  const { over } = client(it.proxy, new Uint8Array(5000))
  expect((await over).end).toBe('ECONNRESET')
  await it.until(() => it.ends.length > 0)
  expect(it.heardBytes()).toBeLessThanOrEqual(1000)
  expect(it.proxy.stats.bytesUp).toBe(1000)
})

test('truncation ends an answer politely after exactly so many bytes', async () => {
  const it = await behindProxy(socket => socket.write('a long answer'))
  await it.proxy.set({ down: { endAfterBytes: 6 } })
  expect(await client(it.proxy, 'hi').over).toEqual({ end: 'end', text: 'a long' })
})

test('a slow close passes the bytes at once and the end later', async () => {
  const it = await behindProxy(hello)
  await it.proxy.set({ down: { slowCloseMs: 120 } })
  const { socket, over } = client(it.proxy, 'hi')
  await new Promise(resolve => socket.once('data', resolve))
  const heardAt = performance.now()
  expect((await over).end).toBe('end')
  expect(performance.now() - heardAt).toBeGreaterThanOrEqual(100)
})

test('toxicity spares some connections, the same ones for the same seed', async () => {
  const fates = async (seed: number) => {
    const it = await behindProxy(hello, seed)
    const toxics: Toxics = { down: { resetAfterBytes: 0 }, toxicity: 0.5 }
    await it.proxy.set(toxics)
    const said: string[] = []
    for (let n = 0; n < 12; n += 1) said.push((await client(it.proxy, 'hi').over).end)
    return said
  }
  const once = await fates(3)
  expect(new Set(once)).toEqual(new Set(['end', 'ECONNRESET']))
  expect(await fates(3)).toEqual(once)
})

test('a trapped request is held before it is heard, and goes on when released', async () => {
  const it = await behindProxy(hello)
  const { sprung } = it.proxy.trap({ request: /^POST \/pay/, moment: 'asked' })
  const other = client(it.proxy, 'GET /other HTTP/1.1\r\n\r\n')
  expect((await other.over).text).toBe('hello')
  const asked = client(it.proxy, 'POST /pay HTTP/1.1\r\n\r\n')
  const held = await sprung
  expect(held.request).toBe('POST /pay HTTP/1.1')
  expect(it.text()).not.toContain('/pay')
  held.release()
  expect((await asked.over).text).toBe('hello')
})

test('a trapped answer is held after the request was heard', async () => {
  const it = await behindProxy(hello)
  const { sprung } = it.proxy.trap({ request: /^POST/, moment: 'answered' })
  const asked = client(it.proxy, 'POST /pay HTTP/1.1\r\n\r\n')
  await sprung
  expect(it.text()).toContain('/pay')
  expect(asked.heard()).toBe('')
  it.proxy.cut()
  expect(await asked.over).toEqual({ end: 'ECONNRESET', text: '' })
})

test('a request can be held in the middle of its body', async () => {
  const it = await behindProxy()
  const { sprung } = it.proxy.trap({ request: /^PUT/, moment: 'sending', afterBytes: 200_000 })
  client(it.proxy, Buffer.concat([Buffer.from('PUT /u HTTP/1.1\r\n\r\n'), Buffer.alloc(900_000)]))
  await sprung
  expect(it.heardBytes()).toBeLessThan(300_000)
})

test('every request is remembered: how much of it went, and whether it was answered', async () => {
  const it = await behindProxy(hello)
  const head =
    'PUT /u HTTP/1.1\r\nAuthorization: Bearer secret\r\nContent-Range: bytes 0-3/4\r\n\r\n'
  await client(it.proxy, `${head}body`).over
  const { sprung } = it.proxy.trap({ request: /^PUT/, moment: 'answered' })
  const { over } = client(it.proxy, `${head}body`)
  await sprung
  it.proxy.cut()
  await over
  const sentBytes = head.length + 4
  const told = 'PUT /u HTTP/1.1\r\nContent-Range: bytes 0-3/4'
  expect(it.proxy.exchanges).toEqual([
    { head: told, sentBytes, isAnswered: true },
    { head: told, sentBytes, isAnswered: false },
  ])
})

test('an answer that came just before its reader is killed may never have been heard', async () => {
  const it = await behindProxy(socket => socket.write('hello'))
  const asked = client(it.proxy, 'PUT /u HTTP/1.1\r\n\r\nall of it')
  await new Promise(resolve => asked.socket.once('data', resolve))
  expect(it.proxy.exchanges).toMatchObject([{ isAnswered: true }])
  it.proxy.orphan()
  expect(it.proxy.exchanges).toMatchObject([{ isAnswered: false }])
  it.proxy.cut()
  await asked.over
})

test('an answer for somebody who was killed meanwhile is none', async () => {
  const it = await behindProxy(hello)
  const { sprung } = it.proxy.trap({ request: /^PUT/, moment: 'answered' })
  const { over } = client(it.proxy, 'PUT /u HTTP/1.1\r\n\r\nhalf of it')
  await sprung
  it.proxy.orphan()
  it.proxy.release()
  await over
  expect(it.proxy.exchanges).toMatchObject([{ isAnswered: false }])
})
