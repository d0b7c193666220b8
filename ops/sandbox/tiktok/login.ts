import { Hono } from 'hono'
import { DAY_SECONDS, HOUR_MS } from '../../durations.ts'
import { CLIENT_ID, CLIENT_SECRET, type Redirects, type SandboxEnv } from '../kit/kit.ts'
import { randomId, type Token } from '../kit/oauth.ts'
import { noticePage } from '../kit/page.ts'
import { logId, type TikTok, type TikTokContext } from './answers.ts'

const YEAR_SECONDS = 31_536_000
// Real codes end so; a client that hands on the code still URL-encoded finds it refused.
const CODE_TAIL = '*1!4321.va'

const SCOPES = [
  ...['user.info.basic', 'user.info.profile', 'user.info.stats'],
  ...['video.publish', 'video.upload', 'video.list'],
]

export const redirects: Redirects = {
  allowed: (ask, code) =>
    back(ask.redirectUri, {
      code: code.code + CODE_TAIL,
      scopes: code.scopes.join(),
      state: ask.state,
    }),
  denied: ask =>
    back(ask.redirectUri, {
      error: 'access_denied',
      error_description: 'User cancelled the authorization.',
      state: ask.state,
    }),
}

function back(redirectUri: string, params: Record<string, string>): string {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return url.href
}

/** www.tiktok.com's authorize page and the token doors of open.tiktokapis.com. */
export function loginRoutes(kit: TikTok): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.on('GET', ['/v2/auth/authorize', '/v2/auth/authorize/'], c => {
    const query = c.req.query()
    const why = authorizeRefusal(kit, query)
    if (why) return c.html(noticePage(kit.look, 'Something went wrong', why), 400)
    const { client_key = '', redirect_uri = '', state = '', scope = '', code_challenge } = query
    return kit.consent({
      clientId: client_key,
      redirectUri: redirect_uri,
      state,
      scopes: scope.split(','),
      ...(code_challenge && { challenge: code_challenge }),
    })
  })
  app.post('/v2/oauth/token/', async c => token(kit, c, await readForm(c)))
  app.post('/v2/oauth/revoke/', async c => {
    const form = await readForm(c)
    const wrong = clientError(form)
    if (wrong) return refuse(kit, c, wrong)
    const family = kit.oauth.findToken(form?.token ?? '')?.family
    if (!family) return refuse(kit, c, ['invalid_request', 'The token is invalid.'])
    kit.oauth.revokeWhere(other => other.family === family)
    return c.body(null, 200)
  })
  return app
}

function authorizeRefusal(kit: TikTok, query: Record<string, string>): string | undefined {
  const { client_key, redirect_uri = '', scope = '', response_type, state } = query
  if (client_key !== CLIENT_ID) return 'client_key'
  if (!mayRedirectTo(kit, redirect_uri)) return 'redirect_uri'
  if (response_type !== 'code') return 'unsupported_response_type'
  if (!scope.split(',').every(it => SCOPES.includes(it))) return 'invalid_scope'
  if (!state) return 'state'
  const { code_challenge: challenge, code_challenge_method: method } = query
  if (!challenge) return kit.settings().clientType === 'desktop' ? 'code_challenge' : undefined
  // TikTok's own reading of PKCE: hexadecimal, not base64url.
  if (!/^[0-9a-f]{64}$/.test(challenge) || method !== 'S256') return 'code_challenge'
  return undefined
}

function mayRedirectTo(kit: TikTok, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri) || redirectUri.length >= 512) return false
  const { protocol, hostname, port, search, hash } = new URL(redirectUri)
  if (search || hash) return false
  if (kit.settings().clientType === 'web') return protocol === 'https:'
  return /^https?:$/.test(protocol) && /^(localhost|127\.0\.0\.1)$/.test(hostname) && port !== ''
}

type Form = Record<string, string> | undefined
type Wrong = [error: string, description: string]

