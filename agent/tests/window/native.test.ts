import { afterAll, beforeAll, expect, test } from 'bun:test'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '../processes.ts'
import { coreBelow, endAllIn, isAlive, openPageSocket, until, untilSome } from './page-socket.ts'

interface Told {
  port: number
  token: string
  connectToken: string
  pid: number
  folder: string
  env: Record<string, string>
}

let dir: string
let binary: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'agent-native-'))
  mkdirSync(join(dir, 'home'))
  await Bun.write(join(dir, 'home/config.json'), JSON.stringify({ watch_dir: join(dir, 'watch') }))
  // One file that takes the runtime's place, as a person names it in NEUTRALINO_BIN.
  binary = join(dir, 'neutralino')
  const standIn = join(import.meta.dir, 'stand-in-runtime.ts')
  await Bun.write(
    binary,
    `#!/bin/sh\nexec '${process.execPath}' '${standIn}' ${process.pid} "$@"\n`,
  )
  chmodSync(binary, 0o755)
})

afterAll(async () => {
  await endAllIn(dir)
  rmSync(dir, { recursive: true, force: true })
})

const content = (args: string[], env: Record<string, string> = {}) =>
  start(['agent/src/cli.ts', '--json', ...args], {
    ...{ HOME: dir, CONTENT_CREATION_HOME: join(dir, 'home'), BACKEND_API_URL: NOBODY },
    ...{ NEUTRALINO_BIN: binary, DISPLAY: ':none' },
    ...env,
  })
const NOBODY = 'http://127.0.0.1:9'

const told = () => JSON.parse(readFileSync(join(dir, 'runtime.json'), 'utf8')) as Told
const coreOrigin = () => {
  const path = join(dir, 'home/window.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')).origin as string) : null
}

const openPage = () => openPageSocket(told())
const corePid = () => untilSome(() => coreBelow(told().pid), 'a core below the window')

const secretFor = async (address: unknown) => {
  const url = new URL(String(address))
  const answer = await fetch(`${url.origin}/secret`, { method: 'POST', body: url.hash.slice(1) })
  return answer.ok ? answer.text() : null
}

async function openWindow(...args: string[]): Promise<void> {
  rmSync(join(dir, 'runtime.json'), { force: true })
  const gui = content(['gui', ...args])
  expect(await gui.exited).toBe(0)
  expect(JSON.parse(gui.lines.at(-1) ?? '')).toMatchObject({ url: null })
}

test('a native window lets its page in over its own socket, and ends when it is quit', async () => {
  await openWindow()
  const { folder, env } = told()
  expect(folder).toMatch(/window(.dist)?.runtime$/)
  expect(env.CONTENT_CORE).toBe(process.execPath)
  const page = await openPage()
  await page.tell('pageReady')
  const { address } = await page.event('core')
  const secret = await secretFor(address)
  expect(secret?.length).toBeGreaterThan(40)
  // Once: whoever else heard it comes too late.
  expect(await secretFor(address)).toBeNull()
  const { headers } = await fetch(new URL(String(address)).origin)
  expect(headers.get('content-security-policy')).toContain(`ws://127.0.0.1:${told().port}`)
  const core = await corePid()
  for (const pid of [core, told().pid]) {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    expect(line).not.toContain(told().token)
    expect(line).not.toContain(new URL(String(address)).hash.slice(1))
  }
  await page.tell('pageShown')
  await page.event('asked', ({ method }) => method === 'window.show')
  const refused = await page.ask('os.execCommand', { command: 'id' })
  expect(refused).toMatchObject({ error: { code: 'NE_RT_NATPRME' } })
  const ask = (procedure: string, body: string) =>
    fetch(`${coreOrigin()}/trpc/${procedure}`, {
      ...{ method: 'POST', body },
      headers: { 'content-type': 'application/json', 'x-window-secret': secret ?? '' },
    })
  await ask('startsAtLogin.change', 'true')
  const entry = join(dir, '.config/autostart/app.contentcreation.agent.desktop')
  expect(readFileSync(entry, 'utf8')).toMatch(/^Exec="[^"]+" "[^"]+content\.js" "gui" "--hidden"$/m)
  await ask('startsAtLogin.change', 'false')
  expect(existsSync(entry)).toBe(false)
  // It may be gone before it has answered.
  await ask('quit', '').catch(() => undefined)
  await until(() => !isAlive(told().pid) && !isAlive(core))
  expect(coreOrigin()).toBeNull()
})

test('a hidden start is shown by a second one, and neither crash ends it', async () => {
  await openWindow('--hidden')
  const page = await openPage()
  await page.tell('pageReady')
  await page.tell('pageShown')
  const second = content(['gui'])
  expect(await second.exited).toBe(0)
  await page.event('asked', ({ method }) => method === 'window.focus')
  // The core is killed: the same window gets the address of the next one.
  const before = await corePid()
  const { address } = await page.event('core')
  process.kill(before, 'SIGKILL')
  const next = await page.event('core', it => portOf(it.address) !== portOf(address))
  expect(await secretFor(next.address)).not.toBeNull()
  expect(await corePid()).not.toBe(before)
  // The window is killed: its core ends, and another window comes.
  const [window, core] = [told().pid, await corePid()]
  process.kill(window, 'SIGKILL')
  await until(() => !isAlive(core))
  await until(() => told().pid !== window && coreOrigin() !== null)
  expect(told().env).toMatchObject({ CONTENT_WINDOW_AGAIN: '1' })
  // The window had been shown, though not by the core that saw it end.
  expect(told().env.CONTENT_WINDOW_HIDDEN).toBeUndefined()
  // Once more so soon: it would crash for ever.
  const last = await corePid()
  process.kill(told().pid, 'SIGKILL')
  await until(() => !isAlive(last))
  expect(coreOrigin()).toBeNull()
})

const portOf = (address: unknown) => new URL(String(address)).port

test('a key in the environment is kept from the window: a browser opens', async () => {
  rmSync(join(dir, 'runtime.json'), { force: true })
  const gui = content(['gui'], { CONTENT_CREATION_API_KEY: 'cc_canary', PATH: '/nonexistent' })
  const line = await gui.line(it => it.includes('"url"'))
  expect(JSON.parse(line).url).toStartWith('http://127.0.0.1:')
  expect(existsSync(join(dir, 'runtime.json'))).toBe(false)
})
