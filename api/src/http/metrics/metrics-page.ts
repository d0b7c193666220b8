import { OperatorAlertKind } from '../../../contract/index.ts'
import type { Deps } from '../../context.ts'
import { metricFamily } from '../../lib/metric-family.ts'
import { isAnswering } from '../../outside/postgres.ts'
import { openAlerts } from '../health.queries.ts'
import { ProcessMetrics } from './process-metrics.ts'
import type { RequestMetrics } from './request-metrics.ts'
import { serviceFigures } from './service-metrics.queries.ts'

const DEADLINE_MS = 1000
// Several may look at once, and what is the same in every process is asked by each of them.
const FRESH_MS = 10_000

interface Parts {
  deps: Pick<Deps, 'db' | 'shared'>
  requests: RequestMetrics
  stopping: AbortSignal
}

/** All that Prometheus is told: of this process, and what its database knows of the service. */
export function metricsPage({ deps, requests, stopping }: Parts): () => Promise<string> {
  const own = new ProcessMetrics()
  own.watch(stopping)
  let known: { text: string; atMs: number } | null = null
  return async () => {
    const nowMs = performance.now()
    if (!known || nowMs - known.atMs > FRESH_MS)
      known = { text: await ofService(deps), atMs: nowMs }
    return `${requests.text()}${own.text(deps.shared.connections)}${known.text}`
  }
}

async function ofService({ db }: Pick<Deps, 'db'>): Promise<string> {
  const isUp = await isAnswering(db, DEADLINE_MS)
  const up = metricFamily({
    ...{ name: 'db_up', help: 'Whether the database answers.', type: 'gauge' },
    samples: [{ value: Number(isUp) }],
  })
  if (!isUp) return up
  const figures = (await serviceFigures(db)).map(it => metricFamily({ ...it, type: 'gauge' }))
  const open: OperatorAlertKind[] = await openAlerts(db).catch(() => [])
  // Each kind as 0 or 1, so that a rule need not tell "none" from "unknown".
  const alerts = metricFamily({
    ...{ name: 'operator_alert', help: 'What operators have to look at.', type: 'gauge' },
    samples: OperatorAlertKind.options.map(kind => ({
      labels: { kind },
      value: Number(open.includes(kind)),
    })),
  })
  return [up, ...figures, alerts].join('')
}
