import type { Shared } from '../../context.ts'
import { metricFamily, type Sample } from '../../lib/metric-family.ts'

const BEAT_MS = 500

/** How this process is: memory, time, and how long its work keeps it from answering. */
export class ProcessMetrics {
  #worstLagMs = 0

  /** Until `signal` aborts it notices how late it comes to what is due. */
  watch(signal: AbortSignal): void {
    let dueMs = performance.now() + BEAT_MS
    const timer = setInterval(() => {
      this.#worstLagMs = Math.max(this.#worstLagMs, performance.now() - dueMs)
      dueMs = performance.now() + BEAT_MS
    }, BEAT_MS)
    timer.unref()
    signal.addEventListener('abort', () => clearInterval(timer), { once: true })
  }

  text({ connections: pool, limits }: Pick<Shared, 'connections' | 'limits'>): string {
    const { user, system } = process.cpuUsage()
    const lag = this.#worstLagMs / 1000
    this.#worstLagMs = 0
    const connections = Object.entries(pool() ?? {})
    const isRedisUp = limits.isStoreUp()
    return [
      gauge('process_start_time_seconds', 'When the process began.', performance.timeOrigin / 1000),
      gauge('process_resident_memory_bytes', 'Memory in use.', process.memoryUsage.rss()),
      metricFamily({
        ...{ name: 'process_cpu_seconds_total', help: 'Processor time used.', type: 'counter' },
        samples: [{ value: (user + system) / 1e6 }],
      }),
      gauge('event_loop_lag_seconds', 'The longest that anything was late since asked last.', lag),
      metricFamily({
        ...{ name: 'db_pool_connections', help: 'Connections to the database, by state.' },
        type: 'gauge',
        samples: connections.map(([state, value]): Sample => ({ labels: { state }, value })),
      }),
      metricFamily({
        ...{ name: 'redis_up', help: 'Whether this process has its Redis.', type: 'gauge' },
        samples: isRedisUp === null ? [] : [{ value: Number(isRedisUp) }],
      }),
    ].join('')
  }
}

const gauge = (name: string, help: string, value: number) =>
  metricFamily({ name, help, type: 'gauge', samples: [{ value }] })
