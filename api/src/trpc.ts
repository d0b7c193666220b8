import { initTRPC, TRPCError } from '@trpc/server'
import type { OpenApiMeta } from 'trpc-to-openapi'
import { z } from 'zod'
import { FAULTS } from '../contract/index.ts'
import type { Actor, Context } from './context.ts'
import { Fault, toProblem } from './lib/fault.ts'
import type { RateLimit } from './outside/rate-limits.ts'

export type Meta = OpenApiMeta & { limit?: RateLimit }

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

const translated = t.middleware(async ({ next }) => {
  const result = await next()
  if (result.ok || !(result.error.cause instanceof Fault)) return result
  const fault = result.error.cause
  throw new TRPCError({ code: FAULTS[fault.code].trpc, cause: fault, message: fault.message })
})

const GENERAL: RateLimit = { name: 'general', points: 600, windowSeconds: 60, by: 'workspace' }

const limited = t.middleware(async ({ ctx, meta, next }) => {
  const limit = meta?.limit ?? GENERAL
  const key =
    limit.by === 'workspace' && ctx.actor ? `w:${ctx.actor.workspaceId}` : `a:${ctx.address}`
  const answer = await ctx.limits.consume(limit, key)
  ctx.setHeader('RateLimit-Policy', `"${limit.name}";q=${limit.points};w=${limit.windowSeconds}`)
  ctx.setHeader('RateLimit', `"${limit.name}";r=${answer.remaining};t=${answer.resetSeconds}`)
  if (answer.isAllowed) return next()
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

/** Open to everyone; still counted. Credentials that do not count are refused even here. */
export const anyone = t.procedure.use(translated).use(limited).use(refused)

function allow<K extends Actor['kind']>(...kinds: K[]) {
  return t.middleware(({ ctx, next }) => {
    const { actor } = ctx
    if (!actor) throw new Fault('unauthenticated')
    if (!isOneOf(actor, kinds)) throw new Fault('forbidden', wantedInstead(kinds))
    return next({ ctx: { ...ctx, actor } })
  })
}

function isOneOf<K extends Actor['kind']>(
  actor: Actor,
  kinds: K[],
): actor is Extract<Actor, { kind: K }> {
  return kinds.some(kind => kind === actor.kind)
}

const wantedInstead = (kinds: Actor['kind'][]) =>
  kinds.includes('key')
    ? 'This needs a device key.'
    : 'This needs a signed-in person; a device key cannot do it.'

/** A person or a device. */
export const signedIn = anyone.use(allow('session', 'jwt', 'key'))
/** A device only. */
export const byKey = anyone.use(allow('key'))
/** A person only: what a stolen device key must not be able to do. */
export const byPerson = anyone.use(allow('session', 'jwt'))
/** A device, or a person in the dashboard. */
export const byKeyOrSession = anyone.use(allow('key', 'session'))
