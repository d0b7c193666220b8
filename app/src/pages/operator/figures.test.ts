import { expect, test } from 'bun:test'
import { monthsFrom, monthsUpTo, polylines, shown } from './figures.ts'

test('months go on over the end of a year, and back', () => {
  expect([monthsFrom('2026-11', 2), monthsFrom('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
  expect(monthsUpTo('2026-02', 3)).toEqual(['2025-12', '2026-01', '2026-02'])
})

test('a line goes from the left to the right, the highest value at the top', () => {
  expect(polylines([0, 5, 10], { width: 100, height: 20 })).toEqual([
    '0.0,20.0 50.0,10.0 100.0,0.0',
  ])
})

test('what is not known parts the line, and what stands alone is a dot', () => {
  expect(polylines([1, null, 1], { width: 10, height: 10 })).toEqual([
    '0.0,0.0 0.0,0.0',
    '10.0,0.0 10.0,0.0',
  ])
  expect(polylines([0, 0], { width: 10, height: 10 })).toEqual(['0.0,10.0 10.0,10.0'])
  expect(polylines([null, null], { width: 10, height: 10 })).toEqual([])
})

test('nothing to divide by is a dash, never a zero', () => {
  expect([shown(null, 'share'), shown(0, 'share'), shown(0.0412, 'share')]).toEqual([
    '–',
    '0%',
    '4.1%',
  ])
  expect([shown(123_456, 'cents'), shown(3, 'times')]).toEqual(['$1,234.56', '3 : 1'])
})
