import { readFile, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { MINUTE_MS } from '../durations.ts'
import { variablesOf } from '../services/open.ts'
import type { Services } from '../services.ts'
import type { Children } from './children.ts'
import { readReport } from './junit.ts'
import type { Layer } from './layers.ts'

export interface LayerOutcome {
  passed: number
  failed: number
  /** One line per thing that is wrong. */
  reasons: string[]
  output: string
}

export interface Run {
  root: string
  folder: string
  children: Children
  env: Record<string, string | undefined>
  services: Promise<Pick<Services, 'env' | 'problems'>>
  /** Proofs by chance take hours. */
  isLong?: boolean
  /** Only files that reach what changed since this commit. */
  since?: string | null
}

const TEST_TIMEOUT_MS = 30_000
/** A machine may be three times slower than ours before we doubt that a layer ends. */
const PATIENCE = 3
const LONG_MINUTES = 24 * 60

/** How long a layer may take before it counts as hanging. */
export const timeoutMs = ({ usualMinutes }: Pick<Layer, 'usualMinutes'>, isLong = false): number =>
  (isLong ? LONG_MINUTES : usualMinutes * PATIENCE) * MINUTE_MS

/** Runs one layer's files; whatever kept a test from running counts as a failure. */
export async function runLayer(run: Run, layer: Layer, files: string[]): Promise<LayerOutcome> {
  if (layer.name === 'check') return runChecks(run, layer)
  const { env, problems } = await environmentOf(run, layer)
  if (problems.length > 0) return couldNotRun(problems)
  const report = join(run.folder, `${layer.name}.xml`)
  await rm(report, { force: true })
  const ended = await run.children.run(
    [process.execPath, 'test', ...flags(run, layer), ...reporting(report), ...named(files)],
    { cwd: run.root, env, timeoutMs: timeoutMs(layer, run.isLong) },
  )
  const xml = await readFile(report, 'utf8').catch(() => '')
  // Which of them had to run is then for Bun to say.
  return judge(xml, ended, run.since ? [] : files)
}

/** Runs one layer's files again and again, until it is stopped; answers with an exit code. */
export async function watchLayer(run: Run, layer: Layer, files: string[]): Promise<number> {
  const { env, problems } = await environmentOf(run, layer)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) return 1
  const command = [process.execPath, 'test', '--watch', ...flags(run, layer), ...named(files)]
  return run.children.show(command, { cwd: run.root, env })
}

/** What a layer's tests see, and why they cannot run, if so. */
async function environmentOf(run: Run, { needs }: Layer) {
  const env = { ...run.env }
  if (needs.length === 0) return { env, problems: [] }
  const services = await run.services
  // No more than these: a server that finds a database it did not ask for would use it.
  for (const name of variablesOf(needs)) env[name] = services.env[name]
  return { env, problems: needs.flatMap(name => services.problems[name] ?? []) }
}

function flags({ since }: Run, { workers }: Layer): string[] {
  const cores = Math.min(4, availableParallelism())
  const atOnce = { one: 1, some: Math.max(2, cores - 1), many: cores, more: cores + 1 }[workers]
  return [
    atOnce > 1 ? `--parallel=${atOnce}` : '--isolate',
    `--timeout=${TEST_TIMEOUT_MS}`,
    ...(since ? [`--changed=${since}`] : []),
  ]
}

const reporting = (report: string) => ['--reporter=junit', `--reporter-outfile=${report}`]
const named = (files: string[]) => files.map(file => `./${file}`)

/** What a report, an exit code and the files that should have run say together. */
export function judge(
  xml: string,
  ended: { code: number | null; output: string },
  files: string[],
): LayerOutcome {
  const report = readReport(xml)
  // A file that fails to load is in no report.
  const silent = files.filter(file => !report.files.has(file))
  const reasons = [
    ...report.failures.map(name => `${name} failed`),
    ...report.skipped.map(name => `${name} was skipped`),
    ...silent.map(file => `${file} ran no test`),
  ]
  if (xml === '' && files.length === 0 && !/^Ran 0 tests/m.test(ended.output)) {
    reasons.push('nothing says what ran')
  }
  if (ended.code === null) reasons.push('the layer was stopped before its end')
  if (reasons.length === 0 && ended.code !== 0) reasons.push(`bun test ended with ${ended.code}`)
  return { passed: report.passed, failed: reasons.length, reasons, output: ended.output }
}

async function runChecks(run: Run, layer: Layer): Promise<LayerOutcome> {
  const ended = await run.children.run([process.execPath, 'ops/checks/main.ts'], {
    cwd: run.root,
    env: run.env,
    timeoutMs: timeoutMs(layer),
  })
  const names = (mark: string) =>
    [...ended.output.matchAll(new RegExp(`^${mark} (.+?) +[\\d.]+ s$`, 'gm'))].map(
      ([, name]) => name,
    )
  const reasons = names('✗').map(name => `${name} failed`)
  if (reasons.length === 0 && ended.code !== 0) reasons.push(`check ended with ${ended.code}`)
  return { passed: names('✓').length, failed: reasons.length, reasons, output: ended.output }
}

function couldNotRun(problems: string[]): LayerOutcome {
  const reasons = problems.map(problem => `could not run: ${problem}`)
  return { passed: 0, failed: reasons.length, reasons, output: '' }
}
