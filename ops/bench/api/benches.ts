import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateUp, openPostgres } from '../../../db/index.ts'
import { mustRun } from '../../run-program.ts'
import { createDatabase, startServices } from '../../services.ts'
import type { Figure } from '../measure.ts'
import { figuresOf, type Measured, type Path } from './figures.ts'
import type { LoadReport } from './load.ts'
import { askPostgres } from './raw-postgres.ts'
import type { Door } from './requests.ts'
import { readRequests, writeRequests } from './requests.ts'
import { findPgbench, hasFastApi, hasNode, type Say } from './rivals.ts'
import { seedTargets, seedWorkspaces } from './seed.ts'
import type { Server, Stack, Where } from './servers.ts'
import { BARE, buildApi, fastApi, fastify, ours, usageOf } from './servers.ts'

const CONNECTIONS = 64
/** So that one round of all of them ends within two minutes on two cores. */
const COUNTS: Record<Path, number> = { read: 8000, write: 3000 }
/** The first round only warms up. */
const WARM_SHARE = 0.25
const SLOW_SHARE = 0.1

/** One way of asking, and how it answers a number of requests. */
interface Way {
  name: string
  measure(path: Path, count: number): Promise<Measured>
  /** For the slow ones, which would take most of the time: what part of the requests they get. */
  share?: number
}

interface Place extends Where {
  folder: string
  /** Whatever runs, to be stopped. */
  servers: Server[]
  say: Say
}

/** The api against the raw limit and other stacks, on one Postgres, in turns. */
export async function benchApi({ rounds, say }: { rounds: number; say: Say }): Promise<Figure[]> {
  say('starting Postgres and Redis')
  const services = await startServices({ postgres: true, redis: true })
  const folder = await mkdtemp(join(tmpdir(), 'bench-api-'))
  const servers: Server[] = []
  try {
    const { url } = await createDatabase(services.env.DATABASE_URL ?? '')
    const db = openPostgres(url)
    await migrateUp(db)
    await db.destroy()
    await seedWorkspaces(url)
    say('building the api')
    await buildApi()
    const redisUrl = services.env.REDIS_URL ?? ''
    const ways = await startAll({ databaseUrl: url, redisUrl, folder, servers, say })
    const figures: Figure[] = []
    for (const path of ['read', 'write'] as const) {
      figures.push(...figuresOf(path, await measureInTurns(path, ways, { rounds, say })))
    }
    return figures
  } finally {
    for (const server of servers) await server.stop()
    await services.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function startAll(place: Place): Promise<Way[]> {
  const one = await started(place, ours(1))
  const pgbench = await findPgbench(place.say)
  const ways: Way[] = [
    ...(pgbench ? [rawPostgres(place, pgbench)] : []),
    wayOf(place, { name: 'ours by tRPC', server: one, door: 'tRPC' }),
    wayOf(place, { name: 'ours by REST', server: one, door: 'REST' }),
  ]
  const onNode = hasNode(place.say) ? [fastify('usual'), fastify('ours')] : []
  for (const stack of [ours(4), BARE, ...onNode]) {
    const server = await started(place, stack)
    ways.push(wayOf(place, { name: stack.name, server, door: 'REST' }))
  }
  const inPython = [fastApi(1, 'usual'), fastApi(4, 'usual'), fastApi(1, 'ours')]
  for (const stack of (await hasFastApi(place.say)) ? inPython : []) {
    const server = await started(place, stack)
    ways.push({ ...wayOf(place, { name: stack.name, server, door: 'REST' }), share: SLOW_SHARE })
  }
  return ways
}

async function started(place: Place, stack: Stack) {
  place.say(`starting ${stack.name}`)
  const server = await stack.start(place)
  place.servers.push(server)
  return server
}

/** Every way once a round, each round beginning with another; the first round only warms up. */
async function measureInTurns(
  path: Path,
  ways: readonly Way[],
  { rounds, say }: { rounds: number; say: Say },
) {
  const measured = new Map<string, Measured[]>(ways.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round += 1) {
    say(round === 0 ? `${path}: warming up` : `${path}: round ${round} of ${rounds}`)
    for (const [at] of ways.entries()) {
      const way = ways[(at + round) % ways.length]
      if (!way) continue
      const share = (way.share ?? 1) * (round === 0 ? WARM_SHARE : 1)
      const answer = await way.measure(path, Math.round(COUNTS[path] * share))
      if (round > 0) measured.get(way.name)?.push(answer)
    }
  }
  return measured
}

const rawPostgres = ({ databaseUrl: url, folder }: Place, pgbench: string): Way => ({
  name: 'pgbench, the statement alone',
  async measure(path, count) {
    if (path === 'write') await seedTargets(url, count)
    const report = await askPostgres({ pgbench, path, url, folder, count })
    return { ...report, perSecond: report.answers / report.seconds }
  },
})

interface Answering {
  name: string
  server: Server
  door: Door
}

function wayOf({ databaseUrl, folder }: Place, { name, server, door }: Answering): Way {
  return {
    name,
    async measure(path, count) {
      const requests =
        path === 'read'
          ? readRequests(door, count)
          : writeRequests(door, await seedTargets(databaseUrl, count))
      const file = join(folder, 'plan.json')
      const plan = { ports: server.ports, connections: CONNECTIONS, requests }
      await writeFile(file, JSON.stringify(plan))
      const before = usageOf(server)
      const report = await loaded(name, file)
      const after = usageOf(server)
      return {
        ...report,
        perSecond: report.answers / report.seconds,
        rssMb: after.rssMb,
        cpuMicros: ((after.cpuSeconds - before.cpuSeconds) * 1e6) / report.answers,
      }
    },
  }
}

// A process of its own, so that what asks does not share a core's time with this one.
async function loaded(name: string, file: string): Promise<LoadReport> {
  const text = await mustRun([process.execPath, join(import.meta.dir, 'load.ts'), file])
  const report = JSON.parse(text) as LoadReport
  if (report.refused > 0) {
    throw new Error(`${name} refused ${report.refused}: ${report.firstRefusal}`)
  }
  return report
}
