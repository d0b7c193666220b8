import { expect, test } from 'bun:test'
import { standingAfter } from './standing.rules.ts'

const isPrivate = { standing: 'private' } as const

test('what its creator never made public is no news; what was public and is private is', () => {
  expect(standingAfter(null, isPrivate, 0)).toBe('kept_private')
  expect(standingAfter('kept_private', isPrivate, 0)).toBe('kept_private')
  expect(standingAfter('kept_private', {}, 0)).toBe('shown')
  expect(standingAfter('shown', isPrivate, 0)).toBe('private')
  expect(standingAfter('missing', isPrivate, 0)).toBe('private')
})

test('what is missing from one answer is not gone, nor is what was never told of', () => {
  expect(standingAfter('shown', undefined, 1)).toBe('shown')
  expect(standingAfter('shown', undefined, 2)).toBe('missing')
  expect(standingAfter(null, undefined, 9)).toBeNull()
  expect(standingAfter('missing', {}, 0)).toBe('shown')
})

test('what the platform refused after all is rejected', () => {
  expect(standingAfter('shown', { standing: 'rejected' }, 0)).toBe('rejected')
})
