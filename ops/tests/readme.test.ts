import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { z } from 'zod'
import { SETTINGS } from '../../api/src/config.ts'
import { runProgram } from '../run-program.ts'

const ROOT = join(import.meta.dir, '../..')
const README = await Bun.file(join(ROOT, 'README.md')).text()
const PACKAGE = z
  .object({ packageManager: z.string(), scripts: z.record(z.string(), z.string()) })
  .parse(await Bun.file(join(ROOT, 'package.json')).json())

/** Every line of every block of commands in the README. */
const commands = [...README.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
)

async function run(command: string[]): Promise<{ code: number; text: string }> {
  const { code, out, err } = await runProgram(command, { cwd: ROOT })
  return { code, text: out + err }
}

test('each command is a script that there is, run by the Bun that is pinned', () => {
  const scripts = commands.flatMap(it => /^npx -y (\S+) run (\S+)/.exec(it)?.slice(1) ?? [])
  expect(scripts).toEqual([PACKAGE.packageManager, 'start', PACKAGE.packageManager, 'test'])
  expect(Object.keys(PACKAGE.scripts)).toEqual(expect.arrayContaining(['start', 'test', 'check']))
})

test('start and test explain each option that the README names', async () => {
  const helps = await Promise.all(
    ['ops/start.ts', 'ops/test.ts'].map(file => run([process.execPath, file, '--help'])),
  )
  expect(helps.map(({ code }) => code)).toEqual([0, 0])
  const text = helps.map(help => help.text).join()
  const options = [...README.matchAll(/`(--[a-z]+)/g)].map(([, option = '']) => option)
  expect(options).toContain('--once')
  for (const option of options) expect(text).toContain(option)
})

test('each script that the README names between words explains itself', async () => {
  const named = [...README.matchAll(/`bun run ([a-z:]+)[^`]*`/g)].map(([, name = '']) => name)
  expect(named).toEqual(expect.arrayContaining(['check', 'dev', 'soak', 'bench', 'build', 'serve']))
  for (const name of new Set(named)) {
    const script = PACKAGE.scripts[name] ?? ''
    const [, path] = /bun (ops\/\S+\.ts)/.exec(script) ?? []
    // What only builds or serves has nothing to explain; that it is there is enough.
    if (!path) expect(script).toMatch(/build|serve/)
    else expect(await run([process.execPath, path, '--help'])).toMatchObject({ code: 0 })
  }
}, 60_000)

test('test lists the layers that it runs', async () => {
  const { code, text } = await run([process.execPath, 'ops/test.ts', '--list'])
  expect(code).toBe(0)
  expect(text).toContain('end-to-end')
})

test.each([
  ['test.ts', ['--only', 'moon']],
  ['checks/main.ts', ['--moon']],
  ['bench/main.ts', ['--moon']],
  ['services.ts', ['moon']],
  ['start.ts', ['--moon']],
  ['soak/main.ts', ['--moon']],
])('%s says in one sentence what it cannot make of its command line', async (script, args) => {
  const { code, text } = await run([process.execPath, `ops/${script}`, ...args])
  expect(code).toBe(2)
  expect(text.split('\n').slice(0, 2)).toEqual([expect.stringContaining('moon'), ''])
})

test("the agent's command shows its help", async () => {
  const [, path = ''] = /`bun (agent\/\S+\.ts)` is the same as `content`/.exec(README) ?? []
  const { code, text } = await run([process.execPath, path, '--help'])
  expect(code).toBe(0)
  const named = [...README.matchAll(/`content ([a-z]+)/g)].map(([, name = '']) => name)
  expect(named).toContain('publish')
  for (const command of named) expect(text).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
})

test('what runs after a push is the very test command of the README', async () => {
  const script = await Bun.file(join(ROOT, '.ci/run')).text()
  const lines = script.split('\n').filter(it => it && !/^(#|set |cd )/.test(it))
  expect(lines).toEqual([`exec ${commands.find(it => it.endsWith(' run test'))}`])
})

test('each setting that the README names is read somewhere', async () => {
  const [table = ''] = README.match(/\| what \| embedded[\s\S]*?\n\n/) ?? []
  const names = [...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name = '']) => name)
  const settings = names.filter(name => name !== 'PATH' && !name.startsWith('_'))
  const agent = await Bun.file(join(ROOT, 'agent/src/config.ts')).text()
  expect(settings).toContain('DATABASE_URL')
  const unread = settings.filter(name => !SETTINGS.includes(name) && !agent.includes(name))
  expect(unread).toEqual([])
})

test('each word of the table is a word of the product', async () => {
  const [, table = ''] = /\| word \| means \|\n([\s\S]*)$/.exec(README) ?? []
  const words = [...table.matchAll(/^\| ([a-z]+) \|/gm)].map(([, word = '']) => word)
  expect(words).toContain('publication')
  const homes = [
    'db/tables.ts',
    'api/contract/publication/publication.ts',
    'api/contract/publication/metadata.ts',
    'api/contract/connection.ts',
    'agent/src/status/status.ts',
    'api/src/context.ts',
    'ops/sandbox/index.ts',
  ]
  const texts = await Promise.all(homes.map(path => Bun.file(join(ROOT, path)).text()))
  const ours = texts.join('\n').toLowerCase()
  expect(words.filter(word => !ours.includes(word))).toEqual([])
})
