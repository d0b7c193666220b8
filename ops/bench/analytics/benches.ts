import { type Db, migrateUp, openPostgres } from '../../../db/index.ts'
import { createDatabase, startServices } from '../../services.ts'
import { keyOf } from '../api/seed.ts'
import { buildApi } from '../api/servers.ts'
import { type Figure, timed } from '../measure.ts'
import { benchCollecting } from './collect-day.ts'
import { benchIngest } from './ingest.ts'
import { askerAt } from './over-http.ts'
import { QUESTIONS, type Target, targetOf } from './questions.ts'
import { ASKED_OF, seedSnapshots, workspaceOf } from './seed.ts'

/** What one answer may take of the database, and of a whole request. */
const GOAL_MS = { database: 2, http: 10 }
/** How much longer an answer may take of the most rows than of the fewest. */
const GOAL_GROWTH = 1.3
/** How often each is asked; over HTTP less often, for a workspace may ask 600 times a minute. */
const TIMES = { database: 200, http: 60 }
/** What takes long is asked less often. */
const LONGEST_MS = 5000

export const ANALYTICS_PARTS = ['questions', 'collector'] as const

interface Options {
  /** How many snapshots there are; the first is what the others are held against. */
  sizes: number[]
  /** Only this part. */
  only: string | undefined
  say: (line: string) => void
}

interface Measured {
  p50: number
  p95: number
  /** How many rows the answer shows. */
  shown: number
}

/** What the pages of figures ask, of ever more snapshots, beside the same of raw snapshots. */
export async function benchAnalytics({ sizes, only, say }: Options): Promise<Figure[]> {
  const services = await startServices({ postgres: true })
  const server = services.env.DATABASE_URL ?? ''
  const figures: Figure[] = []
  const first = new Map<string, Measured>()
  try {
    if (only !== 'collector') await buildApi()
    for (const rows of only === 'collector' ? [] : sizes) {
      const { url, close } = await createDatabase(server)
      const db = openPostgres(url, { connections: 2 })
      await migrateUp(db)
      await seedSnapshots(url, rows, say)
      figures.push(...(await ofSize({ db, url, rows, first, say })))
      say(`${rows} snapshots: ingest`)
      figures.push(...(await benchIngest(db, url, rows)))
      await db.destroy()
      await close()
    }
    if (only !== 'questions') {
      say('a day of collecting')
      figures.push(...(await benchCollecting((await createDatabase(server)).url, say)))
    }
  } finally {
    await services.close()
  }
  return figures
}

type Times = Pick<Measured, 'p50' | 'p95'>

interface Finding {
  found: Measured
  beside: Times | undefined
  goalMs: number
}

interface Size {
  db: Db
  url: string
  rows: number
  /** How long each took of the fewest rows. */
  first: Map<string, Measured>
  say: Options['say']
}

async function ofSize({ db, url, rows, first, say }: Size): Promise<Figure[]> {
  const targets = await Promise.all(ASKED_OF.map(n => targetOf(db, workspaceOf(n), keyOf(n))))
  const figures: Figure[] = []
  const add = (name: string, { found, beside, goalMs }: Finding) => {
    figures.push(figureOf(`${name}, ${rows} rows, p50`, found.p50, beside?.p50))
    const goal = { text: `≤ ${goalMs} ms`, isMet: found.p95 <= goalMs }
    figures.push({ ...figureOf(`${name}, ${rows} rows, p95`, found.p95, beside?.p95), goal })
    const before = first.get(name)
    if (!before) first.set(name, found)
    else figures.push(growthOf(`${name}, ${rows} rows`, found, before))
  }
  const whose = { typical: targets.slice(1), large: targets.slice(0, 1) }
  const shownTo = new Map<string, number>()
  for (const [name, { ours, raw }] of Object.entries(QUESTIONS)) {
    say(`${rows} snapshots: ${name}`)
    for (const [who, of] of Object.entries(whose)) {
      const times = await measure(of, it => timed(() => ours(db, it)), TIMES.database)
      const shown = await mostShown(of, it => ours(db, it))
      shownTo.set(`${name}, ${who}`, shown)
      const found = { ...times, shown }
      const beside = raw && (await measure(of, it => timed(() => raw(db, it)), TIMES.database))
      add(`${name}, ${who}`, { found, beside, goalMs: GOAL_MS.database })
    }
  }
  say(`${rows} snapshots: over HTTP`)
  const asker = await askerAt(url)
  try {
    for (const [name, { call }] of Object.entries(QUESTIONS)) {
      for (const [who, of] of Object.entries(whose)) {
        if (!call) continue
        const times = await measure(of, it => asker.ask(it, ...call(it)), TIMES.http)
        const found = { ...times, shown: shownTo.get(`${name}, ${who}`) ?? 0 }
        add(`${name}, ${who}, over HTTP`, { found, beside: undefined, goalMs: GOAL_MS.http })
      }
    }
  } finally {
    await asker.stop()
  }
  return figures
}

const flat = (value: number) => ({ median: value, min: value, max: value })

function figureOf(name: string, value: number, raw: number | undefined): Figure {
  const figure = { name, unit: 'ms', value: flat(value) }
  if (raw === undefined) return figure
  return { ...figure, against: { name: 'raw', value: flat(raw), ratio: flat(value / raw) } }
}

/** Beside how much more there is to show: what shows more takes longer, and may. */
function growthOf(name: string, now: Measured, before: Measured): Figure {
  const value = now.p50 / before.p50
  const shown = `shows ${now.shown} for ${before.shown}`
  return {
    ...{ name: `${name}, growth (${shown})`, unit: '×', value: flat(value) },
    goal: { text: `≤ ${GOAL_GROWTH} ×`, isMet: value <= GOAL_GROWTH },
  }
}

/** The most rows that one of them is shown. */
async function mostShown(targets: Target[], count: (of: Target) => Promise<number>) {
  let most = 0
  for (const target of targets.slice(0, 20)) most = Math.max(most, await count(target))
  return most
}

/** One after the other on a warm database, of the large workspace or of many typical ones. */
async function measure(
  targets: Target[],
  ask: (of: Target) => Promise<number>,
  most: number,
): Promise<Times> {
  const of = (n: number) => targets[n % targets.length] as Target
  for (let n = 0; n < 10; n += 1) await ask(of(n))
  const times: number[] = []
  const end = performance.now() + LONGEST_MS
  for (let n = 0; n < most && performance.now() < end; n += 1) times.push(await ask(of(n)))
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
  return { p50: at(0.5) ?? Number.NaN, p95: at(0.95) ?? Number.NaN }
}
