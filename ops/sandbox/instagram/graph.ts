import type { Context } from 'hono'
import type { Kit, SandboxEnv } from '../kit/kit.ts'
import type { DemoAccount, Token } from '../kit/oauth.ts'

export interface Usage {
  call_count: number
  total_time: number
  total_cputime: number
}

export interface BusinessUsage extends Usage {
  type: string
  /** In minutes. */
  estimated_time_to_regain_access: number
}

export interface InstagramSettings {
  /** How long a received video stays IN_PROGRESS. */
  processingMs: number
  /** Off: every file is a good reel, which costs no look into it. */
  judgesMedia: boolean
  dailyLimit: number
  containerLimit: number
  callsPerHour: number
  /** What the usage headers say, in percent; null = what was counted, and no second header. */
  appUsage: Usage | null
  businessUsage: Record<string, BusinessUsage[]> | null
  isActionBlocked: boolean
  /** So many of the first containers end as FINISHED, and publishing them answers `lostAs`. */
  lostContainers: number
  lostAs: '24/2207008' | '24/2207006' | '-2/2207020' | '9007/2207027'
  /** Meta's own example of an unfinished upload: `PUBLISHED` beside a phase `in_progress`. */
  saysPublishedEarly: boolean
  isRestricted: boolean
  /** Instagram Login answers the code exchange in one of two shapes. */
  tokenBody: 'flat' | 'wrapped'
}

export type Instagram = Kit<InstagramSettings> & { login: 'facebook' | 'instagram' }
export type InstagramContext = Context<SandboxEnv>
export type Input = Record<string, unknown>

export interface GraphFault {
  status?: number
  code: number
  subcode?: number
  message: string
  title?: string
  detail?: string
  type?: string
}

/** Something Graph refuses; the edge turns it into the envelope. */
export class GraphError extends Error {
  constructor(readonly fault: GraphFault) {
    super(fault.message)
  }
}

export function envelope({ code, subcode, message, title, detail, type }: GraphFault): object {
  return {
    error: {
      message,
      type: type ?? 'OAuthException',
      code,
      ...(subcode !== undefined && { error_subcode: subcode }),
      ...(title && { is_transient: false, error_user_title: title, error_user_msg: detail }),
      fbtrace_id: `A${crypto.randomUUID().replaceAll('-', '').slice(0, 22)}`,
    },
  }
}

/** Query and body together, as Graph reads them: JSON, form or multipart. */
export async function readInput(c: InstagramContext): Promise<Input> {
  const query = c.req.query()
  if (c.req.method === 'GET' || c.req.method === 'DELETE') return query
  const isJson = c.req.header('content-type')?.includes('json')
  const body = isJson ? await c.req.json().catch(() => ({})) : await c.req.parseBody()
  return { ...query, ...body }
}

/** Text of a parameter; '' when it is absent. */
export function text(input: Input, name: string): string {
  const value = input[name]
  return value === undefined || value === null ? '' : String(value)
}

export interface Caller {
  token: Token
  account: DemoAccount
}

/** Who calls, by `access_token` or a bearer header; throws the 190 that fits a dead token. */
export function callerOf(kit: Instagram, c: InstagramContext, input: Input): Caller {
  const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const value = text(input, 'access_token') || bearer
  if (!value) throw new GraphError({ ...INVALID, code: 2500, message: NO_TOKEN })
  return callerOfToken(kit, value)
}

const NO_TOKEN = 'An active access token must be used to query information about the current user.'
const INVALID = { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' }

/** The same for a token that arrived in some other way. */
export function callerOfToken(kit: Instagram, value: string): Caller {
  const token = kit.oauth.findToken(value)
  const account = kit.accounts.find(it => it.id === token?.accountId)
  if (!token || !account || token.kind === 'grant') throw new GraphError(INVALID)
  const isAlive: boolean = kit.oauth.isAlive(token)
  if (isAlive) return { token, account }
  if (!kit.oauth.isAlive(kit.oauth.findToken(token.extras?.grant ?? ''))) {
    const message = 'Error validating access token: The user has not authorized the application.'
    throw new GraphError({ code: 190, subcode: 458, message })
  }
  const at = new Date(token.expiresAt ?? kit.now()).toUTCString()
  const times = `Session has expired on ${at}. The current time is ${kit.now().toUTCString()}.`
  const message = `Error validating access token: ${times}`
  throw new GraphError({ code: 190, subcode: 463, message })
}

type Ability = 'basic' | 'publish' | 'insights'
const SCOPES: Record<Instagram['login'], Record<Ability, string[]>> = {
  facebook: {
    basic: ['instagram_basic'],
    publish: ['instagram_basic', 'instagram_content_publish'],
    insights: ['instagram_basic', 'instagram_manage_insights', 'pages_read_engagement'],
  },
  instagram: {
    basic: ['instagram_business_basic'],
    publish: ['instagram_business_basic', 'instagram_business_content_publish'],
    insights: ['instagram_business_basic', 'instagram_business_manage_insights'],
  },
}

export function isGranted(kit: Instagram, token: Token, ability: Ability): boolean {
  return SCOPES[kit.login][ability].every(scope => token.scopes.includes(scope))
}

export function needScope(kit: Instagram, token: Token, ability: Ability): void {
  if (isGranted(kit, token, ability)) return
  const message = '(#10) Application does not have permission for this action'
  throw new GraphError({ status: 403, code: 10, message })
}

/** Graph says the same of what does not exist and of what is someone else's. */
export function missingObject(id: string): GraphError {
  const why = 'does not exist, cannot be loaded due to missing permissions'
  const rest = 'or does not support this operation.'
  const message = `Unsupported get request. Object with ID '${id}' ${why}, ${rest}`
  return new GraphError({ code: 100, subcode: 33, message, type: 'GraphMethodException' })
}

export function badParameter(message: string): GraphError {
  return new GraphError({ code: 100, message: `(#100) ${message}`, type: 'IGApiException' })
}

/** Only the asked fields, and always the id; a field nobody knows fails the call. */
export function pick(all: Input & { id: string }, fields: string): Input {
  const names = topLevelFields(fields)
  const unknown = names.find(name => !(name in all))
  if (unknown) throw badParameter(`Tried accessing nonexisting field (${unknown})`)
  const chosen = names.filter(name => all[name] !== undefined)
  return { ...Object.fromEntries(chosen.map(name => [name, all[name]])), id: all.id }
}

/** Field names without what is asked of them: `a,b{c,d}` → `a`, `b`. */
export function topLevelFields(fields: string): string[] {
  let flat = fields
  while (/\{[^{}]*\}/.test(flat)) flat = flat.replace(/\{[^{}]*\}/g, '')
  return flat
    .split(',')
    .map(name => name.trim())
    .filter(Boolean)
}

/** Ids are longer than a JSON number can hold, so they are text everywhere. */
export function newId(prefix: string): string {
  const digits = crypto.getRandomValues(new Uint32Array(2)).join('').padStart(20, '0')
  return prefix + digits.slice(-(17 - prefix.length))
}
