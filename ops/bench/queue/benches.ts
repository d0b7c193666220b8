import { randomBytes } from 'node:crypto'
import { migrateUp, openPostgres } from '../../../db/index.ts'
import { createDatabase, startServices } from '../../services.ts'
import { type Figure, ratiosOf, spreadOf, timed } from '../measure.ts'
import { bossQueue } from './boss.ts'
import { ourQueue } from './ours.ts'
import type { Queue } from './queue.ts'

const JOBS = 10_000
/** Workspaces with one job each, behind or between those with many. */
const SMALL = 100
const CALLERS = 8
const UNITS = {
  enqueued: 'jobs a second, enqueued',
  done: 'jobs a second, done',
  statements: 'statements a job',
  lastSmall: 'served when the last small one was',
} as const
type What = keyof typeof UNITS
type Measured = Record<What, number>

interface Options {
  rounds: number
  say: (line: string) => void
}

/** Our own queue against pg-boss, on one Postgres, in turns; the first round only warms up. */
export async function benchQueue({ rounds, say }: Options): Promise<Figure[]> {
  const services = await startServices({ postgres: true })
  const { url } = await createDatabase(services.env.DATABASE_URL ?? '')
  const queues: Queue[] = []
  try {
    const workspaces = await seed(url)
    queues.push(ourQueue(url, `${randomBytes(32).toString('base64url')}=`))
    for (const fairness of ['none', 'atOnce', 'rounds'] as const) {
      queues.push(await bossQueue(url, fairness))
    }
    const figures: Figure[] = []
    for (const load of ['even', 'greedy'] as const) {
      const order = load === 'even' ? evenly(workspaces) : greedily(workspaces)
      const found = new Map<string, Measured[]>()
      for (let round = 0; round <= rounds; round += 1) {
        for (const queue of round % 2 === 0 ? queues : queues.toReversed()) {
          const measured = await measure(url, queue, order)
          say(`${load}, ${queue.name}: ${Math.round(measured.done)} done a second`)
          if (round > 0) found.set(queue.name, [...(found.get(queue.name) ?? []), measured])
        }
      }
      figures.push(...figuresOf(load, found))
    }
    return figures
  } finally {
    for (const queue of queues) await queue.close()
    await services.close()
  }
}

async function seed(url: string): Promise<string[]> {
  const db = openPostgres(url)
  await migrateUp(db)
  const workspaces = Array.from({ length: SMALL + 1 }, () => crypto.randomUUID())
  const rows = workspaces.map(workspace_id => ({ workspace_id, name: 'Bench', plan: 'free' }))
  await db.insertInto('workspace').values(rows).execute()
  await db.destroy()
  return workspaces
}

/** As many of each, one after the other. */
const evenly = (workspaces: string[]) =>
  Array.from({ length: JOBS }, (_, n) => workspaces[1 + (n % SMALL)] ?? '')

/** All of one before anything of the others. */
const greedily = ([greedy = '', ...small]: string[]) => [
  ...Array.from({ length: JOBS - SMALL }, () => greedy),
  ...small,
]

async function measure(url: string, queue: Queue, order: string[]): Promise<Measured> {
  await queue.clear()
  await tidy(url)
  const before = queue.statements()
  const left = [...order].reverse()
  const caller = async () => {
    for (let next = left.pop(); next; next = left.pop()) await queue.enqueue(next)
  }
  const enqueueMs = await timed(() => Promise.all(Array.from({ length: CALLERS }, caller)))
  await tidy(url)
  let done: string[] = []
  const drainMs = await timed(async () => {
    done = await queue.drain()
  })
  if (done.length !== order.length) throw new Error(`${queue.name} did ${done.length} jobs`)
  return {
    enqueued: (order.length / enqueueMs) * 1000,
    done: (order.length / drainMs) * 1000,
    statements: (queue.statements() - before) / order.length,
    lastSmall: placeOfLast(done, new Set(order.slice(-SMALL))),
  }
}

/** How many jobs were done when each of these had had its first. */
function placeOfLast(done: string[], small: ReadonlySet<string>): number {
  const seen = new Set<string>()
  return done.findIndex(whose => small.has(whose) && seen.add(whose).size === small.size) + 1
}

function figuresOf(load: string, found: ReadonlyMap<string, Measured[]>): Figure[] {
  const of = (name: string, what: What) => (found.get(name) ?? []).map(one => one[what])
  return [...found.keys()].flatMap(name =>
    Object.entries(UNITS).map(([key, unit]) => {
      const what = key as What
      const [values, ours] = [of(name, what), of('ours', what)]
      const ratio = ratiosOf(ours, values)
      const against = { name: 'ours', value: spreadOf(ours), ratio }
      return {
        ...{ name: `${load}, ${name}`, unit, value: spreadOf(values) },
        ...(name !== 'ours' && { against }),
      }
    }),
  )
}

/** So that no way pays for what another left behind. */
async function tidy(url: string): Promise<void> {
  const sql = new Bun.SQL(url, { max: 1 })
  await sql.unsafe('delete from event')
  await sql.unsafe('vacuum analyze')
  await sql.close()
}
