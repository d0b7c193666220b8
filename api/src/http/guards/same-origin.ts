import { cookieName } from '../../account/sessions.ts'
import type { Config } from '../../config.ts'
import { Fault } from '../../lib/fault.ts'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/** Refuses a change that another site made a browser send (CSRF); null when all is well. */
export function crossSiteFault(request: Request, config: Config): Fault | null {
  if (SAFE.includes(request.method)) return null
  const site = request.headers.get('Sec-Fetch-Site')
  const isOurOwn = site === 'same-origin' || site === 'none'
  if (isOurOwn) return null
  if (isInvited(request, config)) return null
  if (site !== null) return refusal()
  if (!hasSession(request, config)) return null
  // Without either header nothing says that our own page sent it.
  const origin = request.headers.get('Origin')
  return origin !== null && isOurs(origin, request, config) ? null : refusal()
}

const refusal = () => new Fault('forbidden', 'This request did not come from our own page.')

// A listed site calls with a key of its own; should a browser add our cookie, it is not theirs.
const isInvited = (request: Request, config: Config) =>
  config.corsOrigins.includes(request.headers.get('Origin') ?? '') && !hasSession(request, config)

const hasSession = ({ headers }: Request, config: Config) =>
  (headers.get('Cookie') ?? '').includes(`${cookieName(config)}=`)

function isOurs(origin: string, request: Request, config: Config): boolean {
  if (origin === new URL(config.publicUrl).origin) return true
  return URL.canParse(origin) && new URL(origin).host === request.headers.get('Host')
}
