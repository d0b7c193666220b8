import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clip } from '../clips.ts'
import { type Agent, startWorld, type World } from '../world.ts'

setDefaultTimeout(120_000)

let world: World
let [seen, shims] = ['', '']

beforeAll(async () => {
  world = await startWorld()
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
  await world.connect('tiktok')
  ;[seen, shims] = [join(world.dir, 'seen'), join(world.dir, 'shims')]
  for (const folder of [seen, shims]) mkdirSync(folder)
  for (const name of ['ffmpeg', 'ffprobe']) shim(name, `exec '${Bun.which(name)}' "$@"`)
  for (const name of ['xdg-open', 'notify-send', 'gsettings']) shim(name, 'true')
})
afterAll(() => world?.close())

/** Writes down all that a program is told, and then does what it is for. */
function shim(name: string, then: string): void {
  const path = join(shims, name)
  const script = `#!/bin/sh\n{ env; printf '%s\\n' "$@"; } > ${seen}/${name}.$$\n${then}\n`
  writeFileSync(path, script)
  chmodSync(path, 0o755)
}

/** Every byte below a folder, with the file that it is in. */
const bytesIn = (folder: string): [string, Buffer][] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(it => it.isFile())
    .map(it => join(it.parentPath, it.name))
    .map(path => [path, readFileSync(path)])

const told = (name: string) => readdirSync(seen).filter(it => it.startsWith(`${name}.`))

function agentWith(env: Record<string, string>, config: Record<string, unknown>): Agent {
  const path = `${shims}:${process.env.PATH}`
  const tools = { FFMPEG_PATH: join(shims, 'ffmpeg'), FFPROBE_PATH: join(shims, 'ffprobe') }
  const more = { PATH: path, TMPDIR: world.dir, OPENAI_API_KEY: OTHER_KEY, ...tools, ...env }
  return world.agent({ env: more, config: { desktop_notices: true, ...config } })
}

const OTHER_KEY = 'sk-canary-of-another-server'
const QUICK = ['--until-done', '--quiet', '0.2', '--sweep', '1']

/** The key as it is, and in the clothes that it might wear. */
const clothes = (key: string) => [
  ...[key, key.slice(3), Buffer.from(key).toString('base64').slice(0, 40)],
  ...[Buffer.from(key).toString('hex'), OTHER_KEY],
]

test('a key is in no file, argument, child, line, report, journal or crash', async () => {
  const [given, plain] = [await world.addDevice('given'), await world.addDevice('plain')]
  const lines: string[] = []
  // One that stood in the config, and one that the environment brings.
  const one = agentWith({ CONTENT_CREATION_API_KEY: '' }, { api_key: plain })
  const two = agentWith({ CONTENT_CREATION_API_KEY: given }, {})
  await clip(join(one.watchDir, 'sea.mp4'), 'canary')
  lines.push((await one.run(['watch', ...QUICK])).text)
  expect((await world.ledger('youtube')).publications).toHaveLength(1)
  lines.push((await one.run(['doctor'])).text)
  const wrong = agentWith({ CONTENT_CREATION_API_KEY: `${given}x` }, {})
  lines.push((await wrong.run(['login', '--key-stdin'], `${plain}\n`)).text)

  const gui = two.start('--json', 'gui')
  const { origin, hash } = new URL(JSON.parse(await gui.line(it => it.includes('"url"'))).url)
  const ticket = hash.slice(1)
  const page = await fetch(`${origin}/secret`, { method: 'POST', body: ticket })
  const headers = { 'x-window-secret': await page.text() }
  const asked = ['report', 'account', 'doctor', 'settings.read', 'signIn.state', 'version']
  for (const path of asked) {
    const answer = await fetch(`${origin}/trpc/${path}`, { headers })
    expect([path, answer.status]).toEqual([path, 200])
    lines.push(await answer.text())
  }
  if (process.platform === 'linux') lines.push(readFileSync(`/proc/${gui.pid}/cmdline`, 'utf8'))
  process.kill(gui.pid, 'SIGSEGV')
  await gui.exited
  lines.push(...gui.lines)

  const children = ['ffmpeg', 'ffprobe', 'xdg-open', 'notify-send']
  expect(children.filter(it => told(it).length === 0)).toEqual([])
  const files = bytesIn(world.dir).filter(([path]) => !path.includes(join(world.dir, 'api')))
  expect(files.map(([path]) => path.split('/').at(-1))).toContain('key.sealed')
  const all: [string, Buffer][] = [...files, ['what was said', Buffer.from(lines.join('\n'))]]
  const hits = [given, plain]
    .flatMap(clothes)
    .flatMap(text => all.filter(([, bytes]) => bytes.includes(text)).map(([path]) => path))
  expect(hits).toEqual([])
  // Nor does a program that others can look at learn the way into the window.
  const open = all.filter(([path]) => path.startsWith(seen))
  expect(open.filter(([, bytes]) => bytes.includes(ticket)).map(([path]) => path)).toEqual([])
})
