import type { MiddlewareHandler } from 'hono'
import type { Deps } from '../context.ts'
import { countedAddress } from '../lib/counted-address.ts'
import { Fault } from '../lib/fault.ts'
import type { RateLimit } from '../outside/rate-limits/rate-limits.ts'
import type { HttpEnv } from './request-log.ts'
import { factsOf } from './request-log.ts'

/** Counts who calls a route that is no procedure, as the router does for those that are. */
export function counted(deps: Deps, limit: RateLimit): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const key = `a:${countedAddress(factsOf(c, deps.config).address)}`
    const { isAllowed, resetSeconds } = await deps.shared.limits.consume(limit, key)
    if (isAllowed) return next()
    throw new Fault('rate_limited', `Please wait ${resetSeconds} seconds.`, {
      retryAfterSeconds: resetSeconds,
    })
  }
}
