import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import type { Deps } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { sha256Hex } from '../lib/id.ts'
import { isAnswering } from '../outside/postgres.ts'
import { openAlerts } from './health.queries.ts'
import { ALIVE_PATHS, READY_PATH } from './health-paths.ts'
import { metricsPage } from './metrics/metrics-page.ts'
import type { RequestMetrics } from './metrics/request-metrics.ts'
import type { HttpEnv } from './request-log.ts'
import { factsOf } from './request-log.ts'

const DEADLINE_MS = 1000
const HERE = ['127.0.0.1', '::1', '::ffff:127.0.0.1']

interface Parts {
  deps: Deps
  stopping: AbortSignal
  metrics: RequestMetrics
}

/** Alive, ready, and how busy: what a supervisor asks. */
export function healthRoutes({ deps, stopping, metrics }: Parts): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  const page = metricsPage({ deps, requests: metrics, stopping })
  // Alive says nothing of the database: restarting us would not bring it back.
  for (const path of ALIVE_PATHS) app.get(path, c => c.json({ ok: true }))
  app.get(READY_PATH, async c => {
    if (stopping.aborted) return c.json({ ok: false, reason: 'stopping' }, 503)
    const hasDatabase = await isAnswering(deps.db, DEADLINE_MS)
    if (!hasDatabase) return c.json({ ok: false, reason: 'database' }, 503)
    return c.json({ ok: true, alerts: await openAlerts(deps.db) })
  })
  app.get('/metrics', async c => {
    const { metrics: readers } = deps.config
    const given = c.req.header('Authorization') ?? ''
    const isHere = () => HERE.includes(factsOf(c, deps.config).address)
    const mayRead =
      readers.kind === 'token'
        ? isSame(given, `Bearer ${readers.token}`)
        : readers.kind === 'here' && isHere()
    // Told apart from an address without anything by nobody who may not read it.
    if (!mayRead) throw new Fault('not_found', 'There is nothing at this address.')
    return c.text(await page(), 200, { 'Content-Type': 'text/plain; version=0.0.4' })
  })
  return app
}

const isSame = (given: string, wanted: string) =>
  timingSafeEqual(Buffer.from(sha256Hex(given)), Buffer.from(sha256Hex(wanted)))
