import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Config } from '../../config.ts'
import type { HttpEnv } from '../request-log.ts'

const YEAR_SECONDS = 31_536_000

/** What a browser may do with our pages: nothing that comes from elsewhere. */
export function securityHeaders(config: Config): MiddlewareHandler<HttpEnv> {
  const isHttps = config.publicUrl.startsWith('https:')
  const guard = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // Solid and the API page set styles on elements.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: isHttps && `max-age=${YEAR_SECONDS}; includeSubDomains`,
    referrerPolicy: 'strict-origin-when-cross-origin',
    xFrameOptions: 'DENY',
  })
  return async (c, next) => {
    await guard(c, next)
    // Not of `c.var`, which is a new copy of all there is each time.
    const scriptSources = c.get('scriptSources')
    if (!scriptSources) return
    const policy = c.res.headers.get(POLICY) ?? ''
    c.res.headers.set(
      POLICY,
      policy.replace(OWN_SCRIPTS, [OWN_SCRIPTS, ...scriptSources].join(' ')),
    )
  }
}

const POLICY = 'Content-Security-Policy'
const OWN_SCRIPTS = "script-src 'self'"
