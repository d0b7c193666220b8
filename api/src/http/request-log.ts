import { isIP } from 'node:net'
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import type { Config } from '../config.ts'
import type { Deps } from '../context.ts'
import { newId } from '../lib/id.ts'
import { ALIVE_PATHS, READY_PATH } from './health-paths.ts'
import type { RequestMetrics } from './metrics/request-metrics.ts'
import type { RequestFacts } from './request-context.ts'
import { restPattern } from './rest.ts'
import { trpcPattern } from './trpc-endpoint.ts'

export interface HttpEnv {
  Bindings: { address: string }
  Variables: {
    requestId: string
    /** Scripts that stand in the page itself, as a content security policy names them. */
    scriptSources?: readonly string[]
  }
}

const SANE_ID = /^[\w.-]{8,64}$/

/**
 * Names each request: by the id that came with it, when it is a sane one, else by a new one. While
 * we stop, each answer ends its connection: its client opens the next one elsewhere. It is one
 * handler, because each more would cost every request.
 */
export const requestId =
  (stopping: AbortSignal): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const given = c.req.header('X-Request-Id') ?? ''
    const id = SANE_ID.test(given) ? given : newId()
    c.set('requestId', id)
    await next()
    c.res.headers.set('X-Request-Id', id)
    if (stopping.aborted) c.res.headers.set('Connection', 'close')
  }

/** One line and one measurement per request; the query is left out, for it may hold a secret. */
export function requestLog(deps: Deps, metrics: RequestMetrics): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const startedAt = performance.now()
    metrics.inFlight += 1
    try {
      await next()
    } finally {
      metrics.inFlight -= 1
    }
    const { method, path } = c.req
    const { status } = c.res
    const seconds = (performance.now() - startedAt) / 1000
    metrics.record({ route: patternOf(path), method: knownMethod(method), status, seconds })
    if (QUIET.includes(path)) return
    deps.log.info('request', {
      requestId: c.get('requestId'),
      method,
      path,
      status,
      ms: Math.round(seconds * 1000),
    })
  }
}

/** What the room behind the door must know about a request. */
export function factsOf(c: HonoContext<HttpEnv>, config: Config): RequestFacts {
  return {
    request: c.req.raw,
    requestId: c.get('requestId'),
    address: addressOf(c, config.trustedProxies),
    headers: new Headers(),
  }
}

// Each proxy of ours appends who it saw; further left is whatever the caller claimed.
function addressOf(c: HonoContext<HttpEnv>, trustedProxies: number): string {
  if (trustedProxies === 0) return c.env.address
  const seen = (c.req.header('X-Forwarded-For') ?? '').split(',').map(part => part.trim())
  const address = withoutPort(seen.at(-trustedProxies) ?? '')
  return isIP(address) ? address : c.env.address
}

// Some proxies write the port along: 192.0.2.1:443, [2001:db8::1]:443.
const withoutPort = (text: string) =>
  text.replace(/^\[(.+)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')

const QUIET = [...ALIVE_PATHS, READY_PATH, '/metrics']
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

const knownMethod = (method: string) => (METHODS.includes(method) ? method : 'other')

function patternOf(path: string): string {
  if (path.startsWith('/trpc/')) return trpcPattern(path.slice('/trpc/'.length))
  if (path.startsWith('/api/v1/'))
    return `/api/v1${restPattern(path.slice('/api/v1'.length)) ?? ''}`
  return QUIET.includes(path) ? path : 'other'
}
