import type { Context } from 'hono'
import type { Kit, SandboxEnv } from '../kit/kit.ts'
import type { DemoAccount, Token } from '../kit/oauth.ts'

export interface LinkedInSettings {
  /** How long a finalized video is PROCESSING. */
  processingMs: number
  /** Off: every whole file is a good video, which costs no look into it. */
  judgesMedia: boolean
  /** The `processingFailureReason` that every finalized video meets, whatever its bytes are. */
  forcedFailReason: string
  minVideoBytes: number
  memberRequestsPerDay: number
  appRequestsPerDay: number
  uploadUrlSeconds: number
  /** How its instructions cut a video. */
  partBytes: number
  /** What `finalizeUpload` has to echo, also when it is empty. */
  uploadToken: string
  /** The oldest `LinkedIn-Version` that is not yet sunset. */
  oldestVersion: string
  /** How long an identical post is refused. */
  duplicateSeconds: number
  /** 400, 409 and 422 have all been seen. */
  duplicateStatus: number
  /** What makes two posts identical: text and video, or the text alone. */
  duplicatesBy: 'post' | 'text'
  /** Not documented: the characters of the field as sent, or those that are shown of it. */
  commentaryCounts: 'sent' | 'shown'
  postKind: 'share' | 'ugcPost'
}

export type LinkedIn = Kit<LinkedInSettings>
export type LinkedInContext = Context<SandboxEnv>

export interface Refusal {
  status: number
  code: string
  message: string
  serviceErrorCode?: number
}

/** Something LinkedIn refuses; the edge turns it into its envelope. */
export class LinkedInError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

export function refuse(status: number, code: string, message: string): never {
  throw new LinkedInError({ status, code, message })
}

export function envelope({ status, code, message, serviceErrorCode }: Refusal): object {
  return { message, status, ...(serviceErrorCode !== undefined && { serviceErrorCode }), code }
}

export interface Caller {
  token: Token
  account: DemoAccount
  /** Under which the caller owns videos and writes posts. */
  urn: string
}

const DEAD_TOKENS = {
  EMPTY_ACCESS_TOKEN: [65604, 'Empty oauth2 access token'],
  INVALID_ACCESS_TOKEN: [65600, 'Invalid access token'],
  REVOKED_ACCESS_TOKEN: [65601, 'The token used in the request has been revoked by the user'],
  EXPIRED_ACCESS_TOKEN: [65602, 'The token used in the request has expired'],
} as const

/** Who calls, by the bearer header alone; it takes one of the member's requests of the day. */
export function callerOf(kit: LinkedIn, c: LinkedInContext): Caller {
  const value = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  const token = kit.oauth.findToken(value ?? '')
  const account = kit.accounts.find(it => it.id === token?.accountId)
  const dead = (code: keyof typeof DEAD_TOKENS) => {
    const [serviceErrorCode, message] = DEAD_TOKENS[code]
    return new LinkedInError({ status: 401, code, message, serviceErrorCode })
  }
  if (!value) throw dead('EMPTY_ACCESS_TOKEN')
  if (!token || !account) throw dead('INVALID_ACCESS_TOKEN')
  if (token.isRevoked) throw dead('REVOKED_ACCESS_TOKEN')
  if (!kit.oauth.isAlive(token)) throw dead('EXPIRED_ACCESS_TOKEN')
  takeRequest(kit, account.id)
  return { token, account, urn: `urn:li:person:${account.id}` }
}

/** The caller of one of the versioned doors. */
export function memberOf(kit: LinkedIn, c: LinkedInContext): Caller {
  const caller = callerOf(kit, c)
  needVersion(kit, c)
  needScope(caller, 'w_member_social')
  return caller
}

export function needScope({ token }: Caller, scope: string): void {
  if (token.scopes.includes(scope)) return
  const message = `Not enough permissions to access: ${scope}`
  const refusal = { status: 403, code: 'ACCESS_DENIED', message, serviceErrorCode: 100 }
  throw new LinkedInError(refusal)
}

function takeRequest(kit: LinkedIn, accountId: string): void {
  const day = kit.now().toISOString().slice(0, 10)
  const { memberRequestsPerDay, appRequestsPerDay } = kit.settings()
  const ofMember = kit.store.count(`requests ${day} ${accountId}`)
  const ofApp = kit.store.count(`requests ${day}`)
  if (ofMember <= memberRequestsPerDay && ofApp <= appRequestsPerDay) return
  const message = 'Resource level throttle limit for calls to this resource is reached.'
  const refusal = { status: 429, code: 'TOO_MANY_REQUESTS', message, serviceErrorCode: 101 }
  throw new LinkedInError(refusal)
}

const NEWEST_KNOWN_VERSION = '202607'

function needVersion(kit: LinkedIn, c: LinkedInContext): void {
  const version = c.req.header('linkedin-version') ?? ''
  if (!version) {
    const how = 'Please specify a version by adding the LinkedIn-Version header.'
    refuse(400, 'VERSION_MISSING', `A version must be present. ${how}`)
  }
  const month = kit.now().toISOString().slice(0, 7).replace('-', '')
  // A sandbox whose clock was set back still knows the versions of the day it was written.
  const newest = month > NEWEST_KNOWN_VERSION ? month : NEWEST_KNOWN_VERSION
  const isMonth = /^\d{4}(0[1-9]|1[0-2])$/.test(version)
  if (!isMonth || version < kit.settings().oldestVersion || version > newest) {
    refuse(426, 'NONEXISTENT_VERSION', `Requested version ${version} is not active`)
  }
  if (c.req.header('x-restli-protocol-version') !== '2.0.0') {
    refuse(400, 'BAD_REQUEST', 'X-RestLi-Protocol-Version has to be 2.0.0')
  }
}

/** The JSON body; anything else is refused. */
export async function readJson(c: LinkedInContext): Promise<Record<string, unknown>> {
  const isJson = c.req.header('content-type')?.startsWith('application/json')
  const body: unknown = isJson ? await c.req.json().catch(() => undefined) : undefined
  if (!isRecord(body)) refuse(400, 'BAD_REQUEST', 'The body is not a JSON object')
  return body
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function missing(field: string): never {
  refuse(400, 'MISSING_FIELD', `Field ${field} is required but not found and has no default value`)
}

export function invalid(field: string): never {
  refuse(400, 'INVALID_VALUE_FOR_FIELD', `Invalid value for field ${field}`)
}

export const digits = (count: number) =>
  Array.from(crypto.getRandomValues(new Uint8Array(count)), byte => byte % 10).join('')
