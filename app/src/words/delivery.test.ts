import { expect, test } from 'bun:test'
import { deliveryWords, isUnderWay } from './delivery.ts'

const ASKED = { state: 'waiting', attempts: 1, lastStatus: null, lastReason: null } as const
const REFUSED = { ...ASKED, lastStatus: 500, lastReason: 'It answered 500.' } as const

test('a delivery whose address has not answered yet is on its way', () => {
  expect(deliveryWords(ASKED)).toBe('On its way')
  expect(isUnderWay(ASKED)).toBe(true)
})

test('one that was refused waits for another try, and says what was answered', () => {
  expect(deliveryWords(REFUSED)).toBe('Waits for another try, answered 500')
  expect(isUnderWay(REFUSED)).toBe(false)
})

test('one that arrived or was given up is no longer under way', () => {
  const arrived = { ...ASKED, state: 'delivered', attempts: 3, lastStatus: 204 } as const
  expect(deliveryWords(arrived)).toBe('Delivered, answered 204, 3 tries')
  expect(isUnderWay(arrived)).toBe(false)
  expect(deliveryWords({ ...REFUSED, state: 'given_up' })).toBe('Given up, answered 500')
})
