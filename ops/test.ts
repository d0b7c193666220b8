import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { definitionOf, PLATFORMS } from '../api/contract/index.ts'
import { readCommandLine } from './command-line.ts'
import { type Services, tryServices } from './services.ts'
import { Children } from './testing/children.ts'
import { filesByLayer, LAYER_NAMES, LAYERS, type Layer } from './testing/layers.ts'
import { type LayerOutcome, type Run, runLayer } from './testing/run-layer.ts'
import { Screen } from './testing/screen.ts'

const HELP = `bun run test [--only LAYER]… [--list]

Runs every check and every layer of tests; exits 0 when all of them passed.

  --only LAYER   only this layer; may be repeated
  --list         the layers, what they prove, and how many files they have
  --help         this text
`

const ROOT = join(import.meta.dir, '..')
/** A developer's own keys and servers must not decide what a test does. */
const APPS = PLATFORMS.flatMap(it => [definitionOf(it).app.id, definitionOf(it).app.secret])
const NOT_PASSED_ON = new RegExp(
  `^(DATABASE_URL|REDIS_URL|SMTP_URL|NODE_ENV|EMBEDDED|(OPENAI|STRIPE)_.+|${APPS.join('|')})$`,
)
/** Cheap enough to run beside each other while the services come up. */
const TOGETHER = ['check', 'rules']

const files = filesByLayer(ROOT)

function chosenLayers(only: string[]): Layer[] {
  const unknown = only.find(name => !LAYER_NAMES.some(known => known === name))
  if (unknown) throw new Error(`There is no layer named ${unknown}: ${LAYER_NAMES.join(', ')}.`)
  return LAYERS.filter(layer => only.length === 0 || only.includes(layer.name))
}

const hasWork = (layer: Layer) => layer.name === 'check' || files[layer.name].length > 0

/** One start for all layers, so that a package is installed once; failing is those layers' news. */
async function servicesFor(layers: Layer[]): Promise<Services> {
  const needs = layers.filter(hasWork).flatMap(layer => layer.needs)
  try {
    return await tryServices(Object.fromEntries(needs.map(name => [name, true])))
  } catch (error) {
    const problems = Object.fromEntries(needs.map(name => [name, String(error)]))
    return { env: {}, problems, close: async () => {} }
  }
}

function environment(folder: string): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.test(name))
  return { ...Object.fromEntries(kept), TMPDIR: folder, TEMP: folder, TMP: folder }
}

async function runAll(run: Run, layers: Layer[], screen: Screen): Promise<LayerOutcome[]> {
  const outcomes: LayerOutcome[] = []
  const one = async (layer: Layer) => {
    if (run.children.isStopped) return
    if (!hasWork(layer)) return screen.empty(layer.name)
    screen.started(layer.name, files[layer.name].length)
    const outcome = await runLayer(run, layer, files[layer.name])
    screen.ended(layer.name, outcome)
    outcomes.push(outcome)
  }
  await Promise.all(layers.filter(layer => TOGETHER.includes(layer.name)).map(one))
  for (const layer of layers.filter(layer => !TOGETHER.includes(layer.name))) await one(layer)
  return outcomes
}

async function runTests(layers: Layer[]): Promise<number> {
  const screen = new Screen(process.stdout.isTTY && process.env.CI !== 'true')
  const children = new Children()
  const folder = await mkdtemp(join(tmpdir(), 'content-tests-'))
  // Postgres runs as another user and must be able to pass through.
  await chmod(folder, 0o711)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void children.stop())
  }
  const services = servicesFor(layers)
  try {
    const run = { root: ROOT, folder, children, env: environment(folder), services }
    const outcomes = await runAll(run, layers, screen)
    const sum = (count: (outcome: LayerOutcome) => number) =>
      outcomes.reduce((total, outcome) => total + count(outcome), 0)
    const failed = sum(outcome => outcome.failed)
    screen.close()
    console.log(`${sum(outcome => outcome.passed)} passed, ${failed} failed`)
    return children.isStopped ? 130 : failed > 0 ? 1 : 0
  } finally {
    screen.close()
    await (await services).close()
    await rm(folder, { recursive: true, force: true })
  }
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      list: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  return { ...values, layers: chosenLayers(values.only) }
}

async function main(): Promise<number> {
  const options = readCommandLine(HELP, readOptions)
  if (options.help) console.log(HELP)
  if (options.list) {
    for (const { name, proves } of options.layers) {
      console.log(`${name.padEnd(12)} ${String(files[name].length).padStart(4)} files  ${proves}`)
    }
  }
  return options.help || options.list ? 0 : runTests(options.layers)
}

if (import.meta.main) process.exit(await main())
