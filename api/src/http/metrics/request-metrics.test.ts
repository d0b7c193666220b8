import { expect, test } from 'bun:test'
import { RequestMetrics } from './request-metrics.ts'

const asked = { route: '/readyz', method: 'GET', status: 200 }

test('a bucket counts every request that took no longer than its limit', () => {
  const metrics = new RequestMetrics()
  for (const seconds of [0.001, 0.005, 0.02, 0.3, 9]) metrics.record({ ...asked, seconds })

  const counted = [...metrics.text().matchAll(/_bucket\{.*le="(.+)"\} (\d+)/g)]

  expect(counted.map(([, limit, count]) => [limit, Number(count)])).toEqual([
    ['0.005', 2],
    ['0.025', 3],
    ['0.1', 3],
    ['0.5', 4],
    ['1', 4],
    ['5', 4],
    ['+Inf', 5],
  ])
})
