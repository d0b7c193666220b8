import { expect, test } from 'bun:test'
import { CalendarDate } from '@internationalized/date'
import { beside, clockChange, daysOf, hoursOf, lanesOf } from './grid.ts'

const day = new CalendarDate(2026, 11, 18)
const shown = (view: 'month' | 'week' | 'list', locale: string) => {
  const days = daysOf(view, day, locale)
  return [String(days[0]), String(days.at(-1)), days.length]
}

test('a month is whole weeks, which begin where the reader begins them', () => {
  expect(shown('month', 'de-DE')).toEqual(['2026-10-26', '2026-12-06', 42])
  expect(shown('month', 'en-US')).toEqual(['2026-11-01', '2026-12-05', 35])
  expect(shown('week', 'de-DE')).toEqual(['2026-11-16', '2026-11-22', 7])
  expect(shown('list', 'de-DE')).toEqual(['2026-11-01', '2026-11-30', 30])
})

test('the view beside begins in the next week or month, whatever the day', () => {
  expect(String(beside('month', new CalendarDate(2027, 1, 31), 1))).toBe('2027-02-01')
  expect(String(beside('week', day, -1))).toBe('2026-11-11')
})

test('a day on which the clocks change is longer or shorter', () => {
  const change = (month: number, of: number) =>
    clockChange(new CalendarDate(2026, month, of), 'Europe/Berlin')
  expect([change(3, 29), change(10, 25), change(11, 18)]).toEqual([-1, 1, 0])
})

test('a week shows the hours of a day, and the others where something goes out then', () => {
  expect(hoursOf([])).toEqual({ from: 7, to: 22 })
  expect(hoursOf([5 * 60 + 59, 23 * 60 + 30])).toEqual({ from: 5, to: 24 })
})

test('what goes out at nearly the same time stands side by side', () => {
  expect(lanesOf([60, 75, 80, 140], 60)).toEqual([
    { lane: 0, of: 3 },
    { lane: 1, of: 3 },
    { lane: 2, of: 3 },
    { lane: 0, of: 1 },
  ])
  // A lane is taken again as soon as it is free.
  expect(lanesOf([0, 30, 60], 60).map(it => it.lane)).toEqual([0, 1, 0])
})
