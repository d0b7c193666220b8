import { expect, test } from 'bun:test'
import type { PublicationRow } from '../../contract/index.ts'
import { asPlanShows, fromCursor, historySince, toCursor } from './analytics.rules.ts'

const now = new Date('2026-11-22T12:00:00Z')
const place = {
  createdAtMicros: 1_795_000_000_123_456,
  videoId: '3f2b8c1e-0f5a-4f7b-9c3d-2a1b0c9d8e7f',
}

test('a cursor leads back to the very microsecond and video', () => {
  expect(fromCursor(toCursor(place))).toEqual(place)
})

test('a cursor that we never wrote leads nowhere', () => {
  const cursor = toCursor(place)
  const cut = [cursor.slice(1), ` ${cursor}`, `${cursor}=`]
  const wrong = ['', 'x', ...cut, btoa('1.2'), '\u0000', '💥']
  expect(wrong.map(fromCursor)).toEqual(wrong.map(() => null))
  expect(
    fromCursor(Buffer.from(`0${place.createdAtMicros}.${place.videoId}`).toString('base64url')),
  ).toBeNull()
})

test('the free plan looks back 30 days, the others to the beginning', () => {
  expect(historySince('free', now)?.toISOString()).toBe('2026-10-23T12:00:00.000Z')
  expect(historySince('pro', now)).toBeNull()
})

test('figures of a single video are for plans with advanced analytics', () => {
  const figures = { views: 1, likes: 1, comments: 1, shares: 1, takenAt: now.toISOString() }
  const row = { id: 'a', figures } as PublicationRow
  expect(asPlanShows('free', row).figures).toBeNull()
  expect(asPlanShows('pro', row).figures).toEqual(figures)
})
