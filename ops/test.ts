import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readCommandLine } from './command-line.ts'
import { type Services, tryServices } from './services.ts'
import { changedSince } from './testing/changed.ts'
import { Children } from './testing/children.ts'
import { type Chosen, choose } from './testing/choose.ts'
import { environment } from './testing/environment.ts'
import { inTurn } from './testing/in-turn.ts'
import { type LayerOutcome, type Run, runLayer, watchLayer } from './testing/run-layer.ts'
import { Screen } from './testing/screen.ts'

const HELP = `bun run test [FILE]… [--only LAYER]… [--changed] [--watch] [--long] [--list]

Runs every check and every layer of tests, or only what you name; exits 0 when all of them passed.

  FILE           a test file, or a folder of them: each in its layer, with the services it needs
  --only LAYER   only this layer; may be repeated
  --changed      only files whose imports reach what changed since this work left main
  --watch        runs them again whenever what they import changes, until Ctrl-C
  --long         what is proved by chance takes its time (SEED=N repeats a run)
  --list         the layers, what they prove, and how many files they have
  --help         this text
`

const ROOT = join(import.meta.dir, '..')

interface Options {
  chosen: Chosen[]
  changed: boolean
  watch: boolean
  long: boolean
}

/** One start for all layers, so that a package is installed once; failing is those layers' news. */
async function servicesFor(chosen: Chosen[]): Promise<Services> {
  const needs = chosen.flatMap(({ layer }) => layer.needs)
  try {
    return await tryServices(Object.fromEntries(needs.map(name => [name, true])))
  } catch (error) {
    const problems = Object.fromEntries(needs.map(name => [name, String(error)]))
    return { env: {}, problems, close: async () => {} }
  }
}

async function runAll(run: Run, chosen: Chosen[], screen: Screen): Promise<number> {
  const outcomes: LayerOutcome[] = []
  await inTurn(chosen, async ({ layer, files }) => {
    if (run.children.isStopped) return
    screen.started(layer.name, files.length)
    const outcome = await runLayer(run, layer, files)
    screen.ended(layer.name, outcome)
    outcomes.push(outcome)
  })
  const sum = (count: (outcome: LayerOutcome) => number) =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0)
  const failed = sum(outcome => outcome.failed)
  screen.close()
  console.log(`${sum(outcome => outcome.passed)} passed, ${failed} failed`)
  return run.children.isStopped ? 130 : failed > 0 ? 1 : 0
}

async function runTests({ chosen, ...options }: Options): Promise<number> {
  const screen = new Screen(process.stdout.isTTY && process.env.CI !== 'true' && !options.watch)
  const children = new Children()
  const folder = await mkdtemp(join(tmpdir(), 'content-tests-'))
  // Postgres runs as another user and must be able to pass through.
  await chmod(folder, 0o711)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void children.stop())
  }
  const services = servicesFor(chosen)
  try {
    const run: Run = {
      ...{ root: ROOT, folder, children, services },
      env: environment(process.env, { folder, isLong: options.long }),
      isLong: options.long,
      since: options.changed ? await changedSince(ROOT) : null,
    }
    if (!options.watch) return await runAll(run, chosen, screen)
    const codes = await Promise.all(chosen.map(it => watchLayer(run, it.layer, it.files)))
    return children.isStopped ? 0 : Math.max(...codes)
  } finally {
    screen.close()
    await (await services).close()
    await rm(folder, { recursive: true, force: true })
  }
}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      changed: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const testsOnly = values.changed || values.watch
  return { ...values, chosen: choose(ROOT, { only: values.only, paths: positionals, testsOnly }) }
}

async function main(): Promise<number> {
  const options = readCommandLine(HELP, readOptions)
  if (options.help) console.log(HELP)
  if (options.list) {
    for (const { layer, files } of options.chosen) {
      const count = String(files.length).padStart(4)
      console.log(`${layer.name.padEnd(12)} ${count} files  ${layer.proves}`)
    }
  }
  return options.help || options.list ? 0 : runTests(options)
}

if (import.meta.main) process.exit(await main())
