import { Hono } from 'hono'
import { HOUR_MS } from '../../durations.ts'
import {
  CLIENT_ID,
  CLIENT_SECRET,
  isLoopbackOrHttps,
  type Redirects,
  type SandboxEnv,
} from '../kit/kit.ts'
import { type Code, randomId } from '../kit/oauth.ts'
import { noticePage } from '../kit/page.ts'
import { callerOf, GraphError, type Input, type Instagram, readInput, text } from './graph.ts'

const LONG_SECONDS = 5_183_944
const SHORT_SECONDS = 5400

/** Facebook and Instagram add `#_` to the address they send the person back to. */
export const redirects: Redirects = {
  allowed: (ask, code) => back(ask.redirectUri, { code: code.code, state: ask.state }),
  denied: ask =>
    back(ask.redirectUri, {
      error: 'access_denied',
      error_code: '200',
      error_description: 'Permissions error',
      error_reason: 'user_denied',
      state: ask.state,
    }),
}

function back(redirectUri: string, params: Record<string, string>): string {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(params)) if (value) url.searchParams.set(name, value)
  url.hash = '_'
  return url.href
}

/** The dialog and the token endpoint of Facebook Login. */
export function facebookLogin(kit: Instagram): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.get('/:version{v\\d+\\.0}/dialog/oauth', c => dialog(kit, c.req.query()))
  app.on(['GET', 'POST'], '/:version{v\\d+\\.0}/oauth/access_token', async c => {
    const input = await readInput(c)
    checkApp(input)
    return c.json(
      input.grant_type === 'fb_exchange_token'
        ? exchange(kit, text(input, 'fb_exchange_token'))
        : redeem(kit, input),
    )
  })
  app.get('/:version{v\\d+\\.0}/:user/permissions', async c => {
    const { token } = callerOf(kit, c, await readInput(c))
    const asked = token.extras?.asked?.split(',').filter(Boolean) ?? token.scopes
    const status = (scope: string) => (token.scopes.includes(scope) ? 'granted' : 'declined')
    return c.json({ data: asked.map(permission => ({ permission, status: status(permission) })) })
  })
  app.delete('/:version{v\\d+\\.0}/:user/permissions', async c => {
    const { token, account } = callerOf(kit, c, await readInput(c))
    const user = c.req.param('user')
    if (user !== 'me' && user !== account.userId) throw new GraphError(NOT_YOURS)
    kit.oauth.revokeWhere(other => other.family === token.family)
    return c.json({ success: true })
  })
  return app
}

const NOT_YOURS = { status: 403, code: 200, message: '(#200) Permissions error' }

/** Shows the consent page, or a page that says why not; a wrong redirect must not be followed. */
export function dialog(kit: Instagram, query: Record<string, string>): Response {
  const { client_id = '', redirect_uri = '', state = '', scope = '', response_type } = query
  if (client_id !== CLIENT_ID) return refused(kit, 'Invalid App ID')
  if (!isLoopbackOrHttps(redirect_uri)) {
    return refused(kit, 'URL blocked: the redirect URI is not among the app’s settings.')
  }
  if ((response_type ?? 'code') !== 'code') return refused(kit, 'Invalid response_type')
  const isSpaced = kit.login === 'instagram'
  const scopes = scope.split(isSpaced ? /[,\s]+/ : ',').filter(Boolean)
  const known = KNOWN_SCOPES[kit.login]
  const wrong = scopes.find(it => !known.includes(it))
  if (scopes.length === 0 || wrong) return refused(kit, `Invalid Scopes: ${wrong ?? 'none'}`)
  const extras = { asked: scopes.join() }
  return kit.consent({ clientId: client_id, redirectUri: redirect_uri, state, scopes, extras })
}

