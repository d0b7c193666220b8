import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
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
}

const LAYER_TIMEOUT_MS = 14 * 60_000
const TEST_TIMEOUT_MS = 30_000

/** Runs one layer's files; whatever kept a test from running counts as a failure. */
export async function runLayer(run: Run, layer: Layer, files: string[]): Promise<LayerOutcome> {
  if (layer.name === 'check') return runChecks(run)
  const env = { ...run.env }
  if (layer.needs.length > 0) {
    const services = await run.services
    const problems = layer.needs.flatMap(name => services.problems[name] ?? [])
    if (problems.length > 0) return couldNotRun(problems)
    // No more than these: a server that finds a database it did not ask for would use it.
    for (const name of variablesOf(layer.needs)) env[name] = services.env[name]
  }
  const report = join(run.folder, `${layer.name}.xml`)
  const ended = await run.children.run(
    [process.execPath, 'test', ...flags(layer, report), ...files.map(file => `./${file}`)],
    { cwd: run.root, env, timeoutMs: LAYER_TIMEOUT_MS },
  )
  return judge(await readFile(report, 'utf8').catch(() => ''), ended, files)
}

function flags(layer: Layer, report: string): string[] {
  const cores = Math.min(4, availableParallelism())
  const workers = { one: 1, some: Math.max(2, cores - 1), many: cores }[layer.workers]
  return [
    workers > 1 ? `--parallel=${workers}` : '--isolate',
    `--timeout=${TEST_TIMEOUT_MS}`,
    '--reporter=junit',
    `--reporter-outfile=${report}`,
  ]
}

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
  if (ended.code === null) reasons.push('the layer was stopped before its end')
  if (reasons.length === 0 && ended.code !== 0) reasons.push(`bun test ended with ${ended.code}`)
  return { passed: report.passed, failed: reasons.length, reasons, output: ended.output }
}

async function runChecks(run: Run): Promise<LayerOutcome> {
  const ended = await run.children.run([process.execPath, 'ops/checks/main.ts'], {
    cwd: run.root,
    env: run.env,
    timeoutMs: LAYER_TIMEOUT_MS,
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
