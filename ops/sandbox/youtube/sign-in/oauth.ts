import { Hono } from 'hono'
import {
  CLIENT_ID,
  CLIENT_SECRET,
  isLoopbackOrHttps,
  type Redirects,
  type SandboxEnv,
} from '../../kit/kit.ts'
import { type Code, randomId, type Token } from '../../kit/oauth.ts'
import { noticePage } from '../../kit/page.ts'
import type { YouTubeKit } from '../settings.ts'
import { KNOWN_SCOPES } from './access.ts'

const withQuery = (url: string, fields: Record<string, string>) => {
  const target = new URL(url)
  for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value)
  return target.href
}

export const youtubeRedirects: Redirects = {
  allowed: (ask, code) =>
    code.scopes.length === 0
      ? withQuery(ask.redirectUri, { error: 'access_denied', state: ask.state })
      : withQuery(ask.redirectUri, {
          state: ask.state,
          code: code.code,
          scope: code.scopes.join(' '),
        }),
  denied: ask => withQuery(ask.redirectUri, { error: 'access_denied', state: ask.state }),
}

/** Google's authorize page and its token and revoke end points. */
export function youtubeOAuth(kit: YouTubeKit): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.get('/o/oauth2/v2/auth', c => {
    const query = new URL(c.req.url).searchParams
    const fault = authorizeFault(kit, query)
    if (fault) {
      const page = noticePage(kit.look, 'Access blocked: Authorization Error', fault)
      return c.html(page, fault.startsWith('Error 401') ? 401 : 400)
    }
    const challenge = query.get('code_challenge')
    return kit.consent({
      clientId: query.get('client_id') ?? '',
      redirectUri: query.get('redirect_uri') ?? '',
      state: query.get('state') ?? '',
      scopes: words(query.get('scope')),
      ...(challenge && {
        challenge,
        challengeMethod: query.get('code_challenge_method') ?? 'plain',
      }),
      extras: {
        access: query.get('access_type') ?? 'online',
        prompt: query.get('prompt') ?? '',
      },
    })
  })
  app.post('/token', async c => token(kit, await form(c.req.raw)))
  app.post('/revoke', async c => {
    const value = (await form(c.req.raw)).get('token') ?? c.req.query('token') ?? ''
    const found = kit.oauth.findToken(value)
    if (!kit.oauth.isAlive(found)) return refusal(400, 'invalid_token', 'Token expired or revoked')
    const isSame = (other: Token) =>
      other.accountId === found.accountId && other.clientId === found.clientId
    kit.oauth.revokeWhere(isSame)
    return c.json({})
  })
  app.on(['GET', 'POST'], '/tokeninfo', async c => {
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    const value = c.req.query('access_token') ?? bearer
    return tokenInfo(kit, value ?? (await form(c.req.raw)).get('access_token') ?? '')
  })
  return app
}

function tokenInfo(kit: YouTubeKit, value: string): Response {
  const token = kit.oauth.findToken(value)
  if (!kit.oauth.isAlive(token) || token.kind !== 'access') {
    return refusal(400, 'invalid_token', 'Invalid Value')
  }
  const expiresAt = Math.floor((token.expiresAt ?? 0) / 1000)
  return Response.json({
    ...{ azp: token.clientId, aud: token.clientId, scope: token.scopes.join(' ') },
    ...{ exp: String(expiresAt), access_type: 'offline' },
    expires_in: String(expiresAt - Math.floor(kit.now().getTime() / 1000)),
  })
}

/** The secret of a client that this sandbox knows. */
function secretOf(kit: YouTubeKit, clientId: string | null): string | undefined {
  const clients: Record<string, string> = { ...kit.settings().clients, [CLIENT_ID]: CLIENT_SECRET }
  return clients[clientId ?? '']
}

const words = (text: string | null) => (text ?? '').split(' ').filter(Boolean)

function authorizeFault(kit: YouTubeKit, query: URLSearchParams): string | undefined {
  if (secretOf(kit, query.get('client_id')) === undefined) {
    return 'Error 401: invalid_client – The OAuth client was not found.'
  }
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!isLoopbackOrHttps(redirectUri)) return 'Error 400: redirect_uri_mismatch'
  if (query.get('response_type') !== 'code') {
    return 'Error 400: invalid_request – Required parameter is missing: response_type'
  }
  const scopes = words(query.get('scope'))
  if (scopes.length === 0) return 'Error 400: invalid_request – Missing required parameter: scope'
  const unknown = scopes.filter(scope => !KNOWN_SCOPES.includes(scope))
  if (unknown.length > 0) return `Error 400: invalid_scope – ${unknown.join(' ')}`
  const method = query.get('code_challenge_method') ?? 'plain'
  if (!['S256', 'plain'].includes(method)) {
    return 'Error 400: invalid_request – Invalid code_challenge_method'
  }
  const challenge = query.get('code_challenge')
  if (challenge !== null && !/^[\w.~-]{43,128}$/.test(challenge)) {
    return 'Error 400: invalid_request – Invalid code_challenge'
  }
  return undefined
}