const KNOWN_SCOPES: Record<Instagram['login'], string[]> = {
  facebook: [
    ...['instagram_basic', 'instagram_content_publish', 'instagram_manage_insights'],
    ...['pages_show_list', 'pages_read_engagement', 'business_management'],
    ...['ads_management', 'ads_read', 'public_profile', 'email', 'instagram_manage_comments'],
  ],
  instagram: [
    ...['instagram_business_basic', 'instagram_business_content_publish'],
    ...['instagram_business_manage_insights', 'instagram_business_manage_comments'],
    'instagram_business_manage_messages',
  ],
}

function refused(kit: Instagram, why: string): Response {
  const page = String(noticePage(kit.look, 'This login cannot go on', why))
  return new Response(page, {
    status: 400,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })
}

function checkApp(input: Input): void {
  if (text(input, 'client_id') !== CLIENT_ID) {
    const message = 'Error validating application. Cannot get application info.'
    throw new GraphError({ code: 101, message })
  }
  if (text(input, 'client_secret') !== CLIENT_SECRET) {
    throw new GraphError({ code: 1, message: 'Error validating client secret.' })
  }
}

function redeem(kit: Instagram, input: Input): object {
  const code = kit.oauth.findCode(text(input, 'code'))
  if (!code) throw new GraphError({ code: 100, message: 'Invalid verification code format.' })
  if (code.redirectUri !== text(input, 'redirect_uri')) {
    const advice = 'Please make sure your redirect_uri is identical to the one you used'
    const message = `Error validating verification code. ${advice} in the OAuth dialog request`
    throw new GraphError({ code: 100, subcode: 36008, message })
  }
  if (!mayRedeem(kit, code)) {
    const message = 'This authorization code has been used or has expired.'
    throw new GraphError({ code: 100, subcode: 36009, message })
  }
  const access_token = firstToken(kit, code)
  return { access_token, token_type: 'bearer', expires_in: SHORT_SECONDS }
}

/** A code works once, within an hour. */
export function mayRedeem(kit: Instagram, code: Code): boolean {
  return !code.isUsed && kit.now().getTime() - code.at < HOUR_MS
}

/** The short-lived token that a code is worth. */
export function firstToken(kit: Instagram, code: Code, lifetimeSeconds = SHORT_SECONDS): string {
  kit.oauth.useCode(code)
  const { accountId, clientId, scopes } = code
  const owner = { accountId, clientId, scopes, family: randomId() }
  // Lives as long as the consent does, so that an expired token and a removed app read differently.
  const grant = kit.oauth.issue({ ...owner, kind: 'grant', prefix: 'G', lifetimeSeconds: null })
  const extras = { grant, length: 'short', asked: code.extras?.asked ?? '' }
  const prefix = kit.login === 'facebook' ? 'EAA' : 'IGAA'
  return kit.oauth.issue({ ...owner, kind: 'access', prefix, lifetimeSeconds, extras })
}

/** Facebook gives no second sixty days: what is long already keeps its own end. */
function exchange(kit: Instagram, value: string): object {
  const token = kit.oauth.findToken(value)
  const leftMs = (token?.expiresAt ?? 0) - kit.now().getTime()
  const seconds = token?.extras?.length === 'long' ? Math.floor(leftMs / 1000) : LONG_SECONDS
  const access_token = longToken(kit, value, seconds)
  return { access_token, token_type: 'bearer', expires_in: seconds }
}

/** A living user token turned into one of sixty days. */
export function longToken(kit: Instagram, value: string, lifetimeSeconds = LONG_SECONDS): string {
  const token = kit.oauth.findToken(value)
  if (token?.kind !== 'access' || !kit.oauth.isAlive(token)) {
    throw new GraphError({ code: 190, subcode: 463, message: 'Error validating access token.' })
  }
  kit.ledger.countRefresh()
  const { accountId, clientId, scopes, family, kind } = token
  const prefix = kit.login === 'facebook' ? 'EAA' : 'IGAA'
  const extras = { ...token.extras, length: 'long' }
  const owner = { accountId, clientId, scopes, family, kind, extras }
  return kit.oauth.issue({ ...owner, prefix, lifetimeSeconds })
}
