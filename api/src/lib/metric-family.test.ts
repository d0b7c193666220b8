import { expect, test } from 'bun:test'
import { metricFamily } from './metric-family.ts'

test('a metric is told with what it is, and no label breaks out of its quotes', () => {
  const samples = [{ value: 1 }, { labels: { name: 'a "quoted"\nback\\slash', b: '' }, value: 2.5 }]
  expect(metricFamily({ name: 'apples', help: 'Apples.', type: 'gauge', samples })).toBe(
    [
      '# HELP apples Apples.',
      '# TYPE apples gauge',
      'apples 1',
      'apples{name="a \\"quoted\\"\\nback\\\\slash",b=""} 2.5',
      '',
    ].join('\n'),
  )
})