const refusal = (status: number, error: string, description: string) =>
  Response.json({ error, error_description: description }, { status })

async function form(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? ''
  const isForm = type.startsWith('application/x-www-form-urlencoded')
  return new URLSearchParams(isForm ? await request.text() : '')
}

function token(kit: YouTubeKit, fields: URLSearchParams): Response {
  const grant = fields.get('grant_type')
  if (!grant) return refusal(400, 'invalid_request', 'Missing required parameter: grant_type')
  const secret = secretOf(kit, fields.get('client_id'))
  if (secret === undefined) {
    return refusal(401, 'invalid_client', 'The OAuth client was not found.')
  }
  if (fields.get('client_secret') !== secret) {
    return refusal(401, 'invalid_client', 'Unauthorized')
  }
  if (grant === 'authorization_code') return redeem(kit, fields)
  if (grant === 'refresh_token') return refresh(kit, fields)
  return refusal(400, 'unsupported_grant_type', `Invalid grant_type: ${grant}`)
}

function redeem(kit: YouTubeKit, fields: URLSearchParams): Response {
  const code = kit.oauth.findCode(fields.get('code') ?? '')
  if (code && code.clientId !== fields.get('client_id')) {
    return refusal(401, 'unauthorized_client', 'Unauthorized')
  }
  if (!code) return refusal(400, 'invalid_grant', 'Malformed auth code.')
  const ageMs = kit.now().getTime() - code.at
  if (code.isUsed || ageMs > kit.settings().codeSeconds * 1000) {
    return refusal(400, 'invalid_grant', 'Bad Request')
  }
  if (fields.get('redirect_uri') !== code.redirectUri) {
    return refusal(400, 'redirect_uri_mismatch', 'Bad Request')
  }
  const verifierFault = verify(code, fields.get('code_verifier'))
  if (verifierFault) return refusal(400, 'invalid_grant', verifierFault)
  kit.oauth.useCode(code)
  const family = randomId()
  return answer(
    kit,
    { ...code, family },
    mayRefresh(kit, code) ? issueRefresh(kit, code, family) : undefined,
  )
}

function verify(code: Code, verifier: string | null): string | undefined {
  if (!code.challenge) {
    return verifier ? 'code_verifier or verifier is not needed.' : undefined
  }
  if (!verifier) return 'Missing code verifier.'
  const hashed = new Bun.CryptoHasher('sha256').update(verifier).digest('base64url')
  const expected = code.challengeMethod === 'S256' ? hashed : verifier
  const isWellFormed = /^[\w.~-]{43,128}$/.test(verifier)
  return isWellFormed && expected === code.challenge ? undefined : 'Invalid code verifier.'
}

/** Only an offline request gets one, and without prompt=consent only the first one does. */
function mayRefresh(kit: YouTubeKit, code: Code): boolean {
  if (code.extras?.access !== 'offline') return false
  if (words(code.extras.prompt ?? '').includes('consent')) return true
  return !kit.oauth.hasToken(
    token =>
      token.kind === 'refresh' &&
      token.accountId === code.accountId &&
      token.clientId === code.clientId,
  )
}

function issueRefresh(kit: YouTubeKit, code: Code, family: string): string {
  const { accountId, clientId, scopes } = code
  const lifetimeSeconds = kit.settings().refreshTokenSeconds
  const about = { accountId, clientId, scopes, family }
  return kit.oauth.issue({ ...about, kind: 'refresh', prefix: '1//0s', lifetimeSeconds })
}

function refresh(kit: YouTubeKit, fields: URLSearchParams): Response {
  const value = fields.get('refresh_token')
  if (!value) return refusal(400, 'invalid_request', 'Missing required parameter: refresh_token')
  const found = kit.oauth.findToken(value)
  if (!kit.oauth.isAlive(found) || found.kind !== 'refresh') {
    return refusal(400, 'invalid_grant', 'Token has been expired or revoked.')
  }
  if (found.clientId !== fields.get('client_id')) {
    return refusal(401, 'unauthorized_client', 'Unauthorized')
  }
  kit.ledger.countRefresh()
  return answer(kit, found)
}

type Holder = Pick<Token, 'accountId' | 'clientId' | 'scopes' | 'family'>

function answer(kit: YouTubeKit, holder: Holder, refreshToken?: string): Response {
  const { accountId, clientId, scopes, family } = holder
  const { accessTokenSeconds, refreshTokenSeconds } = kit.settings()
  const access = kit.oauth.issue({
    ...{ kind: 'access', prefix: 'ya29.s', accountId, clientId, scopes, family },
    lifetimeSeconds: accessTokenSeconds,
  })
  return Response.json({
    access_token: access,
    expires_in: accessTokenSeconds,
    ...(refreshToken && { refresh_token: refreshToken }),
    ...(refreshToken &&
      refreshTokenSeconds !== null && { refresh_token_expires_in: refreshTokenSeconds - 1 }),
    scope: scopes.join(' '),
    token_type: 'Bearer',
  })
}
