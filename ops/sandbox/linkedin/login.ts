import { Hono } from 'hono'
import {
  CLIENT_ID,
  CLIENT_SECRET,
  isLoopbackOrHttps,
  type Redirects,
  type SandboxEnv,
} from '../kit/kit.ts'
import { randomId } from '../kit/oauth.ts'
import { noticePage } from '../kit/page.ts'
import { callerOf, type LinkedIn, type LinkedInContext, needScope } from './answers.ts'

const CODE_MS = 30 * 60_000
const TOKEN_SECONDS = 5_184_000
const SCOPES = ['openid', 'profile', 'email', 'w_member_social']

export const redirects: Redirects = {
  allowed: (ask, { code }) => back(ask.redirectUri, { code, state: ask.state }),
  denied: ask =>
    back(ask.redirectUri, {
      error: 'user_cancelled_authorize',
      error_description: 'The user cancelled the authorization',
      state: ask.state,
    }),
}

function back(redirectUri: string, params: Record<string, string>): string {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return url.href
}

/** www.linkedin.com's authorize page and token door, and who the member is. */
export function loginRoutes(kit: LinkedIn): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.get('/oauth/v2/authorization', c => {
    const query = c.req.query()
    const why = authorizeRefusal(query)
    if (why) return c.html(noticePage(kit.look, 'Bummer, something went wrong.', why), 400)
    const { redirect_uri: redirectUri = '', state = '', scope = '' } = query
    return kit.consent({ clientId: CLIENT_ID, redirectUri, state, scopes: scope.split(' ') })
  })
  app.post('/oauth/v2/accessToken', async c => token(kit, c, await readForm(c)))
  app.get('/v2/userinfo', c => {
    const caller = callerOf(kit, c)
    needScope(caller, 'openid')
    return c.json({ sub: caller.account.id, ...profile(kit, caller) })
  })
  app.get('/avatar.svg', c => c.body(AVATAR, 200, { 'content-type': 'image/svg+xml' }))
  return app
}

const AVATAR = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"
fill="#0a66c2"/><circle cx="4" cy="3" r="1.5"/><path d="M1 8a3 3 0 0 1 6 0"/></svg>`

function profile(kit: LinkedIn, { token, account }: ReturnType<typeof callerOf>): object {
  if (!token.scopes.includes('profile')) return {}
  const [given_name, ...family] = account.name.split(' ')
  const picture = `${kit.origin}/avatar.svg`
  return {
    ...{ name: account.name, given_name, family_name: family.join(' '), picture, locale: 'en-US' },
  }
}

function authorizeRefusal(query: Record<string, string>): string | undefined {
  if (query.client_id !== CLIENT_ID) return 'The passed in client_id is invalid'
  if (!isLoopbackOrHttps(query.redirect_uri ?? '')) {
    return 'The redirect_uri does not match the registered value'
  }
  if (query.response_type !== 'code') return 'response_type has to be code'
  const scopes = (query.scope ?? '').split(' ')
  const unknown = scopes.find(it => !SCOPES.includes(it))
  return unknown === undefined ? undefined : `Scope "${unknown}" is not authorized for your app`
}

type Form = Record<string, string>

async function readForm(c: LinkedInContext): Promise<Form> {
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return {}
  return Object.fromEntries(new URLSearchParams(await c.req.text()))
}

function token(kit: LinkedIn, c: LinkedInContext, form: Form): Response {
  const no = (error: string, error_description: string, status: 400 | 401 = 400) =>
    c.json({ error, error_description }, status)
  if (form.client_id !== CLIENT_ID || form.client_secret !== CLIENT_SECRET) {
    return no('invalid_client', 'Client authentication failed', 401)
  }
  // Refresh tokens are for approved partners only; this app gets none.
  if (form.grant_type !== 'authorization_code') {
    return no('unsupported_grant_type', 'The grant type is not supported for this application')
  }
  const code = kit.oauth.findCode(form.code ?? '')
  if (!code || code.isUsed || kit.now().getTime() - code.at > CODE_MS) {
    const why = 'Unable to retrieve access token: authorization code not found or expired'
    return no('invalid_request', why)
  }
  if (code.redirectUri !== form.redirect_uri) {
    return no('invalid_redirect_uri', 'The redirect_uri is not the one of the authorization')
  }
  kit.oauth.useCode(code)
  const { accountId, clientId, scopes } = code
  const owner = { accountId, clientId, scopes, family: randomId() }
  return c.json({
    access_token: kit.oauth.issue({
      ...{ ...owner, kind: 'access', prefix: 'AQ', lifetimeSeconds: TOKEN_SECONDS },
    }),
    expires_in: TOKEN_SECONDS,
    scope: scopes.join(),
    token_type: 'Bearer',
  })
}
