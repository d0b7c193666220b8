import { expect, test } from 'bun:test'
import { pathOf, scaleOf } from './chart.ts'

test('a line breaks where nothing is known, and is never drawn across', () => {
  const values = [0, 10, null, 5, null, 10, 0]
  expect(pathOf(values, scaleOf([values]))).toBe('M0 200L100 0M300 100h0M500 0L600 200')
})

test('what a platform took back is drawn below what it told before', () => {
  expect(scaleOf([[5], [-5, null]])).toEqual({ min: -5, max: 5 })
  expect(pathOf([-5, 5], { min: -5, max: 5 })).toBe('M0 200L600 0')
})

test('no figures and nothing but zeros draw a flat line or none', () => {
  expect(pathOf([null, null], scaleOf([[null, null]]))).toBe('')
  expect(pathOf([0, 0], scaleOf([[0, 0]]))).toBe('M0 200L600 200')
})
