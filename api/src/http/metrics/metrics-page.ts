import { OperatorAlertKind } from '../../../contract/index.ts'
import type { Deps } from '../../context.ts'
import { metricFamily } from '../../lib/metric-family.ts'
import { isAnswering } from '../../outside/postgres.ts'
import { openAlerts } from '../health.queries.ts'
import { BUSINESS } from './business-metrics.queries.ts'
import { ProcessMetrics } from './process-metrics.ts'
import type { RequestMetrics } from './request-metrics.ts'
import { answersTo, type Question, SERVICE } from './service-metrics.queries.ts'

const DEADLINE_MS = 1000
// Several may look at once, and what is the same in every process is asked by each of them.
const FRESH_MS = 10_000
const BUSINESS_FRESH_MS = 300_000

interface Parts {
  deps: Pick<Deps, 'db' | 'shared'>
  requests: RequestMetrics
  stopping: AbortSignal
}
type Has = Pick<Deps, 'db'>

/** All that Prometheus is told: of this process, and what its database knows of the service. */
export function metricsPage({ deps, requests, stopping }: Parts): () => Promise<string> {
  const own = new ProcessMetrics()
  own.watch(stopping)
  const service = kept(FRESH_MS, () => ofService(deps))
  const business = kept(BUSINESS_FRESH_MS, () => asked(BUSINESS, deps))
  return async () => {
    const isUp = await isAnswering(deps.db, DEADLINE_MS)
    const up = metricFamily({
      ...{ name: 'db_up', help: 'Whether the database answers.', type: 'gauge' },
      samples: [{ value: Number(isUp) }],
    })
    const known = isUp ? [await service(), await business()] : []
    return [requests.text(), own.text(deps.shared), up, ...known].join('')
  }
}

/** What was answered lately, or else a new answer. */
function kept(freshMs: number, ask: () => Promise<string>): () => Promise<string> {
  let last: { text: string; atMs: number } | null = null
  return async () => {
    const nowMs = performance.now()
    if (!last || nowMs - last.atMs > freshMs) last = { text: await ask(), atMs: nowMs }
    return last.text
  }
}

async function ofService(deps: Has): Promise<string> {
  const open: OperatorAlertKind[] = await openAlerts(deps.db).catch(() => [])
  // Each kind as 0 or 1, so that a rule need not tell "none" from "unknown".
  const alerts = metricFamily({
    ...{ name: 'operator_alert', help: 'What operators have to look at.', type: 'gauge' },
    samples: OperatorAlertKind.options.map(kind => ({
      labels: { kind },
      value: Number(open.includes(kind)),
    })),
  })
  return `${await asked(SERVICE, deps)}${alerts}`
}

async function asked(questions: readonly Question[], { db }: Has): Promise<string> {
  const answers = await answersTo(questions, db)
  return answers.map(it => metricFamily({ ...it, type: 'gauge' })).join('')
}
