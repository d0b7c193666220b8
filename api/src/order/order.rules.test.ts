import { expect, test } from 'bun:test'
import { whatAnswerDoes } from './order.rules.ts'

const said = (state: string, reason: string | null = null) => ({ state, reason })

test('the first ending of an order holds, and saying it again is nothing', () => {
  expect(whatAnswerDoes(said('waiting'), said('accepted'))).toBe('changes')
  expect(whatAnswerDoes(said('accepted'), said('done'))).toBe('changes')
  expect(whatAnswerDoes(said('waiting'), said('refused', 'Too late.'))).toBe('changes')
  expect(whatAnswerDoes(said('done'), said('done'))).toBe('nothing')
  expect(whatAnswerDoes(said('done'), said('accepted'))).toBe('nothing')
  expect(whatAnswerDoes(said('done'), said('refused', 'Too late.'))).toBe('contradicts')
  expect(whatAnswerDoes(said('refused', 'Too late.'), said('done'))).toBe('contradicts')
})
