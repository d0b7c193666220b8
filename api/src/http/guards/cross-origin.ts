import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { Config } from '../../config.ts'

const HOUR_SECONDS = 3600

/**
 * Lets pages of the listed sites read our answers. Credentials are never
 * allowed, so such a page calls with its own key or token and our cookie stays at home.
 */
export function crossOrigin({ corsOrigins }: Config): MiddlewareHandler {
  return cors({
    origin: origin => (corsOrigins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'X-API-Key', 'X-Request-Id'],
    exposeHeaders: ['RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Request-Id'],
    maxAge: HOUR_SECONDS,
  })
}

/**
 * Keys and tokens travel in these answers, so no cache on the way may keep them; and one address
 * answers one site with leave to read and another without, so caches keep those apart.
 */
export const forOneCaller: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  const vary = c.res.headers.get('Vary') ?? ''
  const missing = ['Origin', 'Sec-Fetch-Site'].filter(name => !vary.includes(name))
  for (const name of missing) c.res.headers.append('Vary', name)
}
