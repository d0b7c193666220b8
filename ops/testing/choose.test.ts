import { expect, test } from 'bun:test'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { mustRun } from '../run-program.ts'
import { changedSince } from './changed.ts'
import { Children } from './children.ts'
import { type Chosen, choose } from './choose.ts'
import { environment } from './environment.ts'
import { inTurn } from './in-turn.ts'
import { LAYERS, type LayerName } from './layers.ts'
import { runLayer, timeoutMs } from './run-layer.ts'

const TREE = {
  'api/tests/account.test.ts': '',
  'api/tests/quota.race.test.ts': '',
  'agent/tests/watch/early.test.ts': '',
  'agent/tests/watch/late.test.ts': '',
  'agent/src/watch/early.ts': '',
}

async function inTree<T>(files: Record<string, string>, use: (root: string) => Promise<T>) {
  const root = await mkdtemp(join(tmpdir(), 'content-choose-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await Bun.write(join(root, path), text)
    }
    return await use(root)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

const chosen = (paths: string[], only: string[] = []) =>
  inTree(TREE, async root =>
    Object.fromEntries(choose(root, { only, paths }).map(it => [it.layer.name, it.files])),
  )

test('files that are named run in their layers, and nothing else does', async () => {
  expect(await chosen(['api/tests/quota.race.test.ts', './agent/tests/watch'])).toEqual({
    agent: ['agent/tests/watch/early.test.ts', 'agent/tests/watch/late.test.ts'],
    race: ['api/tests/quota.race.test.ts'],
  })
})

test('without a name everything runs, the checks too', async () => {
  expect(Object.keys(await chosen([]))).toEqual(['check', 'wire', 'agent', 'race'])
  expect(Object.keys(await chosen([], ['race']))).toEqual(['race'])
})

test('what is no test, or in none of the layers asked for, is said', async () => {
  expect(chosen(['agent/src/watch/early.ts'])).rejects.toThrow(
    'no test at agent/src/watch/early.ts',
  )
  expect(chosen(['api/tests/account.test.ts'], ['race'])).rejects.toThrow('There is no test at')
  expect(chosen([], ['rase'])).rejects.toThrow('There is no layer named rase')
})

async function git(root: string, ...args: string[]) {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.test']
  await mustRun(['git', ...who, ...args], { cwd: root })
}

const passing = (name: string, source: string) =>
  `import { test } from 'bun:test'\nimport '${source}'\ntest('${name}', () => {})\n`

test('changed runs the files whose imports reach what changed since main, or is new', async () => {
  const files = {
    'a.test.ts': passing('a', './deep.ts'),
    'b.test.ts': passing('b', './other.ts'),
    'deep.ts': "import './deeper.ts'\n",
    'deeper.ts': 'export {}\n',
    'other.ts': 'export {}\n',
  }
  await inTree(files, async root => {
    await git(root, 'init', '--quiet', '--initial-branch=main')
    await git(root, 'add', '.')
    await git(root, 'commit', '--quiet', '--message=All')
    await git(root, 'switch', '--quiet', '--create', 'work')
    await Bun.write(join(root, 'deeper.ts'), 'export const deeper = 1\n')
    await git(root, 'commit', '--quiet', '--all', '--message=Mine')
    await Bun.write(join(root, 'c.test.ts'), passing('c', './other.ts'))
    const services = Promise.resolve({ env: {}, problems: {} })
    const base = { root, folder: root, children: new Children(), env: process.env, services }
    const run = { ...base, since: await changedSince(root) }
    const names = ['a.test.ts', 'b.test.ts', 'c.test.ts']
    const outcome = await runLayer(run, layerNamed('rules'), names)
    expect(outcome).toMatchObject({ passed: 2, failed: 0 })
    const nothing = await runLayer(run, layerNamed('rules'), ['b.test.ts'])
    expect(nothing).toMatchObject({ passed: 0, failed: 0 })
  })
})

function layerNamed(name: LayerName) {
  const found = LAYERS.find(layer => layer.name === name)
  if (!found) throw new Error(`no ${name}`)
  return found
}

test('watch runs a file again when what it imports changes, until it is stopped', async () => {
  const files = { 'a.test.ts': passing('a', './deep.ts'), 'deep.ts': "console.log('one')\n" }
  await inTree(files, async root => {
    const program = `
      import { Children } from '${join(import.meta.dir, 'children.ts')}'
      import { LAYERS } from '${join(import.meta.dir, 'layers.ts')}'
      import { watchLayer } from '${join(import.meta.dir, 'run-layer.ts')}'
      const children = new Children()
      process.on('SIGTERM', () => void children.stop())
      const layer = LAYERS.find(({ name }) => name === 'race')
      const run = { root: '${root}', folder: '${root}', children, env: process.env }
      const services = Promise.resolve({ env: {}, problems: {} })
      await watchLayer({ ...run, services }, layer, ['a.test.ts'])
      console.log('stopped')`
    const watcher = Bun.spawn([process.execPath, '-e', program], { stdout: 'pipe', stderr: 'pipe' })
    const reader = watcher.stdout.pipeThrough(new TextDecoderStream()).getReader()
    const until = async (word: string) => {
      for (let text = ''; !text.includes(word); ) {
        const { value, done } = await reader.read()
        if (done) throw new Error(`the output ended after: ${text}`)
        text += value
      }
    }
    await until('one')
    await Bun.write(join(root, 'deep.ts'), "console.log('two')\n")
    await until('two')
    watcher.kill('SIGTERM')
    await until('stopped')
  })
})

test('only --long lets proofs by chance take their time, whatever the environment says', () => {
  const ours = { LONG: 'yes', SEED: '7', STRIPE_SECRET_KEY: 'theirs', PATH: '/bin' }
  const own = { TMPDIR: '/t', TEMP: '/t', TMP: '/t', TESTS_SHARED_FOLDER: '/t/shared' }
  const seen = (isLong: boolean) => environment(ours, { folder: '/t', isLong })
  expect(seen(false)).toEqual({ SEED: '7', PATH: '/bin', ...own })
  expect(seen(true)).toEqual({ SEED: '7', PATH: '/bin', ...own, LONG: 'yes' })
})

test('a layer may take three times what it usually does, and a day when it is long', () => {
  for (const layer of LAYERS) {
    expect(timeoutMs(layer)).toBeGreaterThanOrEqual(3 * layer.usualMinutes * 60_000)
    expect(timeoutMs(layer, true)).toBe(24 * 3_600_000)
  }
})

test('two layers of one lane run side by side, one of two lanes runs alone', async () => {
  const running = new Set<string>()
  const seen: string[] = []
  const all: Chosen[] = LAYERS.map(layer => ({ layer, files: [] }))
  await inTurn(all, async ({ layer }) => {
    running.add(layer.name)
    seen.push([...running].join(' + '))
    await Bun.sleep(1)
    running.delete(layer.name)
  })
  expect(seen).toContain('check + rules')
  expect(seen).toContain('race + soak')
  for (const { name, lanes } of LAYERS) if (lanes === 2) expect(seen).toContain(name)
})
