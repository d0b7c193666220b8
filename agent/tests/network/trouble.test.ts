import { afterEach, expect, test } from 'bun:test'
import { Setback } from '../../src/lib/step-error.ts'
import { openHttpClient } from '../../src/outside/http-client.ts'
import { callServer, openServer } from '../../src/outside/server.ts'
import { asking, type Peer, saying, startPeer, troubleOf } from './peer.ts'

const opened: Peer[] = []
afterEach(async () => {
  for (const peer of opened.splice(0)) await peer.close()
})

async function peer(hear: Parameters<typeof startPeer>[0]) {
  const it = await startPeer(hear)
  opened.push(it)
  return it
}

/** A fresh one each time: a client remembers which hosts failed. */
const freshClient = () => openHttpClient({ pins: {}, now: Date.now })
const WAITS = { whoCanFix: 'wait', retry: 'backoff' }
const PAGE = '<!DOCTYPE html><html><body>Welcome to our hotel</body></html>'
const HTML = 'Content-Type: text/html; charset=utf-8'
const LOGIN = 'Location: http://login.example/'

const STRANGE: [string, ReturnType<typeof saying>, string][] = [
  ['a page where data is due', saying('200 OK', [HTML], PAGE), 'captive_portal'],
  [
    'a page under another type',
    saying('200 OK', ['Content-Type: application/json'], PAGE),
    'captive_portal',
  ],
  ['a redirect to a sign-in', saying('302 Found', [LOGIN]), 'captive_portal'],
  ['a redirect that keeps the method', saying('307 Temporary Redirect', [LOGIN]), 'captive_portal'],
  ['a permanent redirect', saying('308 Permanent Redirect', [LOGIN]), 'captive_portal'],
  ['a page that forbids', saying('403 Forbidden', [HTML], PAGE), 'captive_portal'],
  [
    'a network that wants a sign-in',
    saying('511 Network Authentication Required'),
    'captive_portal',
  ],
  ['a proxy that wants a password', saying('407 Proxy Authentication Required'), 'proxy'],
  [
    'an answer that is cut off',
    socket => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'),
    'network',
  ],
  ['an answer in no language', socket => socket.end('220 mail.example ESMTP\r\n\r\n'), 'network'],
  ['a reset', socket => socket.resetAndDestroy(), 'network'],
]

test.each(STRANGE)('%s is waited for, and nobody has to do anything', async (_, say, code) => {
  const { url } = await peer(say)
  const cause = await troubleOf(freshClient().exchange(() => asking(url)))
  expect(cause).toMatchObject({ ...WAITS, code })
  expect(cause.reason).toMatch(/by itself/)
})

test.each(STRANGE)('our own server: %s is waited for', async (_, say, code) => {
  const { url } = await peer(say)
  const server = openServer(
    { backendUrl: url.slice(0, -1), http: freshClient() },
    async () => 'cc_key',
  )
  const error = await callServer(server.account.me.query()).catch((it: unknown) => it)
  const expected = code === 'network' ? 'server_unreachable' : code
  expect(error instanceof Setback && error.why).toMatchObject({ ...WAITS, code: expected })
})

test('what a platform itself may say reaches its own judges', async () => {
  const own = [
    saying('308 Resume Incomplete', ['Range: bytes=0-41', HTML]),
    saying('200 OK', [HTML]),
    saying('404 Not Found', [HTML], 'Not Found'),
    saying('502 Bad Gateway', [HTML], PAGE),
    saying('403 Forbidden', ['Content-Type: application/json'], '{"error":{}}'),
  ]
  const statuses: number[] = []
  for (const say of own) {
    const { url } = await peer(say)
    statuses.push((await freshClient().exchange(() => asking(url))).status)
  }
  expect(statuses).toEqual([308, 200, 404, 502, 403])
})

test('a name that cannot be found means being offline', async () => {
  const cause = await troubleOf(freshClient().exchange(() => asking('https://name.invalid/')))
  expect(cause).toMatchObject({ ...WAITS, code: 'offline' })
})

test('nobody listening is waited for', async () => {
  const { url, close } = await startPeer(() => {})
  await close()
  expect(await troubleOf(freshClient().exchange(() => asking(url)))).toMatchObject({
    ...WAITS,
    code: 'network',
  })
})

test('when one host after another fails, it is the network and none of them', async () => {
  const own = openHttpClient({ pins: {}, now: Date.now })
  const codes: string[] = []
  for (let times = 0; times < 2; times += 1) {
    const { url } = await peer(socket => socket.resetAndDestroy())
    codes.push((await troubleOf(own.exchange(() => asking(url)))).code)
  }
  const { url } = await peer(saying('200 OK'))
  await own.exchange(() => asking(url))
  const broken = await peer(socket => socket.resetAndDestroy())
  codes.push((await troubleOf(own.exchange(() => asking(broken.url)))).code)
  expect(codes).toEqual(['network', 'offline', 'network'])
})

test('who may not listen was heard, and a sign-in page is no network that is back', async () => {
  const own = freshClient()
  const { signal } = new AbortController()
  const listen = async (say: ReturnType<typeof saying>) => {
    const { url } = await peer(say)
    const to = { url, headers: {}, silenceMs: 5000, signal }
    await own.listen(to, () => {}).catch(() => undefined)
  }
  const broken = async () => {
    const { url } = await peer(socket => socket.resetAndDestroy())
    return (await troubleOf(own.exchange(() => asking(url)))).code
  }
  await listen(saying('401 Unauthorized'))
  expect([await broken(), await broken()]).toEqual(['network', 'offline'])
  await listen(saying('200 OK', [HTML], PAGE))
  expect(await broken()).toBe('offline')
})

test('a reply without end is given up before it fills the memory', async () => {
  const block = 'x'.repeat(1 << 20)
  const endless = await peer(socket => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n')
    const more = () => {
      while (!socket.destroyed && socket.write(block)) {}
    }
    socket.on('drain', more)
    more()
  })
  expect((await troubleOf(freshClient().exchange(() => asking(endless.url)))).code).toBe('network')
})
