import type { Sketch } from './dashboard.ts'

const rate = (counter: string) => `rate(${counter}[$__rate_interval])`
const BUCKETS = `sum by (le) (${rate('http_request_duration_seconds_bucket')})`
const took = (quantile: number) => `histogram_quantile(${quantile}, ${BUCKETS})`
const FAILED = `sum(${rate('http_requests_total{status=~"5.."}')})`
const byRoute = (counter: string) => `sum by (route) (${rate(counter)})`
const SPENT = byRoute('http_request_duration_seconds_sum')

export const requests: Sketch = {
  name: 'requests',
  title: 'Requests and processes',
  parts: [
    {
      title: 'Processes that answer',
      about: 'Fewer than were started: see ApiDown in the runbook.',
      kind: 'number',
      queries: { processes: 'sum(up{job="content-api"})' },
    },
    {
      title: 'Failed by our fault',
      about: 'Answers of 500 and above, of all. More than 2 of 100 wakes somebody (ApiErrors).',
      ...{ kind: 'number', unit: 'percentunit' },
      queries: { failed: `(${FAILED} or vector(0)) / sum(${rate('http_requests_total')})` },
    },
    {
      title: 'The slowest twentieth begins after',
      about: 'How long 19 of 20 requests take at most. A second and more is told (ApiSlow).',
      ...{ kind: 'number', unit: 's' },
      queries: { 'p 95': took(0.95) },
    },
    {
      title: 'Under way',
      about: 'Requests without an answer yet. A stream of live updates is one while it lasts.',
      kind: 'number',
      queries: { requests: 'sum(http_requests_in_flight)' },
    },
    {
      title: 'Requests by status',
      about: 'All processes together.',
      unit: 'reqps',
      queries: { '{{status}}': `sum by (status) (${rate('http_requests_total')})` },
    },
    {
      title: 'How long an answer takes to begin',
      about:
        'Half of the requests, 95 and 99 of 100. From buckets, so between two of them a guess.',
      unit: 's',
      queries: { 'p 50': took(0.5), 'p 95': took(0.95), 'p 99': took(0.99) },
    },
    {
      title: 'Busiest routes',
      about: 'The ten that are called most.',
      unit: 'reqps',
      queries: {
        '{{route}}': `topk(10, ${byRoute('http_requests_total')})`,
      },
    },
    {
      title: 'Routes that take longest',
      about: 'The ten whose requests take longest, by their mean.',
      unit: 's',
      queries: {
        '{{route}}': `topk(10, ${SPENT} / ${byRoute('http_request_duration_seconds_count')})`,
      },
    },
    {
      title: 'Database',
      about:
        '1 while it answers; the connections to it, where waiting ones are requests that wait.',
      queries: {
        answers: 'max(db_up)',
        '{{state}}': 'sum by (state) (db_pool_connections)',
      },
    },
    {
      title: 'Oldest transaction',
      about: 'How long it has been open. A quarter of an hour is told (TransactionLong).',
      unit: 's',
      queries: { open: 'max(db_longest_transaction_seconds)' },
    },
    {
      title: 'Memory',
      about: 'Each process may have 512 MB; above 450 it is told (MemoryHigh).',
      unit: 'bytes',
      queries: { '{{instance}}': 'process_resident_memory_bytes{job="content-api"}' },
    },
    {
      title: 'Processor',
      about: 'Cores that each process uses.',
      queries: {
        '{{instance}}': rate('process_cpu_seconds_total{job="content-api"}'),
      },
    },
    {
      title: 'How late anything was',
      about: 'The longest that a process was too busy to do what was due (EventLoopBlocked).',
      unit: 's',
      queries: { '{{instance}}': 'event_loop_lag_seconds' },
    },
  ],
}
