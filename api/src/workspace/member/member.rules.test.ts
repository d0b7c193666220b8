import { expect, test } from 'bun:test'
import { Role } from '../../../contract/index.ts'
import { losesOwner, whyNotChange } from './member.rules.ts'

test('below an admin nobody changes anybody', () => {
  for (const asking of ['viewer', 'editor'] as const) {
    for (const before of Role.options) {
      expect(whyNotChange({ asking, before, after: 'viewer' })).toContain('admin')
      expect(whyNotChange({ asking, before, after: null })).toContain('admin')
    }
  }
})

test('an admin neither makes nor unmakes an owner, and does all else', () => {
  const asking = 'admin'
  expect(whyNotChange({ asking, before: 'editor', after: 'owner' })).toContain('owner')
  expect(whyNotChange({ asking, before: 'owner', after: 'admin' })).toContain('owner')
  expect(whyNotChange({ asking, before: 'owner', after: null })).toContain('owner')
  expect(whyNotChange({ asking, before: 'admin', after: 'viewer' })).toBeNull()
  expect(whyNotChange({ asking, before: 'viewer', after: 'admin' })).toBeNull()
  expect(whyNotChange({ asking, before: 'editor', after: null })).toBeNull()
})

test('an owner may do all of it', () => {
  for (const before of Role.options) {
    for (const after of [...Role.options, null]) {
      expect(whyNotChange({ asking: 'owner', before, after })).toBeNull()
    }
  }
})

test('an owner is lost by going or by becoming less, and by nothing else', () => {
  expect(losesOwner({ before: 'owner', after: null })).toBe(true)
  expect(losesOwner({ before: 'owner', after: 'admin' })).toBe(true)
  expect(losesOwner({ before: 'owner', after: 'owner' })).toBe(false)
  expect(losesOwner({ before: 'admin', after: null })).toBe(false)
})
