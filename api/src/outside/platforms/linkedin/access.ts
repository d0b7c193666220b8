import { z } from 'zod'
import { Fault } from '../../../lib/fault.ts'
import { DAY_SECONDS } from '../../../lib/time.ts'
import type { Tokens } from '../../vault.ts'
import { callPlatform, loggable, type Reply, upstream } from '../call-platform.ts'
import type { Account, Authorized, PlatformAccess } from '../platform-access.ts'
import type { ClientSettings } from '../settings.ts'
import { OAuthError, TokenAnswer, tokensFrom } from '../token-answer.ts'

const SCOPES = ['openid', 'profile', 'w_member_social'] as const
const TOKEN_SECONDS = 60 * DAY_SECONDS

/** LinkedIn's open permissions: sign in, and share as a member. There is no refresh with these. */
export function linkedinAccess(settings: ClientSettings): PlatformAccess {
  const host = (real: string) => settings.origin ?? `https://${real}`
  return {
    scopes: SCOPES,
    usesPkce: false,
    refreshEarlyMs: 0,
    authorizationUrl({ state, redirectUri }) {
      const url = new URL(`${host('www.linkedin.com')}/oauth/v2/authorization`)
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: settings.clientId,
        redirect_uri: redirectUri,
        state,
        scope: SCOPES.join(' '),
      }).toString()
      return url.href
    },
    exchange: async ({ code, redirectUri }) =>
      authorized(
        await callPlatform({
          platform: 'linkedin',
          method: 'POST',
          url: `${host('www.linkedin.com')}/oauth/v2/accessToken`,
          form: {
            grant_type: 'authorization_code',
            code,
            redirect_uri: redirectUri,
            client_id: settings.clientId,
            client_secret: settings.clientSecret,
          },
        }),
        settings.now(),
      ),
    accounts: tokens => member(host('api.linkedin.com'), tokens),
    refresh: async () => ({
      kind: 'dead',
      reason: 'LinkedIn gives access for 60 days; please connect again.',
    }),
    // No page of LinkedIn names an address for it; what we know is forgotten here.
    revoke: async () => undefined,
    // No open scope reads a member's posts.
    figures: async () => [],
  }
}

function authorized(reply: Reply, now: Date): Authorized {
  const answer = TokenAnswer.safeParse(reply.body).data
  const error = OAuthError.safeParse(reply.body).data?.error
  if (error === 'invalid_request' || error === 'invalid_grant')
    throw new Fault('invalid', 'LinkedIn did not accept that code any more. Please connect again.')
  if (reply.status !== 200 || !answer)
    throw upstream('linkedin', `code exchange ${reply.status} ${loggable(error ?? null)}`)
  return {
    tokens: tokensFrom(answer, { now, oldRefreshToken: null, accessSeconds: TOKEN_SECONDS }),
    scopes: answer.scope?.split(/[ ,]+/).filter(Boolean) ?? [],
  }
}

const Member = z.object({ sub: z.string().min(1).max(200), name: z.string().max(500).nullish() })

async function member(origin: string, tokens: Tokens): Promise<Account[]> {
  const url = `${origin}/v2/userinfo`
  const token = tokens.accessToken
  const reply = await callPlatform({ platform: 'linkedin', method: 'GET', url, token })
  const found = Member.safeParse(reply.body).data
  if (reply.status !== 200 || !found)
    throw upstream('linkedin', `userinfo ${reply.status}`, reply.retryAfterSeconds)
  return [{ externalId: found.sub, label: found.name || found.sub, handle: null }]
}
