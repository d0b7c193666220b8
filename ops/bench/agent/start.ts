import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, spreadOf, timed } from '../measure.ts'
import type { BenchOptions } from './bench.ts'
import { compiledProgram } from './program.ts'

const GOAL_MS = 300
/** A start is short, so that many cost little. */
const STARTS_A_ROUND = 4

/** How soon the compiled core has started: to its version, and until it watches. */
export async function benchStart({ rounds }: BenchOptions): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-start-'))
  try {
    const program = await compiledProgram(folder)
    const empty = join(folder, 'empty.js')
    writeFileSync(empty, '')
    const home = openHome(folder)
    const version: number[] = []
    const watching: number[] = []
    const runtime: number[] = []
    for (let start = 0; start <= rounds * STARTS_A_ROUND; start += 1) {
      runtime.push(await timed(() => Bun.spawn([process.execPath, empty]).exited))
      version.push(await timed(() => runsThrough(program, home)))
      watching.push(await timed(() => comesToWatch(program, home)))
    }
    // The first of each has read the file from the disk.
    const [bare, said, watched] = [runtime, version, watching].map(it => spreadOf(it.slice(1)))
    return [
      figure('core, to its version', said ?? spreadOf([]), true),
      figure('core, until it watches', watched ?? spreadOf([]), true),
      figure('Bun alone, with an empty script', bare ?? spreadOf([]), false),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function figure(name: string, value: Figure['value'], isMeant: boolean): Figure {
  const goal = { text: `≤ ${GOAL_MS}`, isMet: value.median <= GOAL_MS }
  return { ...{ name, unit: 'ms', value }, ...(isMeant && { goal }) }
}

function openHome(folder: string): Record<string, string> {
  const [home, watch] = [join(folder, 'home'), join(folder, 'watch')]
  for (const path of [home, watch]) mkdirSync(path)
  writeFileSync(join(home, 'config.json'), JSON.stringify({ watch_dir: watch }))
  return {
    ...{ PATH: process.env.PATH ?? '', HOME: folder, CONTENT_CREATION_HOME: home },
    BACKEND_API_URL: 'http://127.0.0.1:9',
  }
}

async function runsThrough(program: string, env: Record<string, string>): Promise<void> {
  const child = Bun.spawn([program, '--version'], { env, stdout: 'ignore' })
  if ((await child.exited) !== 0) throw new Error('The core did not start.')
}

async function comesToWatch(program: string, env: Record<string, string>): Promise<void> {
  const child = Bun.spawn([program, 'watch'], { env, stdout: 'pipe', stderr: 'inherit' })
  const decoder = new TextDecoder()
  let said = ''
  for await (const piece of child.stdout) {
    said += decoder.decode(piece)
    if (said.includes('Watching')) break
  }
  child.kill('SIGKILL')
  await child.exited
  if (!said.includes('Watching')) throw new Error('The core did not come to watch.')
}
