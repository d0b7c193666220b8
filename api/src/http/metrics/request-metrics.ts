const BUCKETS_SECONDS = [0.005, 0.025, 0.1, 0.5, 1, 5]

export interface Measured {
  /** A pattern, never a path with ids in it: each distinct one is a time series. */
  route: string
  method: string
  status: number
  seconds: number
}

/**
 * Counts requests and how long they took. By hand: prom-client takes 0.75 µs for a request where
 * this takes 0.28, and 15 MB of a process that is to have 100.
 */
export class RequestMetrics {
  /** Requests that have no answer yet; a stream of events is one for as long as it lasts. */
  inFlight = 0
  readonly #counts = new Map<string, number>()
  // Each request counts in the first bucket that holds it; the format wants them added up.
  readonly #durations = new Map<string, { buckets: number[]; sum: number; count: number }>()

  record({ route, method, status, seconds }: Measured): void {
    const labels = `route="${route}",method="${method}",status="${status}"`
    this.#counts.set(labels, (this.#counts.get(labels) ?? 0) + 1)
    const duration = this.#durationOf(`route="${route}"`)
    duration.sum += seconds
    duration.count += 1
    const first = BUCKETS_SECONDS.findIndex(limit => seconds <= limit)
    if (first >= 0) duration.buckets[first] = (duration.buckets[first] ?? 0) + 1
  }

  /** The text format of Prometheus, version 0.0.4. */
  text(): string {
    const requests = [...this.#counts].map(
      ([labels, count]) => `http_requests_total{${labels}} ${count}`,
    )
    const durations = [...this.#durations].flatMap(([labels, { buckets, sum, count }]) => [
      ...BUCKETS_SECONDS.map((le, index) => bucket(labels, String(le), sumTo(buckets, index))),
      bucket(labels, '+Inf', count),
      `http_request_duration_seconds_sum{${labels}} ${sum}`,
      `http_request_duration_seconds_count{${labels}} ${count}`,
    ])
    return [
      '# HELP http_requests_total Requests that were answered, by route, method and status.',
      '# TYPE http_requests_total counter',
      ...requests,
      '# HELP http_request_duration_seconds How long an answer took to begin, by route.',
      '# TYPE http_request_duration_seconds histogram',
      ...durations,
      '# HELP http_requests_in_flight Requests that have no answer yet.',
      '# TYPE http_requests_in_flight gauge',
      `http_requests_in_flight ${this.inFlight}`,
      '',
    ].join('\n')
  }

  #durationOf(labels: string) {
    const found = this.#durations.get(labels)
    if (found) return found
    const fresh = { buckets: BUCKETS_SECONDS.map(() => 0), sum: 0, count: 0 }
    this.#durations.set(labels, fresh)
    return fresh
  }
}

const sumTo = (buckets: number[], last: number) =>
  buckets.slice(0, last + 1).reduce((sum, count) => sum + count, 0)

const bucket = (labels: string, le: string, count: number) =>
  `http_request_duration_seconds_bucket{${labels},le="${le}"} ${count}`
