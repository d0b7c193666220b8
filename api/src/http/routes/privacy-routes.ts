import type { Hono, Context as HonoContext } from 'hono'
import type { Deps } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { answerMeta, fetchExport, readMetaRequest } from '../../privacy/privacy.router.ts'
import { counted } from '../counted.ts'
import { bodyLimit } from '../guards/body-limit.ts'
import { problemResponse } from '../problem.ts'
import { requestContext } from '../request-context.ts'
import type { HttpEnv } from '../request-log.ts'
import { factsOf } from '../request-log.ts'

const MOST_BYTES = 16 * 1024
const DOWNLOADS = { name: 'export-files', points: 30, windowSeconds: 300, by: 'address' } as const
// Meta sends one for each person who leaves, from few addresses.
const META = { name: 'meta', points: 600, windowSeconds: 60, by: 'address' } as const
const LOOKS = { name: 'meta-codes', points: 30, windowSeconds: 60, by: 'address' } as const

/** Where Meta tells us of people who leave, and what each address is for. */
export const SIGNED_REQUESTS = {
  '/api/v1/meta/deauthorize': 'deauthorize',
  '/api/v1/meta/data-deletion': 'delete',
} as const

/** What is no procedure: a file that is fetched, and what Meta sends when its users leave. */
export function privacyRoutes(app: Hono<HttpEnv>, deps: Deps): void {
  app.get('/api/v1/privacy/exports/:exportId', counted(deps, DOWNLOADS), c =>
    download(c, deps, c.req.param('exportId')),
  )
  for (const [path, kind] of Object.entries(SIGNED_REQUESTS)) {
    app.post(path, counted(deps, META), bodyLimit(MOST_BYTES), async c => {
      const form = new URLSearchParams(await c.req.text())
      const signedRequest = form.get('signed_request') ?? ''
      return c.json(await answerMeta(deps, { kind, signedRequest }))
    })
  }
  app.get('/api/v1/meta/data-deletion/:code', counted(deps, LOOKS), async c =>
    c.json(await readMetaRequest(deps, c.req.param('code'))),
  )
  for (const path of Object.keys(SIGNED_REQUESTS)) {
    app.all(path, c => {
      const refusal = problemResponse(new Fault('method_not_allowed'), c.var.requestId)
      refusal.headers.set('Allow', 'POST')
      return refusal
    })
  }
}

async function download(c: HonoContext<HttpEnv>, deps: Deps, exportId: string) {
  if (!/^[0-9a-f-]{36}$/.test(exportId)) throw new Fault('not_found', 'There is no such copy.')
  const facts = factsOf(c, deps.config)
  const ctx = await requestContext(deps, facts)
  const { stream, sizeBytes } = await fetchExport(ctx, exportId, c.req.query('ticket') ?? '')
  const { headers } = facts
  headers.set('Content-Type', 'application/zip')
  headers.set('Content-Length', String(sizeBytes))
  headers.set('Content-Disposition', `attachment; filename="content-creation-${exportId}.zip"`)
  headers.set('Cache-Control', 'no-store')
  return new Response(stream, { headers })
}
