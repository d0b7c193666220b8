import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packAgent } from '../package/npm.ts'
import { mustRun } from './run-program.ts'

const dir = mkdtempSync(join(tmpdir(), 'agent-package-'))
const unpacked = join(dir, 'package')
const program = join(unpacked, 'bin/content.mjs')
const modules = join(unpacked, 'node_modules')
let manifest: { dependencies: Record<string, string> }

beforeAll(async () => {
  const path = await packAgent(join(dir, 'out'))
  await mustRun(['tar', '-xzf', path, '-C', dir])
  manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'))
  // What npm would install, from here instead of from the registry.
  for (const name of Object.keys(manifest.dependencies).filter(it => it !== 'bun')) {
    const target = join(modules, name)
    mkdirSync(dirname(target), { recursive: true })
    symlinkSync(join(import.meta.dir, '../node_modules', name), target)
  }
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** The npm package "bun" as npm leaves it: after its own script, or without having run it. */
function installBun(hasRunScripts: boolean): void {
  rmSync(join(modules, 'bun'), { recursive: true, force: true })
  rmSync(join(modules, '@oven'), { recursive: true, force: true })
  const [bin, chosen] = [join(modules, 'bun/bin'), join(modules, '@oven/bun-here')]
  mkdirSync(bin, { recursive: true })
  const optionalDependencies = { '@oven/bun-elsewhere': '1.0.0', '@oven/bun-here': '1.0.0' }
  writeFileSync(join(modules, 'bun/package.json'), JSON.stringify({ optionalDependencies }))
  if (hasRunScripts) {
    symlinkSync(process.execPath, join(bin, 'bun.exe'))
    return
  }
  writeFileSync(join(bin, 'bun.exe'), 'The script of this package was not run.', { mode: 0o755 })
  mkdirSync(join(chosen, 'bin'), { recursive: true })
  writeFileSync(join(chosen, 'package.json'), '{}')
  symlinkSync(process.execPath, join(chosen, 'bin/bun'))
}

function content(...args: string[]) {
  const env = { HOME: dir, PATH: '/usr/bin:/bin', CONTENT_CREATION_HOME: join(dir, 'home') }
  const stdio = { stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' } as const
  return Bun.spawn([Bun.which('node') ?? 'node', program, ...args], { cwd: dir, env, ...stdio })
}

async function run(...args: string[]) {
  const child = content(...args)
  const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()])
  return { code: await child.exited, out, err }
}

test('what is packed runs on Node, wherever npm has put Bun', async () => {
  for (const hasRunScripts of [true, false]) {
    installBun(hasRunScripts)
    expect(await run('--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('content login'),
    })
  }
  expect(await run('--version')).toMatchObject({ code: 0, out: '0.1.0\n' })
  const { code, out } = await run('status', '--json')
  expect({ code, videos: JSON.parse(out).videos }).toEqual({ code: 0, videos: [] })
  expect((await run('dance')).code).toBe(2)
})

test('a signal reaches the program, which ends as it would by itself', async () => {
  installBun(true)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // It ends with this test, however that ends.
    await using watching = content('watch')
    const reader = watching.stdout.getReader()
    const decoder = new TextDecoder()
    let said = ''
    while (!said.includes('Watching')) {
      const { value, done } = await reader.read()
      if (done) throw new Error(`It ended after: ${said}`)
      said += decoder.decode(value)
    }
    watching.kill(signal)
    expect(await watching.exited).toBe(0)
    reader.releaseLock()
  }
})

test('where npm left Bun out, it says how to mend that', async () => {
  rmSync(join(modules, 'bun'), { recursive: true, force: true })
  const { code, err } = await run('--help')
  expect(code).toBe(1)
  expect(err).toContain('--omit=optional')
})

test('nothing of the server is inside, and each package is one version', async () => {
  const listed = await mustRun(['tar', '-tzf', join(dir, 'out', 'content-agent-0.1.0.tgz')])
  const names = new TextDecoder().decode(listed.stdout).trim().split('\n')
  // How a page is cut into pieces is its builder's matter.
  const kinds = new Set(names.map(name => name.replace(/assets\/.*/, 'assets/*')))
  expect([...kinds].sort()).toEqual([
    'package/LICENSE',
    'package/README.md',
    'package/THIRD-PARTY.txt',
    'package/bin/content.mjs',
    'package/dist/content.js',
    'package/dist/window/assets/*',
    'package/dist/window/icon.png',
    'package/dist/window/index.html',
    'package/dist/window/runtime/resources.neu',
    'package/dist/window/start.html',
    'package/package.json',
  ])
  const text = readFileSync(join(unpacked, 'dist/content.js'), 'utf8')
  const sources = [...text.matchAll(/^\/\/ (\S+\.ts)$/gm)].map(([, path = '']) => path)
  expect(sources.filter(it => /(^|\/)agent\/src\//.test(it) || it.startsWith('src/'))).not.toEqual(
    [],
  )
  expect(sources.filter(it => /(^|\/)(api\/src|db|ops|app)\//.test(it))).toEqual([])
  for (const version of Object.values(manifest.dependencies)) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  }
})
