import { cpus } from 'node:os'
import { join } from 'node:path'
import { table } from '../../docs/blocks.ts'

export interface Measured {
  p50: number
  p95: number
  /** How many rows the answer shows. */
  shown: number
}

type Times = Pick<Measured, 'p50' | 'p95'>

/** How long one question took of a workspace, of so many snapshots in all. */
export interface Answered {
  question: string
  who: 'typical' | 'large'
  rows: number
  database: Measured
  /** The same of raw snapshots. */
  raw?: Times | undefined
  http?: Times | undefined
}

/** What the documentation shows of it; `architecture.mdx` includes this file. */
const WRITTEN = join(import.meta.dir, '../../../landing/src/measured/questions.md')

/** Has the documentation say what was measured just now. */
export async function writeAnswers(answers: readonly Answered[]): Promise<void> {
  const day = new Date().toISOString().slice(0, 10)
  const where = `on ${cpus().length} cores (${process.platform} ${process.arch}), ${day}`
  await Bun.write(WRITTEN, answersText(answers, where))
}

const HOW = `The 95th percentile in milliseconds, at the database where nothing else is said. Growth
is the large workspace's median of the most snapshots against that of the fewest, and beside it
stands how many rows each answer shows.`

/** Of the fewest snapshots and of the most beside one another. */
export function answersText(answers: readonly Answered[], where: string): string {
  const sizes = [...new Set(answers.map(it => it.rows))]
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  const of = (question: string, who: Answered['who'], rows: number) =>
    answers.find(it => it.question === question && it.who === who && it.rows === rows)
  const rows = [...new Set(answers.map(it => it.question))].map(question => {
    const [small, large] = [of(question, 'large', least), of(question, 'large', most)]
    const typical = of(question, 'typical', most)
    const growth = large && small ? large.database.p50 / small.database.p50 : Number.NaN
    return [
      question,
      ...[typical?.database.p95, small?.database.p95, large?.database.p95].map(inMs),
      `${growth.toFixed(2)} ×`,
      `${large?.database.shown} for ${small?.database.shown}`,
      ...[typical?.http?.p95, large?.http?.p95, large?.raw?.p95].map(inMs),
    ]
  })
  const head = [
    'question',
    `typical, ${short(most)}`,
    ...[least, most].map(size => `large, ${short(size)}`),
    ...['growth', 'shows'],
    ...['typical', 'large'].map(who => `${who}, ${short(most)}, HTTP`),
    `large, ${short(most)}, raw`,
  ]
  const command = `bun run bench analytics --part questions --rows ${sizes.join(',')} --write`
  const text = [
    '<!-- Written by the bench; not to be changed by hand. -->',
    `\`${command}\`, ${where}. ${HOW}`,
    table(head, rows),
  ]
  return `${text.join('\n\n')}\n`
}

const inMs = (ms: number | undefined) =>
  ms === undefined ? '–' : String(Number(ms.toPrecision(2)))
const short = (rows: number) => (rows >= 1e6 ? `${rows / 1e6} M` : `${rows / 1000} k`)
