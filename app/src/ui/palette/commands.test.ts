import { expect, test } from 'bun:test'
import { type Command, matching } from './commands.ts'

const named = (...names: string[]): Command[] =>
  names.map(words => ({ id: words, words, run: () => {} }))
const found = (typed: string) =>
  matching(named('Go to Videos', 'Go to Settings: Privacy', 'Pause Studio Mac'), typed).map(
    ({ words }) => words,
  )

test('a command is found by the beginnings of its words, in any order', () => {
  expect(found('')).toHaveLength(3)
  expect(found('priv sett')).toEqual(['Go to Settings: Privacy'])
  expect(found('PAUSE')).toEqual(['Pause Studio Mac'])
  expect(found('ideo')).toEqual([])
})
