import { expect, test } from 'bun:test'
import type { AuditEntry } from '@content/api/contract'
import { AUDIT_ACTIONS } from '../../../../../../api/src/audit/audit-actions.rules.ts'
import { actionWords, actorWords, particulars } from './words.ts'

const entry = (changes: Partial<AuditEntry>): AuditEntry => ({
  ...{ place: 1, at: '2026-11-22T10:00:00.000Z', action: 'authn_login_success', target: null },
  ...{ detail: {}, address: null, userAgent: null, requestId: null, isErased: false },
  actor: { kind: 'session', personId: 'p', name: 'Ada', deviceId: null },
  ...changes,
})

test('everything that is written down can be said in words', () => {
  const silent = Object.keys(AUDIT_ACTIONS).filter(
    action => actionWords(entry({ action })) === action,
  )
  expect(silent).toEqual([])
})

test('a change says what it was and what it is', () => {
  expect(particulars(entry({ detail: { before: 'viewer', after: 'admin' } }))).toBe(
    'viewer → admin',
  )
  const detail = { platform: 'youtube', before: null, after: { mode: 'inbox', notSent: true } }
  expect(particulars(entry({ detail }))).toBe('none → mode inbox, not sent yes · platform: youtube')
})

test('a line whose person is deleted still stands', () => {
  const actor = { kind: 'session', personId: null, name: null, deviceId: null } as const
  expect(actorWords(entry({ actor, isErased: true }))).toBe('somebody who was deleted')
  expect(actorWords(entry({ actor: { ...actor, kind: 'system' } }))).toBe('by itself')
})
