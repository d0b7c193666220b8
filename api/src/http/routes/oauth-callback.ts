import { CONNECT_REFUSED_COOKIE, PLATFORM_NAMES, Platform } from '../../../contract/index.ts'
import type { Deps } from '../../context.ts'
import { Fault, toProblem } from '../../lib/fault.ts'
import { appRouter } from '../../router.ts'
import { createCallerFactory, faultOf } from '../../trpc.ts'
import type { RequestFacts } from '../request-context.ts'
import { requestContext } from '../request-context.ts'

const createCaller = createCallerFactory(appRouter)

/** Where a platform sends a person's browser back to; it ends at the dashboard, or says why. */
export async function oauthCallback(
  deps: Deps,
  facts: RequestFacts,
  platformName: string,
): Promise<Response> {
  const { headers, requestId } = facts
  // The address holds a code: nobody on the way may store the answer to it.
  headers.set('Cache-Control', 'no-store')
  try {
    const platform = Platform.safeParse(platformName).data
    if (!platform) throw new Fault('not_found', 'There is no such platform.')
    const { id } = await finish(deps, facts, platform)
    headers.set('Location', `${PAGE}?connected=${platform}&channel=${id}`)
    return new Response(null, { status: 302, headers })
  } catch (error) {
    const fault = faultOf(error)
    if (fault.code === 'internal') deps.log.error('a connection failed', { requestId, error })
    return isForThePage(fault) ? backWith(fault, facts) : page(fault, facts)
  }
}

const PAGE = '/connections'
/** Long enough for the page to load, and gone before anybody wonders. */
const COOKIE_SECONDS = 60

/** Who is not signed in here, or is somewhere that does not exist, has no page to go back to. */
const isForThePage = ({ code }: Fault) => code !== 'unauthenticated' && code !== 'not_found'

/** Back to the dashboard, which says why. In a cookie: an address can be made up by anybody. */
function backWith(fault: Fault, { headers, requestId }: RequestFacts): Response {
  const problem = encodeURIComponent(JSON.stringify(toProblem(fault, requestId)))
  const cookie = `${CONNECT_REFUSED_COOKIE}=${problem}; Path=${PAGE}; SameSite=Lax`
  headers.append('Set-Cookie', `${cookie}; Max-Age=${COOKIE_SECONDS}`)
  headers.set('Location', PAGE)
  return new Response(null, { status: 302, headers })
}

async function finish(deps: Deps, facts: RequestFacts, platform: Platform) {
  const query = new URL(facts.request.url).searchParams
  const refused = query.get('error')
  if (refused !== null) throw new Fault('invalid', refusal(refused, platform))
  const ctx = await requestContext(deps, facts)
  if (ctx.actor?.kind !== 'session') throw new Fault('unauthenticated', SIGN_IN)
  const code = (query.get('code') ?? '').replace(/#_$/, '')
  const state = query.get('state') ?? ''
  return createCaller(ctx).connection.callback({ platform, code, state })
}

const SIGN_IN = 'Sign in in this browser first, then connect the account again.'

const refusal = (error: string, platform: Platform) =>
  error === 'access_denied' || error.startsWith('user_cancelled')
    ? `You did not allow access, so ${PLATFORM_NAMES[platform]} stays unconnected.`
    : `${PLATFORM_NAMES[platform]} did not allow the connection. Please try again.`

function page(fault: Fault, { headers, requestId }: RequestFacts): Response {
  const { title, detail, status } = toProblem(fault)
  headers.set('Content-Type', 'text/html; charset=utf-8')
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="/icon.svg">
<title>Not connected</title>
<style>:root{color-scheme:light dark}body{font:1.05rem/1.6 system-ui,sans-serif;max-width:34rem;
margin:12vh auto;padding:0 1.25rem}a{color:light-dark(#0f766e,#2dd4bf)}small{opacity:.7}</style>
<h1>Not connected</h1>
<p>${escaped(detail ?? title)}</p>
<p><a href="/">Back to the dashboard</a></p>
<p><small>Request ${escaped(requestId)}</small></p>
</html>
`
  return new Response(html, { status, headers })
}

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, character => `&#${character.codePointAt(0)};`)
