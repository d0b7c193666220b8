import { z } from 'zod'
import { Fault } from '../../../lib/fault.ts'
import { DAY_SECONDS, HOUR_MS } from '../../../lib/time.ts'
import type { Tokens } from '../../vault.ts'
import { callPlatform, loggable, type Reply, upstream } from '../call-platform.ts'
import { challengeHex } from '../pkce.ts'
import type { Account, Authorized, PlatformAccess, RefreshAnswer } from '../platform-access.ts'
import type { ClientSettings } from '../settings.ts'
import { OAuthError, TokenAnswer, tokensFrom } from '../token-answer.ts'
import { tiktokFigures } from './figures.ts'

const SCOPES = ['user.info.basic', 'video.publish', 'video.upload', 'video.list'] as const

// A refresh token is spent by the question, so an answer that is missed costs the connection.
const REFRESH_TIMEOUT_MS = 120_000

/** TikTok through Login Kit; every path ends in a slash, and a failure may come with status 200. */
export function tiktokAccess(settings: ClientSettings): PlatformAccess {
  const origin = settings.origin ?? 'https://open.tiktokapis.com'
  const ours = { client_key: settings.clientId, client_secret: settings.clientSecret }
  const token = (form: Record<string, string>, bounds: { timeoutMs?: number } = {}) => {
    const url = `${origin}/v2/oauth/token/`
    const call = { platform: 'tiktok', method: 'POST', url, form: { ...ours, ...form } } as const
    return callPlatform({ ...call, ...bounds })
  }
  return {
    scopes: SCOPES,
    usesPkce: true,
    refreshEarlyMs: HOUR_MS,
    authorizationUrl({ state, redirectUri, verifier }) {
      const url = new URL(`${settings.origin ?? 'https://www.tiktok.com'}/v2/auth/authorize/`)
      url.search = new URLSearchParams({
        client_key: settings.clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: SCOPES.join(','),
        state,
        // Shows the screen even to someone signed in, so they can choose the account.
        disable_auto_auth: '1',
        ...(verifier !== null && {
          code_challenge: challengeHex(verifier),
          code_challenge_method: 'S256',
        }),
      }).toString()
      return url.href
    },
    exchange: async ({ code, redirectUri, verifier }) =>
      authorized(
        await token({
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          ...(verifier !== null && { code_verifier: verifier }),
        }),
        settings.now(),
      ),
    accounts: tokens => user(origin, tokens),
    refresh: async (tokens, now) =>
      tokens.refreshToken === null
        ? { kind: 'dead', reason: 'TikTok gave no lasting access.' }
        : refreshed(
            await token(
              { grant_type: 'refresh_token', refresh_token: tokens.refreshToken },
              { timeoutMs: REFRESH_TIMEOUT_MS },
            ),
            { tokens, now },
          ),
    async revoke(tokens) {
      const url = `${origin}/v2/oauth/revoke/`
      const form = { ...ours, token: tokens.accessToken }
      const reply = await callPlatform({ platform: 'tiktok', method: 'POST', url, form })
      const error = errorOf(reply)
      const isGone = error === 'invalid_grant' || error === 'access_token_invalid'
      if (!isGone && (reply.status !== 200 || error)) throw failed('revoke', reply)
    },
    figures: (accessToken, remoteIds) => tiktokFigures(origin, accessToken, remoteIds),
  }
}

function authorized(reply: Reply, now: Date): Authorized {
  const answer = TokenAnswer.safeParse(reply.body).data
  const error = errorOf(reply)
  if (error === 'invalid_grant')
    throw new Fault('invalid', 'TikTok did not accept that code any more. Please connect again.')
  if (error || reply.status !== 200 || !answer) throw failed('code exchange', reply)
  return {
    tokens: tokensFrom(answer, { now, oldRefreshToken: null, accessSeconds: DAY_SECONDS }),
    scopes: answer.scope?.split(',').map(scope => scope.trim()) ?? [],
  }
}

function refreshed(reply: Reply, had: { tokens: Tokens; now: Date }): RefreshAnswer {
  const answer = TokenAnswer.safeParse(reply.body).data
  const error = errorOf(reply)
  if (error === 'invalid_grant')
    return { kind: 'dead', reason: 'TikTok ended the access: it was taken back or has expired.' }
  if (reply.status === 200 && !error && answer) {
    const oldRefreshToken = had.tokens.refreshToken
    const made = { now: had.now, oldRefreshToken, accessSeconds: DAY_SECONDS }
    return { kind: 'refreshed', tokens: tokensFrom(answer, made) }
  }
  return {
    kind: 'later',
    reason: `tiktok refresh: ${reply.status} ${loggable(error)}`,
    ...(reply.retryAfterSeconds && { retryAfterSeconds: reply.retryAfterSeconds }),
  }
}

const User = z.object({
  data: z.object({
    user: z.object({
      open_id: z.string().min(1).max(200),
      display_name: z.string().max(500).nullish(),
    }),
  }),
})

async function user(origin: string, tokens: Tokens): Promise<Account[]> {
  // `username` would need a scope that is asked for nowhere else, and without it the call fails.
  const url = `${origin}/v2/user/info/?fields=open_id,display_name`
  const token = tokens.accessToken
  const reply = await callPlatform({ platform: 'tiktok', method: 'GET', url, token })
  const found = User.safeParse(reply.body).data?.data.user
  if (errorOf(reply) !== null || !found) throw failed('user info', reply)
  const label = found.display_name || found.open_id
  return [{ externalId: found.open_id, label, handle: null }]
}

const ApiError = z.object({ error: z.object({ code: z.string() }) })

// OAuth paths answer with a flat `error`, the others with `error.code`, where "ok" is success.
function errorOf(reply: Reply): string | null {
  const flat = OAuthError.safeParse(reply.body).data?.error
  const code = flat ?? ApiError.safeParse(reply.body).data?.error.code
  return !code || code === 'ok' ? null : code
}

const failed = (what: string, reply: Reply) =>
  upstream('tiktok', `${what} ${reply.status} ${loggable(errorOf(reply))}`, reply.retryAfterSeconds)
