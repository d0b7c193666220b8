import { expect, test } from 'bun:test'
import { type Answered, answersText } from './write-answers.ts'

const times = (p50: number, shown: number) => ({ p50, p95: p50 * 2, shown })
const answer = (who: Answered['who'], rows: number, p50: number): Answered => {
  return { question: 'video', who, rows, database: times(p50, rows / 1e5), http: times(80.6, 0) }
}

test('the fewest snapshots and the most stand beside one another, with what each shows', () => {
  const answers = [1e5, 1e6, 1e7].flatMap((rows, at) => [
    answer('typical', rows, 1),
    answer('large', rows, 1 + at / 4),
  ])
  const text = answersText(answers, 'on a desk')
  expect(text).toContain('--rows 100000,1000000,10000000 --write`, on a desk.')
  const cells = ['video', '2', '2', '3', '1.50 ×', '100 for 1', '160', '160', '–']
  expect(text.trimEnd().split('\n').at(-1)).toBe(`| ${cells.join(' | ')} |`)
})
