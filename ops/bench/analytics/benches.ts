import { type Db, migrateUp, openPostgres } from '../../../db/index.ts'
import { createDatabase, startServices } from '../../services.ts'
import { type Figure, timed } from '../measure.ts'
import { type Ask, QUESTIONS } from './questions.ts'
import { seedSnapshots, WORKSPACES, workspaceOf } from './seed.ts'

/** What one answer may take of the database. */
const GOAL_MS = 2
/** How much longer an answer may take of the most rows than of the fewest. */
const GOAL_GROWTH = 1.3
const ASKED = 200
/** What takes long is asked less often. */
const LONGEST_MS = 5000

interface Options {
  /** How many snapshots there are; the first is what the others are held against. */
  sizes: number[]
  say: (line: string) => void
}

interface Measured {
  p50: number
  p95: number
}

/** What the pages of figures ask, of ever more snapshots, beside the same of raw snapshots. */
export async function benchAnalytics({ sizes, say }: Options): Promise<Figure[]> {
  const services = await startServices({ postgres: true })
  const figures: Figure[] = []
  const first = new Map<string, Measured>()
  try {
    for (const rows of sizes) {
      const { url } = await createDatabase(services.env.DATABASE_URL ?? '')
      const db = openPostgres(url, { connections: 2 })
      await migrateUp(db)
      const seedMs = await timed(() => seedSnapshots(url, rows))
      say(`${rows} snapshots in ${Math.round(seedMs / 1000)} s`)
      figures.push(...(await ofSize(db, rows, first)))
      await db.destroy()
    }
  } finally {
    await services.close()
  }
  return figures
}

async function ofSize(db: Db, rows: number, first: Map<string, Measured>): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, { ours, raw }] of Object.entries(QUESTIONS)) {
    for (const who of ['typical', 'large'] as const) {
      const found = await measure(db, ours, who)
      const beside = raw && (await measure(db, raw, who))
      const of = `${name}, ${who}, ${rows} rows`
      figures.push(figureOf(`${of}, p50`, found.p50, beside?.p50))
      const isMet = found.p95 <= GOAL_MS
      const goal = { text: `≤ ${GOAL_MS} ms`, isMet }
      figures.push({ ...figureOf(`${of}, p95`, found.p95, beside?.p95), goal })
      const key = `${name}, ${who}`
      const before = first.get(key)
      if (!before) first.set(key, found)
      else figures.push(growthOf(`${of}, growth`, found.p50 / before.p50))
    }
  }
  return figures
}

const flat = (value: number) => ({ median: value, min: value, max: value })

function figureOf(name: string, value: number, raw: number | undefined): Figure {
  const figure = { name, unit: 'ms', value: flat(value) }
  if (raw === undefined) return figure
  return { ...figure, against: { name: 'raw', value: flat(raw), ratio: flat(value / raw) } }
}

const growthOf = (name: string, value: number): Figure => ({
  ...{ name, unit: '×', value: flat(value) },
  goal: { text: `≤ ${GOAL_GROWTH} ×`, isMet: value <= GOAL_GROWTH },
})

/** One after the other on a warm database, of the large workspace or of many typical ones. */
async function measure(db: Db, ask: Ask, who: 'typical' | 'large'): Promise<Measured> {
  const idOf = (n: number) => workspaceOf(who === 'large' ? 0 : 1 + ((n * 7919) % (WORKSPACES - 1)))
  for (let n = 0; n < 10; n += 1) await ask(db, idOf(n))
  const times: number[] = []
  const end = performance.now() + LONGEST_MS
  for (let n = 0; n < ASKED && performance.now() < end; n += 1) {
    times.push(await timed(() => ask(db, idOf(n))))
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
  return { p50: at(0.5) ?? Number.NaN, p95: at(0.95) ?? Number.NaN }
}