async function readForm(c: TikTokContext): Promise<Form> {
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return undefined
  return Object.fromEntries(new URLSearchParams(await c.req.text()))
}

function clientError(form: Form): Wrong | undefined {
  if (!form) return ['invalid_request', 'Content-Type must be application/x-www-form-urlencoded.']
  if (form.client_key !== CLIENT_ID) return ['invalid_client', 'Client key is incorrect.']
  if (form.client_secret !== CLIENT_SECRET) return ['invalid_client', 'Client secret is incorrect.']
  return undefined
}

function refuse(kit: TikTok, c: TikTokContext, [error, error_description]: Wrong): Response {
  const status = kit.settings().oauthErrorStatus as 400
  return c.json({ error, error_description, log_id: logId() }, status)
}

function token(kit: TikTok, c: TikTokContext, form: Form): Response {
  const wrong = clientError(form)
  if (wrong || !form) return refuse(kit, c, wrong ?? ['invalid_request', ''])
  if (form.grant_type === 'refresh_token') return refresh(kit, c, form)
  if (form.grant_type === 'authorization_code') return redeem(kit, c, form)
  return refuse(kit, c, ['unsupported_grant_type', 'The grant type is not supported.'])
}

function redeem(kit: TikTok, c: TikTokContext, form: Record<string, string>): Response {
  const said = form.code ?? ''
  const code = said.endsWith(CODE_TAIL)
    ? kit.oauth.findCode(said.slice(0, -CODE_TAIL.length))
    : undefined
  if (!code || code.isUsed || kit.now().getTime() - code.at > HOUR_MS) {
    return refuse(kit, c, ['invalid_grant', 'Authorization code is expired.'])
  }
  if (code.redirectUri !== form.redirect_uri) {
    const why = 'Redirect_uri is not matched with the uri when requesting code.'
    return refuse(kit, c, ['invalid_request', why])
  }
  if (code.challenge && hexSha256(form.code_verifier ?? '') !== code.challenge) {
    return refuse(kit, c, ['invalid_request', 'Code verifier or code challenge is invalid.'])
  }
  kit.oauth.useCode(code)
  return c.json(issuePair(kit, { ...code, family: randomId() }))
}

const hexSha256 = (text: string) => new Bun.CryptoHasher('sha256').update(text).digest('hex')

function refresh(kit: TikTok, c: TikTokContext, form: Record<string, string>): Response {
  const value = form.refresh_token ?? ''
  const old = kit.oauth.findToken(value)
  if (old?.isRevoked) {
    // RFC 9700 §4.14.2: whoever holds a spent token may be a thief, so the whole family ends.
    kit.ledger.countReuse()
    kit.oauth.revokeWhere(({ family }) => family === old.family)
  }
  if (old?.kind !== 'refresh' || !kit.oauth.isAlive(old)) {
    return refuse(kit, c, ['invalid_grant', 'Refresh token is invalid or expired.'])
  }
  kit.ledger.countRefresh()
  // A client that loses the answer has lost the account; that is what this stands in for.
  kit.oauth.revoke(value)
  return c.json(issuePair(kit, old))
}

type Owner = Pick<Token, 'accountId' | 'clientId' | 'scopes' | 'family'>

function issuePair(kit: TikTok, { accountId, clientId, scopes, family }: Owner): object {
  const owner = { accountId, clientId, scopes, family }
  const issue = (kind: string, prefix: string, lifetimeSeconds: number) =>
    kit.oauth.issue({ ...owner, kind, prefix, lifetimeSeconds })
  return {
    access_token: issue('access', 'act.', DAY_SECONDS),
    expires_in: DAY_SECONDS,
    open_id: accountId,
    refresh_expires_in: YEAR_SECONDS,
    refresh_token: issue('refresh', 'rft.', YEAR_SECONDS),
    scope: scopes.join(),
    token_type: 'Bearer',
  }
}
