import type { Context } from 'hono'
import type { Kit, SandboxEnv } from '../kit/kit.ts'
import type { DemoAccount, Token } from '../kit/oauth.ts'
import type { Refusal } from './rules.ts'

export interface TikTokSettings {
  clientType: 'desktop' | 'web'
  isAudited: boolean
  isPrivateAccount: boolean
  commentDisabled: boolean
  duetDisabled: boolean
  stitchDisabled: boolean
  maxVideoPostDurationSec: number
  /** How long a received video is looked at before it is published or refused. */
  processingMs: number
  /** Off: every file is a good video, which costs no look into it. */
  judgesMedia: boolean
  /** How long after that a public post gets its id. */
  moderationMs: number
  /** The code that every attempt to post meets, such as `spam_risk_too_many_posts`. */
  postingBlock: string
  /** The `fail_reason` that every received video meets, whatever its bytes are. */
  forcedFailReason: string
  dailyPosts: number
  pendingShares: number
  initPerMinute: number
  creatorInfoPerMinute: number
  statusPerMinute: number
  videosPerMinute: number
  uploadUrlSeconds: number
  /** What `Content-Range` of an answer ends with: its page can be read both ways. */
  rangeEndsWith: 'count' | 'lastIndex'
  /** Not documented by the platform, and said to be 200 at times. */
  oauthErrorStatus: number
}

export type TikTok = Kit<TikTokSettings> & { take(name: string, limit: number): boolean }
export type TikTokContext = Context<SandboxEnv>

/** Something TikTok refuses; the edge turns it into the envelope. */
export class TikTokError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

/** Throws what a rule refused, if it did. */
export function insist(refusal: Refusal | undefined): void {
  if (refusal) throw new TikTokError(refusal)
}

export function logId(): string {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  return stamp + crypto.randomUUID().replaceAll('-', '').slice(0, 18).toUpperCase()
}

export function envelope(code: string, message: string, data?: object): object {
  return { ...(data && { data }), error: { code, message, log_id: logId() } }
}

const INT64 = '@int64:'

/** Marks digits that go out as a bare JSON number, as TikTok writes its 64-bit ids. */
export const int64 = (digits: string) => `${INT64}${digits}`

/** The answer to a call that went well. */
export function ok(c: TikTokContext, data: object): Response {
  const body = JSON.stringify(envelope('ok', '', data))
  const bare = body.replace(new RegExp(`"${INT64}(\\d+)"`, 'g'), '$1')
  return c.body(bare, 200, { 'content-type': 'application/json; charset=utf-8' })
}

export interface Caller {
  /** The access token itself, which the limits per minute are counted by. */
  value: string
  token: Token
  account: DemoAccount
}

/** Who calls, by the bearer header alone. */
export function callerOf(kit: TikTok, c: TikTokContext): Caller {
  const value = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  const token = kit.oauth.findToken(value)
  const account = kit.accounts.find(it => it.id === token?.accountId)
  const isAlive = token?.kind === 'access' && kit.oauth.isAlive(token)
  if (isAlive && account) return { value, token, account }
  const message = 'The access token is invalid or not found in the request.'
  throw new TikTokError({ status: 401, code: 'access_token_invalid', message })
}

export function needScope({ token }: Caller, ...anyOf: string[]): void {
  if (anyOf.some(scope => token.scopes.includes(scope))) return
  const message = 'The user did not authorize the scope required for completing this request.'
  throw new TikTokError({ status: 401, code: 'scope_not_authorized', message })
}

/** Takes one of the caller's places in this minute. */
export function needPlace(kit: TikTok, { value }: Caller, [door, limit]: [string, number]): void {
  if (kit.take(`${door} ${value}`, limit)) return
  const message = 'The API rate limit was exceeded. Please try again later.'
  throw new TikTokError({ status: 429, code: 'rate_limit_exceeded', message })
}

/** The JSON body; anything else is refused. */
export async function readJson(c: TikTokContext): Promise<Record<string, unknown>> {
  const isJson = c.req.header('content-type')?.startsWith('application/json')
  const body: unknown = isJson ? await c.req.json().catch(() => undefined) : undefined
  if (isRecord(body)) return body
  const message = 'The request body is not valid JSON.'
  throw new TikTokError({ status: 400, code: 'invalid_params', message })
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
