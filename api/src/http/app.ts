import { Hono } from 'hono'
import type { Deps } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { faultOf } from '../trpc.ts'
import { countVisits } from './count-visits.ts'
import { counted } from './counted.ts'
import { bodyLimit } from './guards/body-limit.ts'
import { crossOrigin, forOneCaller } from './guards/cross-origin.ts'
import { onlyJson } from './guards/only-json.ts'
import { ownHost } from './guards/own-host.ts'
import { securityHeaders } from './guards/security-headers.ts'
import { healthRoutes } from './health.ts'
import { RequestMetrics } from './metrics/request-metrics.ts'
import { docsRoutes } from './openapi/docs.ts'
import { problemResponse } from './problem.ts'
import type { HttpEnv } from './request-log.ts'
import { factsOf, requestId, requestLog } from './request-log.ts'
import { restResponse } from './rest.ts'
import { brandLogo } from './routes/brand-logo.ts'
import { oauthCallback } from './routes/oauth-callback.ts'
import { previewPicture } from './routes/preview-picture.ts'
import { privacyRoutes } from './routes/privacy-routes.ts'
import { siteRoutes } from './routes/site.ts'
import { staticRoutes } from './routes/static.ts'
import { stripeWebhook } from './routes/stripe-webhook.ts'
import { unsubscribe } from './routes/unsubscribe.ts'
import { trpcResponse } from './trpc-endpoint.ts'

const MIB = 1024 * 1024
const API = '/api/v1'
const RETURNS = { name: 'oauth-returns', points: 60, windowSeconds: 60, by: 'address' } as const
const WRITES_WORDS = /^\/trpc\/.*enrichment\.generate/

export interface AppOptions {
  deps: Deps
  /** Aborts when we are told to stop: readiness says so, and subscriptions end. */
  stopping: AbortSignal
  /** Where the built dashboard lies. */
  appFolder: string
}

/** The whole door: every path that answers over HTTP. */
export function createApp({ deps, stopping, appFolder }: AppOptions): Hono<HttpEnv> {
  const metrics = new RequestMetrics()
  const app = new Hono<HttpEnv>()
  app.use(requestId(stopping))
  app.use(requestLog(deps, metrics))
  app.use(securityHeaders(deps.config))
  app.use(ownHost(deps.config))
  for (const path of [`${API}/*`, '/trpc/*']) {
    app.use(path, forOneCaller)
    if (deps.config.corsOrigins.length > 0) app.use(path, crossOrigin(deps.config))
  }
  app.use((c, next) => (isEnrichment(c.req.path) ? twoMib : oneMib)(c, next))
  app.use('/trpc/*', onlyJson)
  app.route('/', healthRoutes({ deps, stopping, metrics }))
  app.get(`${API}/openapi.json`, async c => {
    // What makes the document is loaded when somebody wants it; most processes are never asked.
    const { openapiDocument } = await import('./openapi/openapi.ts')
    return c.json(openapiDocument(deps.config))
  })
  app.route('/api/docs', docsRoutes())
  app.all('/trpc/*', c => trpcResponse(deps, factsOf(c, deps.config), stopping))
  stripeWebhook(app, deps)
  privacyRoutes(app, deps)
  app.get(`${API}/brand/logo`, c => brandLogo(deps, factsOf(c, deps.config)))
  app.get(`${API}/previews/:previewId`, c =>
    previewPicture(deps, factsOf(c, deps.config), c.req.param('previewId')),
  )
  app.all(`${API}/*`, c => {
    const facts = factsOf(c, deps.config)
    return restResponse(deps, facts, c.req.path.slice(API.length))
  })
  app.on(['GET', 'POST'], '/mail/unsubscribe', c => unsubscribe(deps, factsOf(c, deps.config)))
  app.get('/oauth/:platform/callback', counted(deps, RETURNS), c =>
    oauthCallback(deps, factsOf(c, deps.config), c.req.param('platform')),
  )
  app.all('/api/*', c => problemResponse(nothingHere(), c.var.requestId))
  if (deps.config.siteFolder)
    app.route('/', siteRoutes(deps.config.siteFolder, deps.config, countVisits(deps, stopping)))
  app.route('/', staticRoutes(appFolder))
  app.notFound(c => problemResponse(nothingHere(), c.var.requestId, c.req.path))
  app.onError((error, c) => {
    const fault = faultOf(error)
    if (fault.code === 'internal') {
      deps.log.error('a request failed', { requestId: c.var.requestId, error })
    }
    return problemResponse(fault, c.var.requestId, c.req.path)
  })
  return app
}

const oneMib = bodyLimit(MIB)
// Key frames travel as base64 in the body.
const twoMib = bodyLimit(2 * MIB)

const nothingHere = () => new Fault('not_found', 'There is nothing at this address.')

const isEnrichment = (path: string) =>
  path.startsWith(`${API}/enrichment/`) || WRITES_WORDS.test(path)
