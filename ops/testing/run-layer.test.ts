import { expect, test } from 'bun:test'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Children } from './children.ts'
import { filesByLayer, type Layer } from './layers.ts'
import { type LayerOutcome, runLayer } from './run-layer.ts'

const PASSES = "import { test } from 'bun:test'\ntest('a cat & a <dog> \"meet\"', () => {})\n"
const FAILS =
  "import { test } from 'bun:test'\ntest('it rains', () => { throw new Error('wet') })\n"
const SKIPS = "import { test } from 'bun:test'\ntest.skip('it snows', () => {})\n"
const BREAKS = "throw new Error('no test is reached')\n"
const SEES = `import { expect, test } from 'bun:test'
test('it sees its database', () => expect(process.env.DATABASE_URL).toBe('postgres://here'))\n`

const layer = (more: Partial<Layer> = {}): Layer => ({
  name: 'wire',
  proves: 'nothing much',
  needs: [],
  workers: 'one',
  lanes: 1,
  usualMinutes: 1,
  ...more,
})

const NO_SERVICES = { env: {}, problems: {} }

async function inTree<T>(files: Record<string, string>, use: (root: string) => Promise<T>) {
  const root = await mkdtemp(join(tmpdir(), 'content-layer-'))
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

function outcomeOf(
  files: Record<string, string>,
  chosen = layer(),
  services: typeof NO_SERVICES | { env: Record<string, string>; problems: object } = NO_SERVICES,
): Promise<LayerOutcome> {
  return inTree(files, root => {
    const run = { root, folder: root, children: new Children(), env: process.env }
    return runLayer({ ...run, services: Promise.resolve(services) }, chosen, Object.keys(files))
  })
}

for (const workers of ['one', 'many'] as const) {
  test(`a layer counts what passed and names what failed, ${workers} at once`, async () => {
    const files = { 'a.test.ts': PASSES, 'b.test.ts': FAILS, 'c.test.ts': PASSES }
    const outcome = await outcomeOf(files, layer({ workers }))
    expect(outcome).toMatchObject({ passed: 2, failed: 1 })
    expect(outcome.reasons).toEqual(['b.test.ts: it rains failed'])
    expect(outcome.output).toContain('wet')
  })

  test(`a file that does not load is a failure, ${workers} at once`, async () => {
    const outcome = await outcomeOf(
      { 'a.test.ts': PASSES, 'b.test.ts': BREAKS },
      layer({ workers }),
    )
    expect(outcome).toMatchObject({ passed: 1, failed: 1 })
    expect(outcome.reasons.join()).toContain('b.test.ts')
  })
}

test('a skipped test is a failure', async () => {
  const outcome = await outcomeOf({ 'a.test.ts': SKIPS })
  expect(outcome.reasons).toEqual(['a.test.ts: it snows was skipped'])
})

test('a layer whose service is missing says what to install and fails', async () => {
  const services = { env: {}, problems: { postgres: 'Install Postgres.' } }
  const outcome = await outcomeOf({ 'a.test.ts': PASSES }, layer({ needs: ['postgres'] }), services)
  expect(outcome).toMatchObject({ passed: 0, failed: 1 })
  expect(outcome.reasons).toEqual(['could not run: Install Postgres.'])
})

test('a layer reaches its services through the environment, another layer does not', async () => {
  const services = { env: { DATABASE_URL: 'postgres://here' }, problems: {} }
  const files = { 'a.test.ts': SEES }
  expect(await outcomeOf(files, layer({ needs: ['postgres'] }), services)).toMatchObject({
    passed: 1,
    failed: 0,
  })
  for (const needs of [[], ['chromium']] as const) {
    const other = await outcomeOf(files, layer({ needs }), services)
    expect(other).toMatchObject({ passed: 0, failed: 1 })
  }
})

test('every test file is in a layer', async () => {
  const paths = [
    'api/tests/account.test.ts',
    'api/tests/features.embedded.test.ts',
    'api/tests/quota.race.test.ts',
    'agent/tests/resume/crash.test.ts',
    'agent/tests/media/plan.test.ts',
    'ops/tests/first-video.test.ts',
    'app/src/words/format.test.ts',
    'agent/window/page.state.test.ts',
    'ops/soak/soak.test.ts',
    'ops/soak/oracle.test.ts',
  ]
  const files = await inTree(Object.fromEntries(paths.map(path => [path, ''])), async root =>
    filesByLayer(root),
  )
  expect(files).toEqual({
    check: [],
    rules: [
      'agent/window/page.state.test.ts',
      'app/src/words/format.test.ts',
      'ops/soak/oracle.test.ts',
    ],
    wire: ['api/tests/account.test.ts'],
    embedded: ['api/tests/features.embedded.test.ts'],
    media: ['agent/tests/media/plan.test.ts'],
    agent: ['agent/tests/resume/crash.test.ts'],
    race: ['api/tests/quota.race.test.ts'],
    soak: ['ops/soak/soak.test.ts'],
    'end-to-end': ['ops/tests/first-video.test.ts'],
  })
})

test('what takes too long is stopped together with the programs it started', async () => {
  const started = Date.now()
  const children = new Children()
  const script = "trap '' TERM; sleep 60 & wait; sleep 60"
  const ended = await children.run(['sh', '-c', script], {
    cwd: tmpdir(),
    env: process.env,
    timeoutMs: 300,
  })
  expect(ended.code).toBe(null)
  expect(ended.output).toContain('stopped after 0.3 s')
  // Its output ends only when the last program that could still write to it is gone.
  expect(Date.now() - started).toBeLessThan(15_000)
})

test('stopping ends what runs and starts nothing more', async () => {
  const children = new Children()
  const options = { cwd: tmpdir(), env: process.env, timeoutMs: 60_000 }
  const running = children.run(['sleep', '60'], options)
  await children.stop()
  expect((await running).code).toBe(null)
  expect(await children.run(['true'], options)).toEqual({ code: null, output: 'stopped' })
})
