const BUCKETS_SECONDS = [0.005, 0.025, 0.1, 0.5, 1, 5]

export interface Measured {
  /** A pattern, never a path with ids in it: each distinct one is a time series. */
  route: string
  method: string
  status: number
  seconds: number
}

/** What is known of one route; requests by method, then by status. */
interface Counted {
  counts: Map<string, Map<number, number>>
  // Each request counts in the first bucket that holds it; the format wants them added up.
  buckets: number[]
  sum: number
  count: number
}

/**
 * Counts requests and how long they took. By hand, because every request passes here: nothing is
 * made for one whose route, method and status were seen before.
 */
export class RequestMetrics {
  /** Requests that have no answer yet; a stream of events is one for as long as it lasts. */
  inFlight = 0
  readonly #routes = new Map<string, Counted>()

  record({ route, method, status, seconds }: Measured): void {
    const counted = this.#countedOf(route)
    counted.sum += seconds
    counted.count += 1
    const first = firstBucket(seconds)
    if (first >= 0) counted.buckets[first] = (counted.buckets[first] ?? 0) + 1
    const byStatus = counted.counts.get(method)
    if (byStatus) byStatus.set(status, (byStatus.get(status) ?? 0) + 1)
    else counted.counts.set(method, new Map([[status, 1]]))
  }

  /** The text format of Prometheus, version 0.0.4. */
  text(): string {
    const routes = [...this.#routes]
    return [
      '# HELP http_requests_total Requests that were answered, by route, method and status.',
      '# TYPE http_requests_total counter',
      ...routes.flatMap(([route, { counts }]) => requestLines(route, counts)),
      '# HELP http_request_duration_seconds How long an answer took to begin, by route.',
      '# TYPE http_request_duration_seconds histogram',
      ...routes.flatMap(([route, counted]) => durationLines(`route="${route}"`, counted)),
      '# HELP http_requests_in_flight Requests that have no answer yet.',
      '# TYPE http_requests_in_flight gauge',
      `http_requests_in_flight ${this.inFlight}`,
      '',
    ].join('\n')
  }

  #countedOf(route: string): Counted {
    const found = this.#routes.get(route)
    if (found) return found
    const fresh = { counts: new Map(), buckets: BUCKETS_SECONDS.map(() => 0), sum: 0, count: 0 }
    this.#routes.set(route, fresh)
    return fresh
  }
}

// No findIndex: it would make a function for every request.
function firstBucket(seconds: number): number {
  for (let index = 0; index < BUCKETS_SECONDS.length; index += 1) {
    if (seconds <= (BUCKETS_SECONDS[index] ?? 0)) return index
  }
  return -1
}

const requestLines = (route: string, counts: Counted['counts']) =>
  [...counts].flatMap(([method, byStatus]) =>
    [...byStatus].map(
      ([status, count]) =>
        `http_requests_total{route="${route}",method="${method}",status="${status}"} ${count}`,
    ),
  )

function durationLines(labels: string, { buckets, sum, count }: Counted): string[] {
  let upTo = 0
  const limits = BUCKETS_SECONDS.map((limit, index) => {
    upTo += buckets[index] ?? 0
    return bucket(labels, String(limit), upTo)
  })
  return [
    ...limits,
    bucket(labels, '+Inf', count),
    `http_request_duration_seconds_sum{${labels}} ${sum}`,
    `http_request_duration_seconds_count{${labels}} ${count}`,
  ]
}

const bucket = (labels: string, le: string, count: number) =>
  `http_request_duration_seconds_bucket{${labels},le="${le}"} ${count}`
