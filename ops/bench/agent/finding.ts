import { Database } from 'bun:sqlite'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Figure, spreadOf } from '../measure.ts'
import type { BenchOptions } from './bench.ts'
import { inFolder } from './folder.ts'
import { cpuMsOf } from './process-figures.ts'

const FILES = 10_000
const GIVE_UP_MS = 120_000

/** How long until 10,000 files are in the journal: dropped at once, and there before the start. */
export async function benchFinding({ rounds }: BenchOptions): Promise<Figure[]> {
  const dropped: Found[] = []
  const waiting: Found[] = []
  for (let round = 0; round < Math.min(rounds, 3); round += 1) {
    dropped.push(await inFolder(folder => findIn(folder, 'dropped')))
    waiting.push(await inFolder(folder => findIn(folder, 'waiting')))
  }
  const seconds = (found: Found[]) => spreadOf(found.map(it => it.ms / 1000))
  const goal = (found: Found[]) => ({ text: '≤ 3 s', isMet: seconds(found).median <= 3 })
  return [
    { name: '10,000 files dropped', unit: 's', value: seconds(dropped), goal: goal(dropped) },
    {
      name: '10,000 files there before the start',
      unit: 's',
      value: seconds(waiting),
      goal: goal(waiting),
    },
    {
      name: 'processor time until they were found',
      unit: 's',
      value: spreadOf([...dropped, ...waiting].map(it => it.cpuMs / 1000)),
    },
  ]
}

interface Found {
  ms: number
  cpuMs: number
}

async function findIn(folder: string, when: 'dropped' | 'waiting'): Promise<Found> {
  const [home, watched] = [join(folder, 'home'), join(folder, 'watch')]
  for (const path of [home, watched]) mkdirSync(path)
  writeFileSync(join(home, 'config.json'), JSON.stringify({ watch_dir: watched }))
  if (when === 'waiting') dropFiles(watched)
  const agent = Bun.spawn(
    [
      process.execPath,
      fileURLToPath(new URL('../../../agent/src/cli.ts', import.meta.url)),
      'watch',
    ],
    {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: folder,
        CONTENT_CREATION_HOME: home,
        // Nothing answers there: finding files needs no server.
        BACKEND_API_URL: 'http://127.0.0.1:9',
      },
      stdout: 'pipe',
    },
  )
  try {
    const startedAt = when === 'waiting' ? performance.now() : await dropOnceReady(agent, watched)
    const cpuBefore = when === 'waiting' ? 0 : cpuMsOf(agent.pid)
    await untilKnown(join(home, 'journal.db'))
    return { ms: performance.now() - startedAt, cpuMs: cpuMsOf(agent.pid) - cpuBefore }
  } finally {
    agent.kill('SIGKILL')
    await agent.exited
  }
}

/** Small whole files are not needed: a name is found before it is opened. */
function dropFiles(folder: string): void {
  for (let n = 0; n < FILES; n += 1) writeFileSync(join(folder, `clip-${n}.mp4`), `clip ${n}`)
}

async function dropOnceReady(
  agent: { stdout: ReadableStream<Uint8Array> },
  folder: string,
): Promise<number> {
  // Its first line comes before the watcher is set up; a first file shows that it is.
  await agent.stdout.getReader().read()
  dropFiles(folder)
  return performance.now()
}

async function untilKnown(path: string): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_MS
  while (performance.now() < giveUpAt) {
    await Bun.sleep(20)
    if (existsSync(path) && countIn(path) === FILES) return
  }
  throw new Error(`After ${GIVE_UP_MS / 1000} s only ${countIn(path)} of ${FILES} were found.`)
}

function countIn(path: string): number {
  const db = new Database(path, { readonly: true })
  try {
    return db.query<{ n: number }, []>('select count(*) as n from file').get()?.n ?? 0
  } catch {
    // The journal is only just being made.
    return 0
  } finally {
    db.close()
  }
}
