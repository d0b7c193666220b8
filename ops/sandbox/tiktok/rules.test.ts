import { expect, test } from 'bun:test'
import { chunkRefusal, lengthOfChunk } from './rules.ts'

const MB = 1_000_000
const said = (videoSize: number, chunkSize: number, totalChunkCount: number) =>
  chunkRefusal({ videoSize, chunkSize, totalChunkCount })?.message
const SIZE = 'The chunk size is invalid'
const COUNT = 'The total chunk count is invalid'

test('the plan that holds under either reading of a megabyte is taken at every size', () => {
  for (const size of [1, 4_999_999, 5 * MB, 64 * MB, 64 * MB + 1, 129_999_999, 4_000 * MB]) {
    const isWhole = size <= 64 * MB
    const chunk = isWhole ? size : 10 * MB
    expect(said(size, chunk, isWhole ? 1 : Math.floor(size / chunk))).toBeUndefined()
  }
})

test('one chunk must be as long as the video', () => {
  expect(said(8 * MB, 10 * MB, 1)).toBe(SIZE)
  expect(said(100 * MB, 64 * MB, 1)).toBe(SIZE)
  expect(said(100 * MB, 100 * MB, 1)).toBe(SIZE)
})

test('the count is rounded down, never up', () => {
  expect(said(95 * MB, 10 * MB, 10)).toBe(COUNT)
  expect(said(95 * MB, 10 * MB, 8)).toBe(COUNT)
  expect(said(95 * MB, 10 * MB, 9)).toBeUndefined()
})

test('chunks have 5 to 64 MB and a small video is sent whole', () => {
  expect(said(50 * MB, 4 * MB, 12)).toBe(SIZE)
  expect(said(500 * MB, 70 * MB, 7)).toBe(SIZE)
  expect(said(4 * MB, 2 * MB, 2)).toBe(SIZE)
})

test('the last chunk absorbs the remainder', () => {
  const plan = { videoSize: 95 * MB, chunkSize: 10 * MB, totalChunkCount: 9 }
  expect(lengthOfChunk(plan, 7)).toBe(10 * MB)
  expect(lengthOfChunk(plan, 8)).toBe(15 * MB)
})

test('nonsense numbers are refused', () => {
  expect(said(Number.NaN, 1, 1)).toBeDefined()
  expect(said(0, 0, 1)).toBeDefined()
  expect(said(5_000 * MB, 10 * MB, 500)).toBe('The video size is invalid')
  expect(said(50 * MB, 10 * MB, 1.5)).toBe(COUNT)
})
