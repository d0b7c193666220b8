import type { Context, Deps } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { appRouter } from '../router.ts'
import { faultOf } from '../trpc.ts'
import { addHeaders, problemResponse } from './problem.ts'
import type { RequestFacts } from './request-context.ts'
import { requestContext } from './request-context.ts'
import type { Match } from './rest-routes.ts'
import { plainRoutes, restRoutes, routesAt } from './rest-routes.ts'
import { runProcedure } from './run-procedure.ts'

const ROUTES = restRoutes(appRouter)
const PLAIN = plainRoutes(ROUTES)
const JSON_TYPE = /^application\/json\s*(;|$)/i

/**
 * Answers `/api/v1`: the same procedures, found by the `openapi` beside each. Written here because
 * trpc-to-openapi's own handler loosens the shared input schemas (it turns coercion on in them).
 */
export async function restResponse(deps: Deps, facts: RequestFacts, path: string) {
  const { headers, requestId } = facts
  try {
    const match = found(facts, path)
    const input = await inputOf(match, facts.request)
    const ctx = await requestContext(deps, facts)
    return Response.json(await call(ctx, match, input), { headers })
  } catch (error) {
    const fault = faultOf(error)
    if (fault.code === 'internal') deps.log.error('a request failed', { requestId, error })
    const response = problemResponse(fault, requestId)
    addHeaders(response.headers, headers)
    return response
  }
}

/** The pattern a path belongs to, for counting requests without counting ids. */
export const restPattern = (path: string): string | undefined =>
  routesAt(PLAIN, ROUTES, path)[0]?.route.path

function found({ request, headers }: RequestFacts, path: string): Match {
  const matches = routesAt(PLAIN, ROUTES, path)
  if (matches.length === 0) throw new Fault('not_found', 'There is nothing at this address.')
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const match = matches.find(({ route }) => route.method === method)
  if (match) return match
  headers.set('Allow', matches.map(({ route }) => route.method).join(', '))
  throw new Fault('method_not_allowed')
}

async function inputOf({ route, params }: Match, request: Request): Promise<unknown> {
  const hasParams = Object.keys(params).length > 0
  const sent =
    route.method === 'GET' || route.method === 'DELETE'
      ? route.takesInput && queryOf(new URL(request.url).searchParams)
      : await bodyOf(request)
  if (!route.takesInput || (!sent && !hasParams)) return undefined
  return { ...sent, ...params }
}

function queryOf(query: URLSearchParams): Record<string, unknown> {
  const names = new Set(query.keys())
  return Object.fromEntries(
    [...names].map(name => {
      const values = query.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
}

async function bodyOf(request: Request): Promise<object | undefined> {
  const text = await request.text()
  const type = request.headers.get('Content-Type')
  if (text === '' && type === null) return undefined
  if (!JSON_TYPE.test(type ?? '')) throw new Fault('media_type')
  const body = text === '' ? undefined : parsed(text)
  if (body === undefined) return undefined
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Fault('invalid', 'The body is not a JSON object.')
  }
  return body
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Fault('invalid', 'That is not JSON.', { cause })
  }
}

function call(ctx: Context, { route }: Match, input: unknown): Promise<unknown> {
  const { procedure: path, type } = route
  return runProcedure({ ctx, path, type, getRawInput: async () => input, signal: ctx.signal })
}
