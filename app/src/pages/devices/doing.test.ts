import { expect, test } from 'bun:test'
import type { OrderRow, WaitingRow } from '@content/api/contract'
import { doingOf } from './doing.ts'

// Safe: what is asked of a computer reads only these.
const waits = (deviceId: string, kind: WaitingRow['kind']) => ({ deviceId, kind }) as WaitingRow
const order = (kind: 'pause' | 'resume', state: OrderRow['state'] = 'done') => {
  const wish = kind === 'pause' ? { kind, until: null } : { kind }
  return { deviceId: 'a', state, wish } as OrderRow
}

test('a computer shows what waits on it, and nothing of another', () => {
  const rows = [waits('a', 'review'), waits('b', 'trouble')]
  expect(doingOf('a', rows, []).waiting).toHaveLength(1)
  expect(doingOf('b', rows, [order('pause')])).toMatchObject({ orders: [], isPaused: false })
})

test('it is paused when its videos say so, or without any, when it did what was asked last', () => {
  expect(doingOf('a', [waits('a', 'paused')], []).isPaused).toBe(true)
  expect(doingOf('a', [], [order('pause')]).isPaused).toBe(true)
  expect(doingOf('a', [], [order('resume'), order('pause')]).isPaused).toBe(false)
  expect(doingOf('a', [], [order('pause', 'refused')]).isPaused).toBe(false)
  expect(doingOf('a', [waits('a', 'review')], [order('pause')]).isPaused).toBe(false)
})
