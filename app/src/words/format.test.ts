import { expect, test } from 'bun:test'
import { bytes, duration } from './format.ts'

test('sizes read as a person would say them', () => {
  expect([0, 999, 1500, 1_500_000, 250_000_000, 3e12].map(bytes)).toEqual([
    '0 B',
    '999 B',
    '1.5 kB',
    '1.5 MB',
    '250 MB',
    '3.0 TB',
  ])
})

test('durations keep two digits of seconds', () => {
  expect([0, 2000, 61_000, 3_600_000].map(duration)).toEqual(['0:00', '0:02', '1:01', '60:00'])
})
