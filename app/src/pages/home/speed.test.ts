import { expect, test } from 'bun:test'
import { makePaces } from './speed.ts'

test('an upload tells its speed and what is left, once it was heard of for a while', () => {
  let nowMs = 0
  const paces = makePaces(() => nowMs)
  const at = (ms: number, percent: number) => {
    nowMs = ms
    return paces.of('one', percent, 1_000_000)
  }
  expect(at(0, 10)).toBeNull()
  expect(at(1000, 20)).toBeNull()
  expect(at(2000, 30)).toEqual({ bytesPerSecond: 100_000, leftMs: 7000 })
  // Nothing new was heard: the pace stays what it was, and does not sink by being looked at.
  expect(at(9000, 30)).toEqual({ bytesPerSecond: 100_000, leftMs: 7000 })
  // It began anew.
  expect(at(10_000, 0)).toBeNull()
})
