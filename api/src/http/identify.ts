import { PLANS, PlanName, Role, Scope } from '../../contract/index.ts'
import { cookieName, readSession } from '../account/sessions.ts'
import type { Actor, Deps } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { sha256Hex } from '../lib/id.ts'
import { isWellFormedKey } from '../lib/key.ts'
import { MINUTE_MS } from '../lib/time.ts'
import { readToken } from '../lib/token.ts'
import { cookieIn } from './cookies.ts'
import { deviceKey, memberById, touchKey } from './identify.queries.ts'

export interface Identity {
  actor: Actor | null
  /** Why what came does not count; an empty hand is no refusal. */
  refusal: Fault | null
  /** Set again when the session was just prolonged. */
  cookie: string | null
}

const NOBODY: Identity = { actor: null, refusal: null, cookie: null }

/** Who sent this request, by exactly one credential; a bad or a second one is never looked past. */
export async function identify(deps: Deps, headers: Headers): Promise<Identity> {
  const keys = new Set(keysIn(headers))
  const session = cookieIn(headers, cookieName(deps.config))
  const [presented] = keys
  if (presented === undefined) return session ? bySession(deps, session) : NOBODY
  if (keys.size > 1 || session) return refuse('Please send one credential only.')
  const actor = presented.startsWith('eyJ')
    ? await byToken(deps, presented)
    : await byKey(deps, presented)
  if (actor instanceof Fault) return { ...NOBODY, refusal: actor }
  return actor ? { ...NOBODY, actor } : refuse()
}

const refuse = (detail?: string): Identity => ({
  ...NOBODY,
  refusal: new Fault('unauthenticated', detail),
})

function keysIn(headers: Headers): string[] {
  const authorization = headers.get('Authorization')
  const bearer = authorization === null ? [] : [/^Bearer (\S+)$/i.exec(authorization)?.[1] ?? '']
  const apiKey = headers.get('X-API-Key')
  return apiKey === null ? bearer : [...bearer, apiKey]
}

async function bySession(deps: Deps, sessionId: string): Promise<Identity> {
  const open = await readSession(deps, sessionId)
  // A cookie outlives its session in every browser; it must not block the way to sign in again.
  if (!open) return NOBODY
  const { cookie, ...person } = open
  return { ...NOBODY, actor: { kind: 'session', ...person }, cookie }
}

async function byToken(deps: Deps, token: string): Promise<Actor | null> {
  const owner = await readToken(deps.config.authSecret, token, deps.now())
  const member = owner && (await memberById(deps.db, owner))
  if (!owner || !member) return null
  const { workspaceId, personId } = owner
  return {
    ...{ kind: 'jwt', workspaceId, personId, isOperator: member.is_operator },
    issuedAt: owner.issuedAt,
    ...{ plan: PlanName.parse(member.plan), role: Role.parse(member.role) },
  }
}

const TOUCH_AFTER_MS = 5 * MINUTE_MS
const Scopes = Scope.array()
// There are as many texts as there are sets of scopes, so each is read once.
const knownScopes = new Map<string, Scope[]>()

function scopesIn(text: string): Scope[] {
  const known = knownScopes.get(text)
  if (known) return known
  const scopes = Scopes.parse(text.split(' '))
  knownScopes.set(text, scopes)
  return scopes
}

async function byKey(deps: Deps, key: string): Promise<Actor | Fault | null> {
  if (!isWellFormedKey(key)) return null
  const keyHash = sha256Hex(key)
  const row = await deviceKey(deps.db, keyHash)
  const now = deps.now()
  if (!row || (row.expires_ms !== null && row.expires_ms <= now.getTime())) return null
  const plan = PlanName.parse(row.plan)
  if (row.kind === 'developer' && !PLANS[plan].hasApiAccess) return lapsed()
  const isStale = now.getTime() - (row.last_used_ms ?? 0) > TOUCH_AFTER_MS
  if (isStale) await touchKey(deps.db, { keyHash, now })
  return {
    kind: 'key',
    keyHash,
    workspaceId: row.workspace_id,
    plan,
    deviceId: row.device_id,
    personId: row.person_id,
    role: Role.parse(row.role),
    scopes: scopesIn(row.scopes),
  }
}

// The plan that had such keys was left; what it made is kept for its return.
const lapsed = () =>
  new Fault('plan_limit', 'Keys for your own programs come with the Enterprise plan.', {
    allowedBy: 'enterprise',
  })
