import { browserCookieName } from '../account/sessions.ts'
import type { Context, Deps } from '../context.ts'
import { cookieIn } from './cookies.ts'
import { crossSiteFault } from './guards/same-origin.ts'
import { identify } from './identify.ts'

export interface RequestFacts {
  request: Request
  requestId: string
  address: string
  /** Where a procedure's headers go. */
  headers: Headers
}

const LONGEST_USER_AGENT = 300

/** Everything a procedure is handed about one request. */
export async function requestContext(deps: Deps, facts: RequestFacts): Promise<Context> {
  const { request, requestId, address, headers } = facts
  const crossSite = crossSiteFault(request, deps.config)
  const identity = await identify(deps, request.headers)
  const setHeader = (name: string, value: string) =>
    name.toLowerCase() === 'set-cookie' ? headers.append(name, value) : headers.set(name, value)
  if (identity.cookie) setHeader('Set-Cookie', identity.cookie)
  return {
    ...deps,
    actor: crossSite ? null : identity.actor,
    refusal: crossSite ?? identity.refusal,
    requestId,
    address,
    userAgent: (request.headers.get('User-Agent') ?? '').slice(0, LONGEST_USER_AGENT),
    browserId: cookieIn(request.headers, browserCookieName(deps.config)),
    setHeader,
    signal: request.signal,
    budget: null,
  }
}
