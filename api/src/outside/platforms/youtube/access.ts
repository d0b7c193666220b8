import { z } from 'zod'
import { youtube } from '../../../../contract/platforms/youtube/index.ts'
import { Fault } from '../../../lib/fault.ts'
import { MINUTE_MS } from '../../../lib/time.ts'
import type { Tokens } from '../../vault.ts'
import { callPlatform, loggable, type Reply, upstream } from '../call-platform.ts'
import { challengeBase64Url } from '../pkce.ts'
import type {
  Account,
  Authorized,
  Consent,
  PlatformAccess,
  RefreshAnswer,
} from '../platform-access.ts'
import type { ClientSettings } from '../settings.ts'
import { OAuthError, TokenAnswer, tokensFrom } from '../token-answer.ts'
import { youtubeFigures } from './figures.ts'

const SCOPES = [
  'https://www.googleapis.com/auth/youtube.upload',
  'https://www.googleapis.com/auth/youtube.readonly',
] as const

const HOUR_SECONDS = 3600

/** YouTube through Google's OAuth for web servers and the Data API v3. */
export function youtubeAccess(settings: ClientSettings): PlatformAccess {
  const host = (real: string) => settings.origin ?? `https://${real}`
  const token = (form: Record<string, string>) =>
    callPlatform({
      platform: 'youtube',
      method: 'POST',
      url: `${host('oauth2.googleapis.com')}/token`,
      form: { ...form, client_id: settings.clientId, client_secret: settings.clientSecret },
    })
  const api = `${host('www.googleapis.com')}/youtube/v3`
  return {
    scopes: SCOPES,
    usesPkce: true,
    refreshEarlyMs: 5 * MINUTE_MS,
    authorizationUrl: consent =>
      consentUrl(`${host('accounts.google.com')}/o/oauth2/v2/auth`, settings.clientId, consent),
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
    accounts: tokens => channel(api, tokens),
    refresh: async (tokens, now) =>
      tokens.refreshToken === null
        ? { kind: 'dead', reason: 'Google gave no lasting access.' }
        : refreshed(
            await token({ grant_type: 'refresh_token', refresh_token: tokens.refreshToken }),
            { tokens, now },
          ),
    async revoke(tokens) {
      const url = `${host('oauth2.googleapis.com')}/revoke`
      const form = { token: tokens.refreshToken ?? tokens.accessToken }
      const reply = await callPlatform({ platform: 'youtube', method: 'POST', url, form })
      // 400 = Google no longer knows the token, which is what was wanted.
      if (reply.status !== 200 && reply.status !== 400) throw failed('revoke', reply)
    },
    figures: (accessToken, remoteIds) => youtubeFigures(api, accessToken, remoteIds),
  }
}

function consentUrl(endpoint: string, clientId: string, consent: Consent): string {
  const url = new URL(endpoint)
  url.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: consent.redirectUri,
    response_type: 'code',
    // It lets its holder change and delete videos, so it is asked for only with captions.
    scope: [...SCOPES, ...(consent.captions ? [youtube.captionsScope] : [])].join(' '),
    // Without both, Google gives a refresh token on the first consent only; and without the
    // choice, whoever is signed in once could not connect a second channel.
    access_type: 'offline',
    prompt: 'select_account consent',
    // Whoever allowed captions once keeps them when the channel is connected again.
    include_granted_scopes: 'true',
    state: consent.state,
    ...(consent.verifier !== null && {
      code_challenge: challengeBase64Url(consent.verifier),
      code_challenge_method: 'S256',
    }),
  }).toString()
  return url.href
}

function authorized(reply: Reply, now: Date): Authorized {
  const answer = TokenAnswer.safeParse(reply.body).data
  if (reply.status !== 200 || !answer) {
    if (errorOf(reply) === 'invalid_grant')
      throw new Fault('invalid', 'Google did not accept that code any more. Please connect again.')
    throw failed('code exchange', reply)
  }
  if (!answer.refresh_token)
    throw new Fault('invalid', 'Google gave access for one hour only. Please connect again.')
  return {
    tokens: tokensFrom(answer, { now, oldRefreshToken: null, accessSeconds: HOUR_SECONDS }),
    scopes: answer.scope?.split(' ').filter(Boolean) ?? [],
  }
}

function refreshed(reply: Reply, had: { tokens: Tokens; now: Date }): RefreshAnswer {
  const answer = TokenAnswer.safeParse(reply.body).data
  if (reply.status === 200 && answer) {
    const oldRefreshToken = had.tokens.refreshToken
    const made = { now: had.now, oldRefreshToken, accessSeconds: HOUR_SECONDS }
    const tokens = tokensFrom(answer, made)
    return { kind: 'refreshed', tokens }
  }
  if (errorOf(reply) === 'invalid_grant')
    return { kind: 'dead', reason: 'Google ended the access: it was taken back or has expired.' }
  return {
    kind: 'later',
    reason: `youtube refresh: ${reply.status} ${loggable(errorOf(reply))}`,
    ...(reply.retryAfterSeconds && { retryAfterSeconds: reply.retryAfterSeconds }),
  }
}

const Channels = z.object({
  items: z
    .array(
      z.object({
        id: z.string().min(1).max(200),
        snippet: z.object({ title: z.string().max(500), customUrl: z.string().max(200).nullish() }),
      }),
    )
    .default([]),
})

async function channel(api: string, tokens: Tokens): Promise<Account[]> {
  const url = `${api}/channels?part=id,snippet&mine=true`
  const token = tokens.accessToken
  const reply = await callPlatform({ platform: 'youtube', method: 'GET', url, token })
  const channels = Channels.safeParse(reply.body)
  const hasNone = reply.status === 200 && channels.data?.items.length === 0
  if (hasNone || reasonOf(reply) === 'youtubeSignupRequired')
    throw new Fault(
      'invalid',
      'That Google account has no YouTube channel. Create one, then connect.',
    )
  if (reply.status !== 200 || !channels.data) throw failed('channels', reply)
  return channels.data.items.map(({ id, snippet }) => ({
    externalId: id,
    label: snippet.title || id,
    handle: snippet.customUrl || null,
  }))
}

const ApiError = z.object({
  error: z.object({ errors: z.array(z.object({ reason: z.string() })) }),
})

const reasonOf = (reply: Reply) => ApiError.safeParse(reply.body).data?.error.errors[0]?.reason
const errorOf = (reply: Reply) => OAuthError.safeParse(reply.body).data?.error ?? reasonOf(reply)
const failed = (what: string, reply: Reply) =>
  upstream(
    'youtube',
    `${what} ${reply.status} ${loggable(errorOf(reply))}`,
    reply.retryAfterSeconds,
  )
