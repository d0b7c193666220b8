import { initTRPC, TRPCError } from '@trpc/server'
import type { OpenApiMeta } from 'trpc-to-openapi'
import { z } from 'zod'
import type { FaultCode, Role, Scope } from '../contract/index.ts'
import { FAULTS, reaches } from '../contract/index.ts'
import type { Actor, Context } from './context.ts'
import { countedAddress } from './lib/counted-address.ts'
import { Fault, toProblem } from './lib/fault.ts'
import type { Budget } from './lib/permit.ts'
import type { RateLimit } from './outside/rate-limits/rate-limits.ts'

/** Who may call a procedure. `scope` is what a key needs for it, `role` the member behind it. */
export type Access =
  | 'open'
  | { kinds: readonly Actor['kind'][]; role: Role | 'operator'; scope: Scope | null }

export type Meta = OpenApiMeta & {
  limit?: RateLimit
  access?: Access
  /** What it spends from, when it may cost us money. */
  budget?: Budget
  /** How its verb may refuse, beyond what follows from who calls it and how. */
  refuses?: readonly FaultCode[]
}

type Route = NonNullable<Meta['openapi']>
type Words = Required<Pick<Route, 'summary' | 'description'>>

/** Writes how the calls of one chapter of the description are reached over REST. */
export const restOf =
  (tag: string) =>
  (method: Route['method'], path: Route['path'], words: Words): Route => ({
    method,
    path,
    tags: [tag],
    ...words,
  })

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    sse: {
      ping: { enabled: true, intervalMs: 5000 },
      client: { reconnectAfterInactivityMs: 15_000 },
    },
    errorFormatter({ shape, error, ctx }) {
      const problem = toProblem(faultOf(error), ctx?.requestId)
      return {
        message: problem.detail ?? problem.title,
        code: shape.code,
        data: { code: error.code, httpStatus: problem.status, problem },
      }
    },
  })

/** Any error as the Fault a caller may see; the unknown is `internal`, without a word of it. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error
  if (!(error instanceof TRPCError)) return new Fault('internal', undefined, { cause: error })
  if (error.cause instanceof Fault) return error.cause
  if (error.code === 'BAD_REQUEST') return new Fault('invalid', undefined, badFields(error.cause))
  if (error.code === 'PARSE_ERROR') return new Fault('invalid', 'That is not JSON.')
  const row = Object.entries(FAULTS).find(([, { trpc }]) => trpc === error.code)
  return new Fault((row?.[0] as keyof typeof FAULTS) ?? 'internal', undefined, { cause: error })
}

function badFields(cause: unknown): { fields?: Record<string, string> } {
  if (!(cause instanceof z.ZodError)) return {}
  return {
    fields: Object.fromEntries(
      cause.issues.map(issue => [issue.path.map(String).join('.') || 'body', issue.message]),
    ),
  }
}

const translated = t.middleware(async ({ ctx, next }) => {
  const result = await next()
  if (result.ok || !(result.error.cause instanceof Fault)) return result
  const fault = withWayOut(result.error.cause, ctx)
  throw new TRPCError({ code: FAULTS[fault.code].trpc, cause: fault, message: fault.message })
})

/** Whoever meets the end of their plan is told where a larger one is to be had. */
function withWayOut(fault: Fault, { config }: Pick<Context, 'config'>): Fault {
  if (fault.code !== 'plan_limit' || !fault.notes.allowedBy) return fault
  const upgradeUrl = `${config.publicUrl}/settings/billing`
  return new Fault(fault.code, fault.detail, { ...fault.notes, upgradeUrl })
}

const GENERAL: RateLimit = { name: 'general', points: 600, windowSeconds: 60, by: 'workspace' }

const limited = t.middleware(async ({ ctx, meta, next }) => {
  const limit = meta?.limit ?? GENERAL
  const payer = limit.by === 'workspace' ? ctx.actor : null
  const key = payer ? `w:${payer.workspaceId}` : `a:${countedAddress(ctx.address)}`
  const answer = await ctx.shared.limits.consume(limit, key)
  ctx.setHeader('RateLimit-Policy', `"${limit.name}";q=${limit.points};w=${limit.windowSeconds}`)
  ctx.setHeader('RateLimit', `"${limit.name}";r=${answer.remaining};t=${answer.resetSeconds}`)
  // The budget goes along here, because each more step would cost every call.
  if (answer.isAllowed) return meta?.budget ? next({ ctx: { budget: meta.budget } }) : next()
  ctx.setHeader('Retry-After', String(answer.resetSeconds))
  throw new Fault('rate_limited', `Please wait ${answer.resetSeconds} seconds.`, {
    retryAfterSeconds: answer.resetSeconds,
  })
})

const refused = t.middleware(({ ctx, next }) => {
  if (ctx.refusal) throw ctx.refusal
  return next()
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

const base = t.procedure.use(translated).use(limited).use(refused)

/** Open to everyone; still counted. Credentials that do not count are refused even here. */
export const anyone = base.meta({ access: 'open' })

interface Needs {
  role: Role | 'operator'
  /** What a key needs; null where no key may come. */
  scope: Scope | null
}

function allow<K extends Actor['kind']>(kinds: K[], { role, scope }: Needs) {
  const admitted = t.middleware(({ ctx, next }) => {
    const { actor } = ctx
    if (!actor) throw new Fault('unauthenticated')
    if (!isOneOf(actor, kinds)) throw new Fault('forbidden', wantedInstead(kinds))
    const lacking = lackOf(actor, { role, scope })
    if (lacking) throw new Fault('forbidden', lacking)
    return next({ ctx: { actor } })
  })
  return base.meta({ access: { kinds, role, scope } }).use(admitted)
}

function isOneOf<K extends Actor['kind']>(
  actor: Actor,
  kinds: K[],
): actor is Extract<Actor, { kind: K }> {
  return kinds.some(kind => kind === actor.kind)
}

function wantedInstead(kinds: Actor['kind'][]): string {
  if (kinds.includes('key')) return 'This needs a device key.'
  if (!kinds.includes('jwt')) return 'This needs a browser that is signed in.'
  return 'This needs a signed-in person; a device key cannot do it.'
}

/** What this actor lacks for it, as a sentence; null when nothing. */
function lackOf(actor: Actor, { role, scope }: Needs): string | null {
  const needed = role === 'operator' ? 'viewer' : role
  if (!reaches(actor.role, needed)) return `This needs the role of ${article(needed)} ${needed}.`
  if (actor.kind === 'key') {
    return scope && actor.scopes.includes(scope) ? null : `This key lacks the scope "${scope}".`
  }
  return role === 'operator' && !actor.isOperator ? 'This is for operators.' : null
}

const article = (role: Role) => (role === 'viewer' ? 'a' : 'an')

/** A person or a device. */
export const signedIn = (role: Role, scope: Scope) =>
  allow(['session', 'jwt', 'key'], { role, scope })
/** A device only. */
export const byKey = (role: Role, scope: Scope) => allow(['key'], { role, scope })
/** A person only: what a stolen device key must not be able to do. */
export const byPerson = (role: Role) => allow(['session', 'jwt'], { role, scope: null })
/** A browser only: what is about its session, which no token has. */
export const bySession = (role: Role) => allow(['session'], { role, scope: null })
/** A device, or a person in the dashboard. */
export const byKeyOrSession = (role: Role, scope: Scope) =>
  allow(['key', 'session'], { role, scope })
/** Those who run the service, in a browser. */
export const byOperator = allow(['session'], { role: 'operator', scope: null })
