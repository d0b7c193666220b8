import { type Db, migrateUp, openPostgres } from '../../../db/index.ts'
import { createDatabase, startServices } from '../../services.ts'
import { keyOf } from '../api/seed.ts'
import { buildApi } from '../api/servers.ts'
import { type Figure, timed } from '../measure.ts'
import { benchCollecting } from './collect-day.ts'
import { benchIngest } from './ingest.ts'
import { type Asker, askerAt } from './over-http.ts'
import { QUESTIONS, type Question, type Target, targetOf } from './questions.ts'
import { ASKED_OF, seedSnapshots, workspaceOf } from './seed.ts'
import { type Answered, type Measured, writeAnswers } from './write-answers.ts'

/** What one answer may take of the database, and of a whole request. */
const GOAL_MS = { database: 2, http: 10 }
/** How much longer an answer may take of the most rows than of the fewest. */
const GOAL_GROWTH = 1.3
/** How often each is asked; over HTTP less often, for a workspace may ask 600 times a minute. */
const TIMES = { database: 200, http: 60 }
/** How long all that is asked of one size may take. */
const LONGEST_MS = 5000
const WARM_UP = 10

export const ANALYTICS_PARTS = ['questions', 'collector'] as const

interface Options {
  /** How many snapshots there are; the first is what the others are held against. */
  sizes: number[]
  /** Only this part. */
  only: string | undefined
  /** Whether the documentation is to say what was measured. */
  isWritten: boolean
  say: (line: string) => void
}

/** What the pages of figures ask, of ever more snapshots, beside the same of raw snapshots. */
export async function benchAnalytics(options: Options): Promise<Figure[]> {
  const services = await startServices({ postgres: true })
  const server = services.env.DATABASE_URL ?? ''
  const { only, say } = options
  const figures: Figure[] = []
  try {
    if (only !== 'collector') figures.push(...(await benchQuestions(server, options)))
    if (only !== 'questions') {
      say('a day of collecting')
      figures.push(...(await benchCollecting((await createDatabase(server)).url, say)))
    }
  } finally {
    await services.close()
  }
  return figures
}

/** So many snapshots, and whom of their workspaces is asked about. */
interface Size {
  rows: number
  db: Db
  url: string
  whose: Record<Answered['who'], readonly Target[]>
  asker: Asker
  close(): Promise<void>
}

/** All sizes stand beside one another and are asked in turns: a busy machine slows each. */
async function benchQuestions(server: string, options: Options): Promise<Figure[]> {
  const { say } = options
  await buildApi()
  const sizes: Size[] = []
  try {
    for (const rows of options.sizes) sizes.push(await startSize(server, rows, say))
    const answers: Answered[] = []
    for (const question of Object.keys(QUESTIONS)) {
      say(question)
      for (const who of ['typical', 'large'] as const) {
        answers.push(...(await answersOf(sizes, question, who)))
      }
    }
    if (options.isWritten) await writeAnswers(answers)
    const figures = answers.flatMap(it => figuresOf(it, answers))
    for (const { db, url, rows } of sizes) {
      say(`${rows} snapshots: ingest`)
      figures.push(...(await benchIngest(db, url, rows)))
    }
    return figures
  } finally {
    await Promise.all(sizes.map(it => it.close()))
  }
}

async function startSize(server: string, rows: number, say: Options['say']): Promise<Size> {
  const { url, close } = await createDatabase(server)
  const db = openPostgres(url, { connections: 2 })
  await migrateUp(db)
  await seedSnapshots(url, rows, say)
  const all: Target[] = []
  for (const n of ASKED_OF) all.push(await targetOf(db, workspaceOf(n), keyOf(n)))
  const asker = await askerAt(url)
  return {
    ...{ rows, db, url, asker, whose: { typical: all.slice(1), large: all.slice(0, 1) } },
    async close() {
      await asker.stop()
      await db.destroy()
      await close()
    },
  }
}

type Times = Pick<Measured, 'p50' | 'p95'>

