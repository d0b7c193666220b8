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
import { type Answered, type Measured, writeAnswers } from './write-answers.ts'

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
  /** Whether the documentation is to say what was measured. */
  isWritten: boolean
  say: (line: string) => void
}

/** What the pages of figures ask, of ever more snapshots, beside the same of raw snapshots. */
export async function benchAnalytics(options: Options): Promise<Figure[]> {
  const services = await startServices({ postgres: true })
  const server = services.env.DATABASE_URL ?? ''
  const figures: Figure[] = []
  const { sizes, only, isWritten, say } = options
  const answers: Answered[] = []
  try {
    if (only !== 'collector') await buildApi()
    for (const rows of only === 'collector' ? [] : sizes) {
      const { url, close } = await createDatabase(server)
      const db = openPostgres(url, { connections: 2 })
      await migrateUp(db)
      await seedSnapshots(url, rows, say)
      answers.push(...(await ofSize({ db, url, rows, say })))
      figures.push(...figuresOf(answers, rows))
      say(`${rows} snapshots: ingest`)
      figures.push(...(await benchIngest(db, url, rows)))
      await db.destroy()
      await close()
    }
    if (isWritten && answers.length > 0) await writeAnswers(answers)
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

interface Size {
  db: Db
  url: string
  rows: number
  say: Options['say']
}

async function ofSize({ db, url, rows, say }: Size): Promise<Answered[]> {
  const targets = await Promise.all(ASKED_OF.map(n => targetOf(db, workspaceOf(n), keyOf(n))))
  const whose = { typical: targets.slice(1), large: targets.slice(0, 1) } as const
  const each = Object.entries(QUESTIONS).flatMap(([question, it]) =>
    (['typical', 'large'] as const).map(who => ({ question, ...it, who, of: whose[who] })),
  )
  const answers: Answered[] = []
  for (const { question, who, of, ours, raw } of each) {
    say(`${rows} snapshots: ${question}, ${who}`)
    const times = await measure(of, it => timed(() => ours(db, it)), TIMES.database)
    const database = { ...times, shown: await mostShown(of, it => ours(db, it)) }
    const beside = raw && (await measure(of, it => timed(() => raw(db, it)), TIMES.database))
    answers.push({ question, who, rows, database, ...(beside && { raw: beside }) })
  }
  say(`${rows} snapshots: over HTTP`)
  const asker = await askerAt(url)
  try {
    for (const [at, { of, call }] of each.entries()) {
      const answer = answers[at]
      if (!call || !answer) continue
      answer.http = await measure(of, it => asker.ask(it, ...call(it)), TIMES.http)
    }
  } finally {
    await asker.stop()
  }
  return answers
}

/** Of so many rows, how long each took, and how much longer than of the fewest. */
function figuresOf(answers: Answered[], rows: number): Figure[] {
  return answers
    .filter(it => it.rows === rows)
    .flatMap(now => {
      const { question, who, database, http, raw } = now
      const name = `${question}, ${who}`
      const first = answers.find(it => it.question === question && it.who === who)
      const inside = figuresFor(`${name}, ${rows} rows`, database, {
        goalMs: GOAL_MS.database,
        raw,
      })
      const over = http
        ? figuresFor(`${name}, over HTTP, ${rows} rows`, http, { goalMs: GOAL_MS.http })
        : []
      const growth = first && first !== now ? [growthOf(`${name}, ${rows} rows`, now, first)] : []
      return [...inside, ...growth, ...over]
    })
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

/** One after the other on a warm database, of the large workspace or of many typical ones. */
async function measure(
  targets: readonly Target[],
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
