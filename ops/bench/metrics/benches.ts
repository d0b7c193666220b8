import { Counter, Histogram, Registry } from 'prom-client'
import { type Measured, RequestMetrics } from '../../../api/src/http/metrics/request-metrics.ts'
import { mustRun } from '../../run-program.ts'
import { type Figure, inTurns, ratiosOf, spreadOf } from '../measure.ts'

const REQUESTS = 400_000
/** About as many procedures as the dashboard and an agent call. */
const ROUTES = 40
const ROOT = `${import.meta.dir}/../../..`

type Count = (request: Measured) => void

interface Pair {
  ours: number[]
  theirs: number[]
}

/** What counting a request costs, ours beside prom-client with the same labels and buckets. */
export async function benchMetrics({ rounds }: { rounds: number }): Promise<Figure[]> {
  const time = await inTurns(rounds, {
    ours: async () => nanoseconds(ours()),
    theirs: async () => nanoseconds(promClient()),
  })
  const memory = await inTurns(rounds, {
    ours: () => megabytes(`${ROOT}/api/src/http/metrics/request-metrics.ts`),
    theirs: () => megabytes(Bun.resolveSync('prom-client', import.meta.dir)),
  })
  return [
    figure('a request, counted', 'ns', time),
    figure('a process that has loaded it and nothing else', 'MB', memory),
  ]
}

const figure = (name: string, unit: string, { ours, theirs }: Pair): Figure => ({
  ...{ name, unit, value: spreadOf(ours) },
  against: {
    ...{ name: 'prom-client', value: spreadOf(theirs) },
    ratio: ratiosOf(ours, theirs),
  },
})

function ours(): Count {
  const metrics = new RequestMetrics()
  return request => metrics.record(request)
}

function promClient(): Count {
  const registers = [new Registry()]
  const counted = { name: 'http_requests_total', help: 'Requests.', registers }
  const took = { name: 'http_request_duration_seconds', help: 'Durations.', registers }
  const requests = new Counter({ ...counted, labelNames: ['route', 'method', 'status'] })
  const buckets = [0.005, 0.025, 0.1, 0.5, 1, 5]
  const durations = new Histogram({ ...took, labelNames: ['route'], buckets })
  return ({ route, method, status, seconds }) => {
    requests.inc({ route, method, status })
    durations.observe({ route }, seconds)
  }
}

function nanoseconds(record: Count): number {
  const requests = Array.from(
    { length: 1024 },
    (_, n): Measured => ({
      route: `/trpc/feature${n % 8}.verb${(n * 7) % ROUTES}`,
      method: n % 3 === 0 ? 'POST' : 'GET',
      status: n % 50 === 0 ? 404 : 200,
      seconds: ((n * 37) % 1000) / 5000,
    }),
  )
  // A server that runs for a day has been compiled; its first few requests are not measured.
  for (const request of requests) for (let n = 0; n < 50; n += 1) record(request)
  const startedAt = Bun.nanoseconds()
  for (let n = 0; n < REQUESTS; n += 1) record(requests[n % 1024] as Measured)
  return (Bun.nanoseconds() - startedAt) / REQUESTS
}

async function megabytes(module: string): Promise<number> {
  const code = `await import(${JSON.stringify(module)}); console.log(process.memoryUsage.rss())`
  return Number(await mustRun([process.execPath, '-e', code])) / 1e6
}
