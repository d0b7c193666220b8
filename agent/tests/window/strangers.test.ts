import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openCoreNow } from '../../src/window/core-now.ts'
import { type Door, openDoor } from '../../src/window/door/door.ts'
import { isForeign } from '../../src/window/door/peer.ts'
import { openOpener } from '../../src/window/open-window.ts'
import { announce, askToShow } from '../../src/window/shown.ts'
import { openSignIn } from '../../src/window/sign-in.ts'
import { start } from '../processes.ts'

setDefaultTimeout(60_000)

const NOBODY = 65534
const AS_USER = fileURLToPath(new URL('./as-user.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'agent-strangers-'))
const opened: Door[] = []
const count = { shows: 0, quits: 0, alarms: 0 }
let door: Door
let secret: string
/** One that was answered and stays, and one that never says all that it announced. */
let silent: Promise<string>[]

function doorTo(page: string): Door {
  const inside = {
    ...{ coreNow: openCoreNow(), signIn: openSignIn(), settingsFault: () => null },
    ...{ isAtWork: () => false, restart: () => undefined },
  }
  const one = (of: keyof typeof count) => () => {
    count[of] += 1
  }
  const told = { onShow: one('shows'), onGuesses: one('alarms') }
  const it = openDoor({ ...inside, quit: one('quits') }, { folder: page, ...told, idleSeconds: 1 })
  opened.push(it)
  return it
}

const ticketOf = (url: string) => new URL(url).hash.slice(1)
const redeem = (at: Door) =>
  fetch(`${at.origin}/secret`, { method: 'POST', body: ticketOf(at.address()) })

beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<title>The window</title>')
  door = doorTo(folder)
  const host = hostIs(new URL(door.origin).host)
  silent = [
    say(`GET / HTTP/1.1\r\n${host}\r\n`),
    say(`POST /secret HTTP/1.1\r\n${host}Content-Length: 50\r\n\r\nabc`),
  ]
  secret = await (await redeem(door)).text()
})
afterAll(async () => {
  for (const it of opened) await it.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Says this on a line of its own, and answers with all that is heard until it is hung up. */
function say(text: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(door.origin).port) })
  let heard = ''
  socket.on('data', data => {
    heard += data.toString()
  })
  socket.on('error', () => undefined)
  socket.on('close', () => resolve(heard))
  socket.write(text)
  return promise
}

const ask = (host: string, more = '') =>
  say(
    `POST /trpc/quit HTTP/1.1\r\n${host}X-Window-Secret: ${secret}\r\n` +
      `${more || 'Content-Length: 0\r\n'}Connection: close\r\n\r\n`,
  )

const hostIs = (host: string) => `Host: ${host}\r\n`

test('a name that leads here from elsewhere is told nothing, even with the secret', async () => {
  const { host, port } = new URL(door.origin)
  const names = ['evil.example', `evil.example:${port}`, `localhost:${port}`, `127.0.0.2:${port}`]
  for (const head of [...names.map(hostIs), hostIs(host) + hostIs('evil.example')]) {
    const [top = '', body] = (await ask(head)).split('\r\n\r\n')
    expect([top.slice(0, 12), body]).toEqual(['HTTP/1.1 421', ''])
  }
  expect(await ask('')).toMatch(/^HTTP\/1\.1 4/)
  expect(count.quits).toBe(0)
})

test('what could be read in two ways is not read at all', async () => {
  const host = hostIs(new URL(door.origin).host)
  const twice = [
    'Content-Length: 0\r\nTransfer-Encoding: chunked\r\n',
    'Content-Length: 0\r\nContent-Length: 9\r\n',
    'Transfer-Encoding: xchunked\r\n',
  ]
  for (const more of twice) expect(await ask(host, more)).toStartWith('HTTP/1.1 400')
  expect(count.quits).toBe(0)
})

test('methods that nobody needs, and bodies without end, are refused unread', async () => {
  const headers = { 'x-window-secret': secret }
  const status = async (path: string, how: RequestInit) =>
    (await fetch(`${door.origin}${path}`, { headers, ...how })).status
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    expect([await status('/trpc/quit', { method }), await status('/', { method })]).toEqual([
      405, 405,
    ])
  }
  expect(await status('/secret', { method: 'GET' })).toBe(405)
  expect(await status('/file', { method: 'POST', body: 'a' })).toBe(405)
  const body = 'x'.repeat(2_000_000)
  expect(await status('/trpc/quit', { method: 'POST', body })).toBe(413)
  expect(await status('/secret', { method: 'POST', body })).toBe(413)
  // Chunked, so that it says nothing of its length.
  const stream = () => new Blob([body]).stream()
  expect(await status('/secret', { method: 'POST', body: stream() })).toBe(413)
  expect(await status('/show', { method: 'POST', body: stream() })).toBe(413)
  expect(count.quits).toBe(0)
})

test("another page's request is refused, however it is disguised, and may lead here", async () => {
  const as = async (site: string, mode: string) => {
    const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'x-window-secret': secret }
    return (await fetch(door.origin, { headers })).status
  }
  expect([await as('cross-site', 'no-cors'), await as('same-site', 'cors')]).toEqual([403, 403])
  expect([await as('cross-site', 'navigate'), await as('none', 'navigate')]).toEqual([200, 200])
})