/** How long one question takes of each size: at the database, of raw snapshots, over HTTP. */
async function answersOf(sizes: readonly Size[], question: string, who: Answered['who']) {
  const { ours, raw, call } = QUESTIONS[question] as Question
  const turns = (ask: (it: Target, size: Size) => Promise<number>) =>
    sizes.map(size => ({ of: size.whose[who], ask: (it: Target) => ask(it, size) }))
  const asked = turns((it, { db }) => timed(() => ours(db, it)))
  const inside = await measure(asked, TIMES.database)
  const askedRaw = raw && turns((it, { db }) => timed(() => raw(db, it)))
  const beside = askedRaw && (await measure(askedRaw, TIMES.database))
  const askedOver = call && turns((it, { asker }) => asker.ask(it, ...call(it)))
  const over = askedOver && (await measure(askedOver, TIMES.http))
  return Promise.all(
    sizes.map(async ({ rows, db, whose }, at): Promise<Answered> => {
      const shown = await mostShown(whose[who], it => ours(db, it))
      // Safe: as many times came back as there are sizes.
      const database = { ...(inside[at] as Times), shown }
      return { question, who, rows, database, raw: beside?.[at], http: over?.[at] }
    }),
  )
}

/** How long it took, and how much longer than of the fewest rows. */
function figuresOf(now: Answered, answers: readonly Answered[]): Figure[] {
  const { question, who, rows, database, http, raw } = now
  const name = `${question}, ${who}, ${rows} rows`
  const first = answers.find(it => it.question === question && it.who === who)
  return [
    ...figuresFor(name, database, { goalMs: GOAL_MS.database, raw }),
    ...(first && first !== now ? [growthOf(name, now, first)] : []),
    ...(http ? figuresFor(`${name}, over HTTP`, http, { goalMs: GOAL_MS.http }) : []),
  ]
}

function figuresFor(
  name: string,
  { p50, p95 }: Times,
  { goalMs, raw }: { goalMs: number; raw?: Times | undefined },
): Figure[] {
  const goal = { text: `≤ ${goalMs} ms`, isMet: p95 <= goalMs }
  return [
    figureOf(`${name}, p50`, p50, raw?.p50),
    { ...figureOf(`${name}, p95`, p95, raw?.p95), goal },
  ]
}

const flat = (value: number) => ({ median: value, min: value, max: value })

function figureOf(name: string, value: number, raw: number | undefined): Figure {
  const figure = { name, unit: 'ms', value: flat(value) }
  if (raw === undefined) return figure
  return { ...figure, against: { name: 'raw', value: flat(raw), ratio: flat(value / raw) } }
}

/** Beside how much more there is to show: what shows more takes longer, and may. */
function growthOf(name: string, now: Answered, before: Answered): Figure {
  const value = now.database.p50 / before.database.p50
  const shown = `shows ${now.database.shown} for ${before.database.shown}`
  return {
    ...{ name: `${name}, growth (${shown})`, unit: '×', value: flat(value) },
    goal: { text: `≤ ${GOAL_GROWTH} ×`, isMet: value <= GOAL_GROWTH },
  }
}

/** The most rows that one of them is shown. */
async function mostShown(targets: readonly Target[], count: (of: Target) => Promise<number>) {
  let most = 0
  for (const target of targets.slice(0, 20)) most = Math.max(most, await count(target))
  return most
}

interface Turn {
  of: readonly Target[]
  ask: (of: Target) => Promise<number>
}

/**
 * On a warm database, of the large workspace or of many typical ones. Whose turn it is goes round,
 * there and back, and what takes long is asked less often.
 */
async function measure(turns: readonly Turn[], most: number): Promise<Times[]> {
  const times = turns.map((): number[] => [])
  const all = [...turns.entries()]
  const end = performance.now() + LONGEST_MS * turns.length
  for (let n = -WARM_UP; n < most && (n < 1 || performance.now() < end); n += 1) {
    for (const [at, { of, ask }] of n % 2 === 0 ? all : all.toReversed()) {
      const ms = await ask(of[(n + WARM_UP) % of.length] as Target)
      if (n >= 0) times[at]?.push(ms)
    }
  }
  return times.map(one => {
    const sorted = one.toSorted((a, b) => a - b)
    const share = (of: number) => sorted[Math.floor(sorted.length * of)] ?? Number.NaN
    return { p50: share(0.5), p95: share(0.95) }
  })
}
