import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateUp, openPostgres } from '../../../db/index.ts'
import { createDatabase, startServices } from '../../services.ts'
import type { Figure } from '../measure.ts'
import { ratiosOf, spreadOf } from '../measure.ts'
import type { LoadReport } from './load.ts'
import type { Door } from './requests.ts'
import { readRequests, writeRequests } from './requests.ts'
import { seedTargets, seedWorkspaces } from './seed.ts'
import type { Server, Stack } from './servers.ts'
import { BARE, FASTIFY, fastApi, OURS, usageOf } from './servers.ts'

const CONNECTIONS = 64
const READS = 20_000
const WRITES = 8000

/** One way of being asked: a stack, its door, and what is asked. */
interface Way {
  name: string
  server: Server
  door: Door
}

interface Measured extends LoadReport {
  perSecond: number
  rssMb: number
  cpuMicros: number
}

type Path = 'read' | 'write'

/** The api against the raw limit and other stacks, on one Postgres, in turns. */
export async function benchApi({ rounds }: { rounds: number }): Promise<Figure[]> {
  const services = await startServices({ postgres: true })
  const folder = await mkdtemp(join(tmpdir(), 'bench-api-'))
  const servers: Server[] = []
  try {
    const { url } = await createDatabase(services.env.DATABASE_URL ?? '')
    const db = openPostgres(url)
    await migrateUp(db)
    await db.destroy()
    await seedWorkspaces(url)
    const ways = await startAll(url, servers)
    const figures: Figure[] = []
    for (const path of ['read', 'write'] as const) {
      const measured = await measureInTurns({ path, ways, rounds, url, folder })
      figures.push(...figuresOf(path, measured))
    }
    return figures
  } finally {
    for (const server of servers) await server.stop()
    await services.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function startAll(url: string, servers: Server[]): Promise<Way[]> {
  const ways: Way[] = []
  const stacks: Stack[] = [OURS, BARE, FASTIFY, fastApi(1), fastApi(4)]
  for (const stack of stacks) {
    const server = await stack.start(url)
    servers.push(server)
    if (stack === OURS) ways.push({ name: 'ours by tRPC', server, door: 'tRPC' })
    const name = stack === OURS ? 'ours by REST' : stack.name
    ways.push({ name, server, door: 'REST' })
  }
  return ways
}

interface Turns {
  path: Path
  ways: Way[]
  rounds: number
  url: string
  folder: string
}

/** Every way once a round, each round beginning with another; the first round only warms up. */
async function measureInTurns(turns: Turns): Promise<Map<string, Measured[]>> {
  const { ways, rounds } = turns
  const measured = new Map<string, Measured[]>(ways.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at] of ways.entries()) {
      const way = ways[(at + round) % ways.length]
      if (!way) continue
      const answer = await measureOnce(turns, way)
      if (round > 0) measured.get(way.name)?.push(answer)
    }
  }
  return measured
}

async function measureOnce({ path, url, folder }: Turns, way: Way): Promise<Measured> {
  const requests =
    path === 'read'
      ? readRequests(way.door, READS)
      : writeRequests(way.door, await seedTargets(url, WRITES))
  const file = join(folder, 'plan.json')
  await writeFile(
    file,
    JSON.stringify({ port: way.server.port, connections: CONNECTIONS, requests }),
  )
  const before = usageOf(way.server)
  // A process of its own, so that what asks does not share a core's time with this one.
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'load.ts'), file], {
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const text = await new Response(child.stdout).text()
  if ((await child.exited) !== 0) throw new Error(`${way.name} could not be measured.`)
  const report = JSON.parse(text) as LoadReport
  if (report.refused > 0) {
    throw new Error(`${way.name} refused ${report.refused}: ${report.firstRefusal}`)
  }
  const after = usageOf(way.server)
  return {
    ...report,
    perSecond: report.answers / report.seconds,
    rssMb: after.rssMb,
    cpuMicros: ((after.cpuSeconds - before.cpuSeconds) * 1e6) / report.answers,
  }
}

interface Goal {
  against: string
  least: number
}

const GOALS: Record<Path, Goal[]> = {
  read: [
    { against: BARE.name, least: 0.55 },
    { against: FASTIFY.name, least: 1.3 },
    { against: 'FastAPI, 1 worker', least: 10 },
  ],
  write: [
    { against: BARE.name, least: 0.6 },
    { against: FASTIFY.name, least: 1.3 },
    { against: 'FastAPI, 1 worker', least: 10 },
  ],
}

function figuresOf(path: Path, measured: Map<string, Measured[]>): Figure[] {
  const figures: Figure[] = []
  const of = (name: string, what: keyof Measured) =>
    (measured.get(name) ?? []).map(one => Number(one[what]))
  for (const name of measured.keys()) {
    const about = `${path}, ${name}`
    figures.push(
      { name: about, unit: 'a second', value: spreadOf(of(name, 'perSecond')) },
      { name: `${about}: p50`, unit: 'ms', value: spreadOf(of(name, 'p50Ms')) },
      { name: `${about}: p99`, unit: 'ms', value: spreadOf(of(name, 'p99Ms')) },
      { name: `${about}: CPU`, unit: 'µs a request', value: spreadOf(of(name, 'cpuMicros')) },
      { name: `${about}: memory`, unit: 'MB', value: spreadOf(of(name, 'rssMb')) },
    )
  }
  for (const ours of ['ours by tRPC', 'ours by REST']) {
    for (const { against, least } of GOALS[path]) {
      const ratio = ratiosOf(of(ours, 'perSecond'), of(against, 'perSecond'))
      figures.push({
        name: `${path}, ${ours}`,
        unit: 'a second',
        value: spreadOf(of(ours, 'perSecond')),
        against: { name: against, value: spreadOf(of(against, 'perSecond')), ratio },
        goal: { text: `≥ ${least}`, isMet: ratio.median >= least },
      })
    }
  }
  return figures
}
