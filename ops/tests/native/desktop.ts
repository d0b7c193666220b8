import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Subprocess } from 'bun'

const NEEDED = ['Xvfb', 'openbox', 'dbus-daemon', 'xdotool', 'wmctrl', 'gdbus', 'import']

/** A session bus that starts no service of this machine. */
const BUS = `<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=DIR</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

/** A desktop of its own, without a screen: windows, a session bus, and nobody's settings. */
export interface Desktop {
  env: Record<string, string>
  /** Runs a program on it and returns what it prints. */
  run(...command: string[]): Promise<string>
  /** Whether a window of this title can be seen. */
  sees(title: string): Promise<boolean>
  /** For who wants to look. */
  picture(name: string): Promise<void>
  /** What the system's dialogs and notices were asked for. */
  asked(): string
  close(): Promise<void>
}

/** `chosen` is what its folder dialog answers, because nobody sits before it. */
export async function openDesktop(dir: string, chosen: string): Promise<Desktop> {
  const missing = NEEDED.filter(name => !Bun.which(name))
  if (missing.length > 0) throw new Error(`The real window needs ${missing.join(', ')}.`)
  const children: Subprocess[] = []
  const bin = join(dir, 'bin')
  const log = join(dir, 'asked.log')
  mkdirSync(bin, { recursive: true })
  writeFileSync(log, '')
  writeFileSync(join(bin, 'zenity'), `#!/bin/sh\necho "$*" >> '${log}'\necho '${chosen}'\n`)
  chmodSync(join(bin, 'zenity'), 0o755)
  const base = { PATH: `${bin}:${process.env.PATH}`, HOME: dir, LANG: 'C.UTF-8' }
  const begin = (command: string[], env: Record<string, string>) => {
    const child = Bun.spawn(command, { env, stdin: 'ignore', stdout: 'pipe', stderr: 'ignore' })
    children.push(child)
    return child
  }
  const screen = ['-screen', '0', '1280x900x24', '-nolisten', 'tcp']
  const xvfb = begin(['Xvfb', '-displayfd', '1', ...screen], base)
  const display = `:${await firstLine(xvfb.stdout)}`
  const config = join(dir, 'bus.conf')
  writeFileSync(config, BUS.replace('DIR', dir))
  const bus = begin(['dbus-daemon', `--config-file=${config}`, '--nofork', '--print-address'], base)
  const address = await firstLine(bus.stdout)
  const env = {
    ...{ ...base, DISPLAY: display, DBUS_SESSION_BUS_ADDRESS: address, GDK_BACKEND: 'x11' },
    XDG_DATA_HOME: join(dir, 'data'),
  }
  begin(['openbox'], env)
  const run = (...command: string[]) => {
    const child = Bun.spawn(command, { env, stdin: 'ignore', stdout: 'pipe', stderr: 'ignore' })
    return new Response(child.stdout).text()
  }
  return {
    env,
    run,
    sees: async title =>
      (await run('xdotool', 'search', '--onlyvisible', '--name', `^${title}$`)).trim() !== '',
    async picture(name) {
      const folder = process.env.SCREENSHOTS
      if (!folder) return
      mkdirSync(folder, { recursive: true })
      await run('import', '-window', 'root', join(folder, `native-${name}.png`))
    },
    asked: () => readFileSync(log, 'utf8'),
    async close() {
      for (const child of children.toReversed()) {
        child.kill('SIGKILL')
        await child.exited
      }
    },
  }
}

async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader()
  let text = ''
  while (!text.includes('\n')) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`It ended before it was ready: ${text}`)
    text += new TextDecoder().decode(value)
  }
  reader.releaseLock()
  return text.split('\n')[0] ?? ''
}
