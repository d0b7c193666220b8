/** The statements alone, asked by Postgres' own bench: no server in front can be faster. */

import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mustRun } from '../../run-program.ts'
import { WORKSPACES } from './seed.ts'
import { READ, WRITE } from './statements.ts'

const CLIENTS = 10
const THREADS = 2

export interface RawReport {
  answers: number
  seconds: number
  p50Ms: number
  p99Ms: number
}

interface RawPlan {
  pgbench: string
  path: 'read' | 'write'
  url: string
  folder: string
  count: number
}

/** Runs the statement `count` times, prepared, over as many connections as the servers have. */
export async function askPostgres({ pgbench, ...plan }: RawPlan): Promise<RawReport> {
  const { path, url, folder, count } = plan
  const file = join(folder, `${path}.sql`)
  const log = join(folder, 'pgbench')
  await writeFile(file, path === 'read' ? readScript() : writeScript())
  const startedAt = performance.now()
  await mustRun([
    ...[pgbench, '--no-vacuum', '--protocol=prepared', '--file', file, '--define=turn=0'],
    ...[`--client=${CLIENTS}`, `--jobs=${THREADS}`, '--log', `--log-prefix=${log}`],
    ...[`--transactions=${Math.floor(count / CLIENTS)}`, url],
  ])
  const seconds = (performance.now() - startedAt) / 1000
  const times = await timesIn(folder)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
  return { answers: times.length, seconds, p50Ms: at(0.5), p99Ms: at(0.99) }
}

/** Milliseconds of every transaction, shortest first; the third column is in microseconds. */
async function timesIn(folder: string): Promise<number[]> {
  const files = (await readdir(folder)).filter(name => name.startsWith('pgbench.'))
  const times: number[] = []
  for (const name of files) {
    const lines = (await readFile(join(folder, name), 'utf8')).trim().split('\n')
    times.push(...lines.map(line => Number(line.split(' ')[2]) / 1000))
    await rm(join(folder, name))
  }
  return times.sort((a, b) => a - b)
}

// pgbench has no variables of text, so keys and ids are looked up by number within the statement.
const TURN = `\\set turn :turn + 1
\\set n :turn * ${CLIENTS} + :client_id - ${CLIENTS}
`

function readScript(): string {
  const key = `(select key_hash from bench_key where n = :n % ${WORKSPACES})`
  const period = `date_trunc('month', now() at time zone 'UTC')`
  return `${TURN}${oneLine(READ.replace('$1', key).replace('$2', period))};\n`
}

function writeScript(): string {
  const target = (column: string) => `(select ${column} from bench_target where n = :n)`
  const statement = WRITE.replace('$1', target('key_hash'))
    .replaceAll('$2', target('publication_id'))
    .replaceAll('$3', `'raw-' || ${target('publication_id')}`)
    .replaceAll('$4', `repeat('a', 64)`)
    .replaceAll('$5', `'17900000000000000'`)
    .replaceAll('$6', `'https://www.instagram.com/reel/Bench/'`)
  return `${TURN}${oneLine(statement)};\n`
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