test('the secret of an earlier start opens nothing', async () => {
  const later = doorTo(folder)
  const version = (at: Door) =>
    fetch(`${at.origin}/trpc/version`, { headers: { 'x-window-secret': secret } })
  expect([(await version(door)).status, (await version(later)).status]).toEqual([200, 401])
  // Somebody who goes on trying is told of, once, and keeps nobody else out.
  const tries = await Promise.all(Array.from({ length: 30 }, () => version(later)))
  expect(tries.map(it => it.status)).toContain(429)
  expect(count.alarms).toBe(1)
  expect((await redeem(later)).status).toBe(200)
})

/** As Linux writes them; 8787 is 2253 and 40000 is 9C40. */
const row = (ends: string, uid: number, inode = 77) =>
  `   3: ${ends} 01 00000000:00000000 00:00000000 00000000 ${uid}        0 ${inode} 1 0 100 0`
const OURS = '0100007F:2253 0100007F:9C40'
const THEIRS = '0100007F:9C40 0100007F:2253'
const MAPPED = '0000000000000000FFFF00000100007F:9C40 0000000000000000FFFF00000100007F:2253'

test('another user of this machine is told nothing, not even with the secret', async () => {
  const own = userInfo().uid
  const line = (address = '127.0.0.1') => ({
    from: { address, port: 40000 },
    to: { address: '127.0.0.1', port: 8787 },
  })
  const judged = (...rows: string[]) => isForeign(line(), () => rows.join('\n'))
  expect(judged(row(OURS, own), row(THEIRS, own))).toBe(false)
  expect(judged(row(OURS, own), row(THEIRS, own + 1))).toBe(true)
  expect(judged(row(OURS, own), row(MAPPED, own + 1))).toBe(true)
  expect(judged(row(OURS, own), row(THEIRS, 0))).toBe(false)
  // It hung up; or was never there.
  expect(judged(row(OURS, own), row(THEIRS, 0, 0))).toBe(true)
  expect(judged(row(OURS, own))).toBe(true)
  // A system that does not tell: the secret alone decides.
  expect(judged()).toBeNull()
  expect(isForeign(line('::ffff:127.0.0.1'), () => row(OURS, own))).toBe(true)

  // Becoming somebody else is for the superuser; everybody else asks as themselves.
  const uid = own === 0 ? NOBODY : own
  const told = own === 0 ? { status: 403, text: '' } : { status: 200, text: expect.any(String) }
  const as = async (path: string, ...more: string[]) => {
    const program = start([AS_USER, String(uid), `${door.origin}${path}`, ...more], {})
    await program.exited
    return JSON.parse(program.lines.join('\n')) as { status: number; text: string }
  }
  const ticket = ticketOf(door.address())
  const [page, version, entered] = await Promise.all([
    as('/'),
    as('/trpc/version', '', secret),
    as('/secret', ticket),
  ])
  expect([page, version, entered]).toEqual([told, told, told])
  // The ticket of the rightful page is as good as before.
  const again = await fetch(`${door.origin}/secret`, { method: 'POST', body: ticket })
  expect(again.status).toBe(own === 0 ? 200 : 401)
})

test('the address with the ticket is handed over in a file that only we can read', async () => {
  const [place, elsewhere] = [join(folder, 'leaves'), join(folder, 'not/a/folder')]
  mkdirSync(place)
  writeFileSync(join(folder, 'not'), '')
  const old = join(place, `open-${'a'.repeat(43)}.html`)
  writeFileSync(old, '')
  const shown: string[] = []
  const opener = openOpener([elsewhere, place], path => shown.push(path))
  expect(existsSync(old)).toBe(false)
  const url = door.address()
  opener.open(url)
  const [path = ''] = shown
  expect(path).not.toContain(ticketOf(url))
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readFileSync(path, 'utf8')).toContain(`location.replace("${url}")`)
  opener.tidy()
  expect(readdirSync(place)).toEqual([])
})

test('a second start is not fooled by whoever listens where the first one did', async () => {
  const home = join(folder, 'home')
  const first = announce(home, door)
  expect([await askToShow(home), count.shows]).toEqual([true, 1])
  let heard = ''
  const impostor = Bun.serve({
    ...{ hostname: '127.0.0.1', port: 0 },
    fetch: async request => {
      heard += await request.text()
      return new Response(heard)
    },
  })
  const second = announce(home, { origin: impostor.url.origin, word: door.word })
  expect(await askToShow(home)).toBe(false)
  expect(heard).not.toBe('')
  expect(heard).not.toContain(door.word)
  await impostor.stop(true)
  second.close()
  first.close()
  const guess = await fetch(`${door.origin}/show`, { method: 'POST', body: door.word })
  expect([guess.status, count.shows]).toEqual([401, 1])
})

test('who says no more, or not all of it, is hung up on', async () => {
  const [stayed = '', half] = await Promise.all(silent)
  expect([stayed.slice(0, 12), half]).toEqual(['HTTP/1.1 200', ''])
})
