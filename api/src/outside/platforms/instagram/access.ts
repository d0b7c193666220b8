import { z } from 'zod'
import { Fault } from '../../../lib/fault.ts'
import { DAY_SECONDS } from '../../../lib/time.ts'
import type { Tokens } from '../../vault.ts'
import { callPlatform } from '../call-platform.ts'
import type { PlatformAccess, RefreshAnswer } from '../platform-access.ts'
import type { ClientSettings } from '../settings.ts'
import { TokenAnswer, tokensFrom } from '../token-answer.ts'
import { instagramAccounts } from './accounts.ts'
import { instagramFigures } from './figures.ts'
import type { Graph } from './graph.ts'
import {
  failed,
  GRAPH_VERSION,
  graphError,
  graphGet,
  graphToken,
  isTokenRefused,
  longToken,
} from './graph.ts'

const SCOPES = [
  'instagram_basic',
  'instagram_content_publish',
  'instagram_manage_insights',
  'pages_show_list',
  'pages_read_engagement',
  'business_management',
] as const

const LONG_TOKEN_SECONDS = 60 * DAY_SECONDS

/**
 * Instagram through Facebook Login, the only way that takes bytes from a disk.
 *
 * The long-lived user token is kept, not a Page's: its 60 days are documented, so a grant can say
 * when it ends; a Page token may never end, which is too much to hand to a device.
 */
export function instagramAccess(settings: ClientSettings): PlatformAccess {
  const graph: Graph = {
    base: `${settings.origin ?? 'https://graph.facebook.com'}/${GRAPH_VERSION}`,
    appId: settings.clientId,
    appSecret: settings.clientSecret,
  }
  return {
    scopes: SCOPES,
    usesPkce: false,
    refreshEarlyMs: 10 * DAY_SECONDS * 1000,
    authorizationUrl({ state, redirectUri }) {
      const dialog = settings.origin ?? 'https://www.facebook.com'
      const url = new URL(`${dialog}/${GRAPH_VERSION}/dialog/oauth`)
      url.search = new URLSearchParams({
        client_id: settings.clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: SCOPES.join(','),
        state,
      }).toString()
      return url.href
    },
    async exchange({ code, redirectUri }) {
      const short = await shortToken(graph, code, redirectUri)
      const reply = await longToken(graph, short)
      const tokens = readLongToken(reply, settings.now())
      if (!tokens) throw failed('long token', reply)
      return { tokens, scopes: await grantedScopes(graph, tokens.accessToken) }
    },
    accounts: tokens => instagramAccounts(graph, tokens.accessToken),
    async userId({ accessToken }) {
      const reply = await graphGet(graph, '/me?fields=id', accessToken)
      return Person.safeParse(reply.body).data?.id ?? null
    },
    refresh: (tokens, now) => renew(graph, tokens, now),
    async revoke(tokens) {
      const url = `${graph.base}/me/permissions`
      const token = tokens.accessToken
      const reply = await callPlatform({ platform: 'instagram', method: 'DELETE', url, token })
      if (reply.status !== 200 && !isTokenRefused(reply)) throw failed('revoke', reply)
    },
    figures: (accessToken, remoteIds) => instagramFigures(graph, accessToken, remoteIds),
  }
}

// Codes 1, 2, 4 and 17 are Meta's own trouble or a limit; what is left is about the code itself.
const PASSING_CODES = [1, 2, 4, 17, 32, 101, 613]

async function shortToken(graph: Graph, code: string, redirectUri: string): Promise<string> {
  // Meta appends "#_" to the address that it sends people back to.
  const form = { redirect_uri: redirectUri, code: code.replace(/#_$/, '') }
  const reply = await graphToken(graph, form)
  const answer = TokenAnswer.safeParse(reply.body).data
  if (reply.status === 200 && answer) return answer.access_token
  const error = graphError(reply)
  if (error && reply.status < 500 && !PASSING_CODES.includes(error.code))
    throw new Fault('invalid', 'Facebook did not accept that code any more. Please connect again.')
  throw failed('code exchange', reply)
}

function readLongToken({ status, body }: { status: number; body: unknown }, now: Date) {
  const answer = TokenAnswer.safeParse(body).data
  if (status !== 200 || !answer) return null
  const made = { now, oldRefreshToken: null, accessSeconds: LONG_TOKEN_SECONDS }
  return tokensFrom({ ...answer, refresh_token: null }, made)
}

const Person = z.object({ id: z.string().regex(/^\d+$/) })
const Permissions = z.object({
  data: z.array(z.object({ permission: z.string(), status: z.string() })),
})

async function grantedScopes(graph: Graph, token: string): Promise<string[]> {
  const reply = await graphGet(graph, '/me/permissions', token)
  const permissions = Permissions.safeParse(reply.body).data
  if (reply.status !== 200 || !permissions) throw failed('permissions', reply)
  return permissions.data.flatMap(row => (row.status === 'granted' ? [row.permission] : []))
}

/** There is no refresh token: a living token is traded for a longer one, a dead one is dead. */
async function renew(graph: Graph, tokens: Tokens, now: Date): Promise<RefreshAnswer> {
  const ended = 'Facebook ended the access: it lasts 60 days, or it was taken back.'
  if (Date.parse(tokens.accessExpiresAt) <= now.getTime()) return { kind: 'dead', reason: ended }
  const reply = await longToken(graph, tokens.accessToken)
  if (isTokenRefused(reply)) return { kind: 'dead', reason: ended }
  const renewed = readLongToken(reply, now)
  const error = graphError(reply)?.code ?? 'no token'
  if (!renewed) return { kind: 'later', reason: `instagram refresh: ${reply.status} ${error}` }
  if (renewed.accessExpiresAt > tokens.accessExpiresAt)
    return { kind: 'refreshed', tokens: renewed }
  const reason = 'instagram refresh: no longer life given'
  return { kind: 'later', reason, retryAfterSeconds: DAY_SECONDS }
}
