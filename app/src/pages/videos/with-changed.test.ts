import { expect, test } from 'bun:test'
import type { VideoRow } from '@content/api/contract'
import { withChanged } from './with-changed.ts'

const video = (id: string, minute: number, fileName = id): VideoRow => ({
  ...{ id, fileName, sizeBytes: 1, durationMs: 1, publications: [] },
  ...{ sha256: id, deviceId: null, previews: [] },
  foundAt: `2026-11-29T10:0${minute}:00.000Z`,
})
const names = (videos: VideoRow[]) => videos.map(it => it.fileName)
const shown = [video('c', 3), video('b', 2)]

test('what changed takes its own place, and every other row stays the same one', () => {
  const next = withChanged(shown, [video('b', 2, 'b, sent')], false)
  expect(names(next)).toEqual(['c', 'b, sent'])
  expect(next[0]).toBe(shown[0] as VideoRow)
})

test('a new video comes first, and one that is older than the page waits for its page', () => {
  expect(names(withChanged(shown, [video('d', 4), video('a', 1)], false))).toEqual(['d', 'c', 'b'])
  expect(names(withChanged(shown, [video('a', 1)], true))).toEqual(['c', 'b', 'a'])
  expect(names(withChanged([], [video('a', 1)], false))).toEqual(['a'])
})

test('of two in one instant the order is that of the server', () => {
  expect(names(withChanged(shown, [video('bb', 2)], false))).toEqual(['c', 'bb', 'b'])
})
