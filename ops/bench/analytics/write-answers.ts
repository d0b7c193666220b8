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
  raw?: Times
  http?: Times
}

/** What the documentation shows of it; `architecture.mdx` includes this file. */
const WRITTEN = join(import.meta.dir, '../../../landing/src/measured/questions.md')

/** Writes the figures of the fewest rows and of the most beside one another. */
export async function writeAnswers(answers: readonly Answered[]): Promise<void> {
  const sizes = answers.map(it => it.rows)
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
      `${small?.database.shown}, ${large?.database.shown}`,
      ...[typical?.http?.p95, large?.http?.p95, large?.raw?.p95].map(inMs),
    ]
  })
  const head = [
    'question',
    `typical, ${short(most)}`,
    ...[least, most].map(size => `large, ${short(size)}`),
    ...['growth', 'shown'],
    ...[`typical over HTTP, ${short(most)}`, `large over HTTP, ${short(most)}`],
    `large, raw, ${short(most)}`,
  ]
  const day = new Date().toISOString().slice(0, 10)
  const where = `on ${cpus().length} cores (${process.platform} ${process.arch}), ${day}`
  const asked = `--rows ${[...new Set(sizes)].join(',')} --write`
  const command = `bun run bench analytics --part questions ${asked}`
  const text = [
    `<!-- Written by the bench; not to be changed by hand. -->`,
    `\`${command}\`, ${where}:`,
    table(head, rows),
  ]
  await Bun.write(WRITTEN, `${text.join('\n\n')}\n`)
}

const inMs = (ms: number | undefined) => (ms === undefined ? '–' : ms.toPrecision(2))
const short = (rows: number) => (rows >= 1e6 ? `${rows / 1e6} M` : `${rows / 1000} k`)
