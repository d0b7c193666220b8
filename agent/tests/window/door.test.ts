import { afterAll, beforeAll, expect, test } from 'bun:test'
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
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { meaningOf } from '../../src/watch/ignore.ts'
import { type Program, start } from '../processes.ts'

const GUESSES = 1000

let dir: string
let watchDir: string
/** What an agent that died left behind. */
let half: string
let gui: Program
let address: URL
let secret: string

const settingsIn = () => JSON.parse(readFileSync(join(dir, 'home/config.json'), 'utf8'))
const json = (line: string) => JSON.parse(line) as { url: string | null }
const command = (...args: string[]) =>
  start(['agent/src/cli.ts', '--json', ...args], {
    ...{ HOME: dir, CONTENT_CREATION_HOME: join(dir, 'home') },
    // Nobody answers there.
    BACKEND_API_URL: 'http://127.0.0.1:9',
  })

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'agent-window-'))
  watchDir = join(dir, 'watch')
  mkdirSync(join(dir, 'home'))
  writeFileSync(join(dir, 'home/config.json'), JSON.stringify({ watch_dir: watchDir }))
  half = join(watchDir, `.dropped-${crypto.randomUUID()}`)
  mkdirSync(watchDir)
  writeFileSync(half, 'half of it')
  gui = command('gui', '--no-open')
  address = new URL(json(await gui.line(line => line.includes('"url"'))).url ?? '')
  secret = await (await redeem(address.hash.slice(1))).text()
}, 60_000)

afterAll(async () => {
  await gui?.kill()
  rmSync(dir, { recursive: true, force: true })
})

const redeem = (ticket: string) =>
  fetch(`${address.origin}/secret`, { method: 'POST', body: ticket })
const pauseEverything = (headers: Record<string, string>) =>
  fetch(`${address.origin}/trpc/wish`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      sha256: null,
      connectionId: null,
      wish: { kind: 'pause', until: null },
    }),
  })
const withSecret = () => ({ 'x-window-secret': secret })

test('the address lets one page in, once', async () => {
  expect(secret.length).toBeGreaterThan(40)
  const again = await redeem(address.hash.slice(1))
  expect([again.status, await again.text()]).toEqual([401, ''])
})

test('a page of another origin is told nothing, even with the secret', async () => {
  for (const origin of ['https://evil.example', 'null', `http://localhost:${address.port}`]) {
    const answer = await pauseEverything({ ...withSecret(), origin })
    expect([answer.status, await answer.text()]).toEqual([403, ''])
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  }
  expect(await readPause()).toBeNull()
})

test('who has no secret, an old one or guesses a thousand is told nothing', async () => {
  const guesses = ['', secret.slice(0, -1), `${secret}a`, secret.toLowerCase()]
  const random = Array.from({ length: GUESSES }, () => Bun.randomUUIDv7() + secret.slice(36))
  for (const guess of [...guesses, ...random]) {
    const answer = await pauseEverything({ 'x-window-secret': guess })
    const said = await answer.text()
    if (!/^4(01|29)$/.test(`${answer.status}${said}`)) throw new Error(`${answer.status} ${said}`)
  }
  expect((await pauseEverything({})).status).toBe(429)
  const file = await fetch(`${address.origin}/file?name=a.mp4`, { method: 'PUT', body: 'bytes' })
  expect(file.status).toBe(429)
  expect(await readPause()).toBeNull()
  // All that keeps nobody out who has the secret.
  expect((await fetch(`${address.origin}/trpc/version`, { headers: withSecret() })).status).toBe(
    200,
  )
})

test('nothing beside the page can be read, and the page may speak to nobody else', async () => {
  const page = await fetch(address.origin)
  expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'")
  for (const path of ['/../package.json', '/..%2fpackage.json', '/%2e%2e/tsconfig.json', '/%00']) {
    const answer = await fetch(`${address.origin}${path}`)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await answer.text()).not.toContain('{')
  }
})

test('a dropped file lands whole under its own name, beside one that has it already', async () => {
  const put = (name: string, body: string) => {
    const url = `${address.origin}/file?name=${encodeURIComponent(name)}`
    return fetch(url, { method: 'PUT', body, headers: withSecret() })
  }
  const outside = await put('../../holiday.mp4', 'one')
  expect([outside.status, await outside.text()]).toEqual([201, ''])
  expect((await put('holiday.mp4', 'two')).status).toBe(201)
  expect(readFileSync(join(watchDir, 'holiday (2).mp4'), 'utf8')).toBe('two')
  const refused = await put('notes.txt', 'shopping list')
  expect([refused.status, await refused.text()]).toEqual([415, expect.stringContaining('.mp4')])
  expect((await put('empty.mp4', '')).status).toBe(400)
  expect(readdirSync(watchDir).toSorted()).toEqual(['holiday (2).mp4', 'holiday.mp4'])
})

test('a file that is still being taken is nobody’s news, half of one is forgotten', async () => {
  expect(existsSync(half)).toBe(false)
  const { promise: answered, resolve } = Promise.withResolvers<string>()
  const socket = await Bun.connect({
    ...{ hostname: address.hostname, port: Number(address.port) },
    socket: { data: (_, bytes) => resolve(bytes.toString()) },
  })
  const head = ['PUT /file?name=slow.mp4 HTTP/1.1', `Host: ${address.host}`, 'Content-Length: 4']
  socket.write(`${[...head, `x-window-secret: ${secret}`].join('\r\n')}\r\n\r\nab`)
  const partial = await new Promise<string>(found => {
    const look = () => {
      const name = readdirSync(watchDir).find(it => it.startsWith('.'))
      if (name) found(name)
      else setTimeout(look, 20)
    }
    look()
  })
  expect(meaningOf(partial)).toBe('litter')
  socket.write('cd')
  expect(await answered).toStartWith('HTTP/1.1 201')
  socket.end()
  expect(readFileSync(join(watchDir, 'slow.mp4'), 'utf8')).toBe('abcd')
})

test('a changed setting is in force at once, and a wrong one is refused', async () => {
  const change = (body: object) =>
    fetch(`${address.origin}/trpc/settings.change`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...withSecret() },
      body: JSON.stringify(body),
    })
  const other = join(dir, 'elsewhere')
  expect((await change({ watchDir: other, showsNotices: true })).status).toBe(200)
  expect(settingsIn()).toMatchObject({ watch_dir: other, desktop_notices: true })
  // The agent takes it over by itself: it makes the folder that it is to watch.
  while (!existsSync(other)) await Bun.sleep(50)
  const wrong = await change({ uploadLimitHours: 'at night' })
  expect(wrong.status).toBe(400)
  expect(await wrong.text()).toContain('upload_limit_hours')
  expect(settingsIn()).not.toHaveProperty('upload_limit_hours')
})

test('a second start shows the window of the first, and leaves', async () => {
  const shown = gui.line(line => line.includes('"url"') && !line.includes(address.hash))
  const second = command('gui', '--no-open')
  expect(await second.exited).toBe(0)
  expect(second.lines.map(json)).toEqual([{ url: null }])
  const next = new URL(json(await shown).url ?? '')
  expect(next.origin).toBe(address.origin)
  expect((await redeem(next.hash.slice(1))).status).toBe(200)
  expect(statSync(join(dir, 'home/window.json')).mode & 0o777).toBe(0o600)
})

async function readPause(): Promise<unknown> {
  const status = command('status')
  await status.exited
  return (JSON.parse(status.lines.join('\n')) as { pause: unknown }).pause
}
