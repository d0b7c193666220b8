import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  coreBelow,
  endAllIn,
  isAlive,
  openPageSocket,
  until,
  untilSome,
} from '../../agent/tests/window/page-socket.ts'
import { buildWindow } from '../start/build-app.ts'
import { type Desktop, openDesktop } from './native/desktop.ts'
import { trayOf } from './native/tray.ts'

setDefaultTimeout(120_000)

const BINARY = process.env.NEUTRALINO_BIN
const CLI = join(import.meta.dir, '../../agent/src/cli.ts')
const TITLE = 'Content Creation'
const NOBODY = 'http://127.0.0.1:9'

let dir: string

beforeAll(async () => {
  await buildWindow(() => {})
  dir = mkdtempSync(join(tmpdir(), 'native-window-'))
  mkdirSync(join(dir, 'home'))
  await Bun.write(join(dir, 'home/config.json'), JSON.stringify({ watch_dir: join(dir, 'watch') }))
})

afterAll(async () => {
  await endAllIn(dir)
  rmSync(dir, { recursive: true, force: true })
})

const ours = () => ({ CONTENT_CREATION_HOME: join(dir, 'home'), BACKEND_API_URL: NOBODY })
const gui = (env: Record<string, string>) =>
  Bun.spawn([process.execPath, CLI, '--json', 'gui'], {
    ...{ env, stdin: 'ignore', stdout: 'pipe', stderr: 'inherit' },
  })

// A test that is skipped counts as failed, so there is another one where no binary is.
if (!BINARY) {
  test('without a native window the page is for the browser', async () => {
    console.log('no Neutralino binary: NEUTRALINO_BIN is not set')
    // Nothing here opens a page, so its address is printed, for whoever does.
    const child = gui({ ...ours(), HOME: dir, PATH: '/nonexistent', DISPLAY: ':none' })
    const { value } = await child.stdout.getReader().read()
    const { url } = JSON.parse(new TextDecoder().decode(value))
    expect(await (await fetch(url)).text()).toContain(`<title>${TITLE}</title>`)
    child.kill()
    expect(await child.exited).toBe(0)
  })
} else
  describe('the native window', () => {
    let desktop: Desktop
    let window: number
    const chosen = () => join(dir, 'chosen')

    beforeAll(async () => {
      desktop = await openDesktop(dir, chosen())
      // Between the runtime and the core, it notes what the one tells the other.
      await script('core', [
        'read -r hello',
        `printf '%s' "$hello" > '${dir}/hello.json'`,
        'printf \'%s\\n\' "$hello" | "$REAL_CORE" "$@"',
      ])
      await script('neutralino', [
        `export REAL_CORE="$CONTENT_CORE" CONTENT_CORE='${dir}/core'`,
        `echo $$ > '${dir}/window.pid'`,
        `exec '${BINARY}' "$@"`,
      ])
    })

    afterAll(() => desktop?.close())

    const script = async (name: string, lines: string[]) => {
      await Bun.write(join(dir, name), ['#!/bin/sh', ...lines, ''].join('\n'))
      chmodSync(join(dir, name), 0o755)
    }
    const open = async () => {
      const child = gui({ ...desktop.env, ...ours(), NEUTRALINO_BIN: join(dir, 'neutralino') })
      const said = await new Response(child.stdout).text()
      expect(await child.exited).toBe(0)
      return JSON.parse(said) as { pid?: number }
    }
    const noteWindow = () => {
      window = Number(readFileSync(join(dir, 'window.pid'), 'utf8'))
      return window
    }
    const hello = () => JSON.parse(readFileSync(join(dir, 'hello.json'), 'utf8'))
    const page = () => {
      const { nlPort, nlToken, nlConnectToken } = hello()
      return openPageSocket({ port: nlPort, token: nlToken, connectToken: nlConnectToken })
    }
    const core = () => untilSome(() => coreBelow(window), 'a core below the window')
    const isSeen = () => until(() => desktop.sees(TITLE), 'the window')
    const isHidden = () => until(async () => !(await desktop.sees(TITLE)), 'no window')

    test('starts, is let in by its core, and asks the system', async () => {
      const { pid } = await open()
      expect(noteWindow()).toBe(pid as number)
      // It is shown when its page was let in at the core's door, and has told so.
      await isSeen()
      await desktop.picture('welcome')
      expect(await answerTo('/../../../../../../../../etc/passwd')).toStartWith('HTTP/1.1 404')
      const socket = await page()
      const folder = await socket.ask('os.showFolderDialog', { title: 'Which folder?' })
      expect(folder).toMatchObject({ returnValue: chosen() })
      expect(desktop.asked()).toContain('Which folder?')
      const refused = await socket.ask('os.execCommand', { command: 'id' })
      expect(refused).toMatchObject({ error: { code: 'NE_RT_NATPRME' } })
      socket.close()
    })

    test('goes on in the tray when it is closed, and comes back at a second start', async () => {
      await desktop.run('wmctrl', '-c', TITLE)
      await isHidden()
      await until(() => desktop.asked().includes('The agent goes on'), 'the notice')
      const tray = await trayOf(desktop, window)
      expect(await tray.layout()).toContain('Watching your folder')
      await open()
      await isSeen()
      await desktop.run('wmctrl', '-c', TITLE)
      await isHidden()
      await tray.click('Open the window')
      await isSeen()
    })

    test('comes back when either side was killed', async () => {
      const [socket, killed] = [await page(), await core()]
      process.kill(killed, 'SIGKILL')
      // The page goes to the next core's door.
      await socket.event('core')
      await socket.event('appClientConnect')
      expect(await core()).not.toBe(killed)
      const [before, orphan] = [window, await core()]
      process.kill(window, 'SIGKILL')
      await until(() => !isAlive(orphan), 'the end of the core')
      await until(() => noteWindow() !== before, 'another window')
      await isSeen()
    })

    test('ends with its core when it is quit from the tray', async () => {
      const last = await core()
      const tray = await trayOf(desktop, window)
      await tray.click('Quit the agent')
      await until(() => !isAlive(window) && !isAlive(last), 'the end of both')
      expect(existsSync(join(dir, 'home/window.json'))).toBe(false)
    })

    /** What the runtime's own server answers a path that no browser would send. */
    function answerTo(path: string): Promise<string> {
      const { promise, resolve } = Promise.withResolvers<string>()
      const socket = connect({ host: '127.0.0.1', port: Number(hello().nlPort) })
      socket.once('data', data => {
        resolve(data.toString())
        socket.destroy()
      })
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)
      return promise
    }
  })
