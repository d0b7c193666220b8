import type { AnyRouter } from '@trpc/server'
import type { Meta } from '../trpc.ts'
import type { ProcedureType } from './run-procedure.ts'

export interface RestRoute {
  method: string
  /** As written beside the procedure: `/oauth/{platform}/initiate`. */
  path: string
  procedure: string
  type: ProcedureType
  takesInput: boolean
  /** The shape of what it takes. */
  input: unknown
  meta: Meta
}

export interface Match {
  route: RestRoute
  params: Record<string, string>
}

/** Every procedure that also answers as REST, read from the `openapi` beside it. */
export function restRoutes(router: AnyRouter): RestRoute[] {
  const procedures = Object.entries(router._def.procedures as Record<string, Procedure>)
  return procedures.flatMap(([procedure, { _def }]) => {
    const { meta = {}, type } = _def
    const { openapi } = meta
    if (!openapi || openapi.enabled === false || type === 'subscription') return []
    const { method, path } = openapi
    const [input] = _def.inputs
    return [{ method, path, procedure, type, takesInput: input !== undefined, input, meta }]
  })
}

interface Procedure {
  _def: { type: ProcedureType; meta?: Meta; inputs: unknown[] }
}

/** Routes with nothing to fill in, by their path. */
export type PlainRoutes = ReadonlyMap<string, Match[]>

/** Puts the routes aside whose path says all. */
export function plainRoutes(routes: readonly RestRoute[]): PlainRoutes {
  const plain = routes.filter(({ path }) => !path.includes('{'))
  const byPath = Map.groupBy(plain, ({ path }) => path)
  const matches = [...byPath].map(
    ([path, at]) => [path, at.map(route => ({ route, params: {} }))] as const,
  )
  return new Map(matches)
}

/** The routes at a path, whatever the method: none means 404, none of this method means 405. */
export function routesAt(plain: PlainRoutes, routes: readonly RestRoute[], path: string): Match[] {
  const known = plain.get(path)
  if (known) return known
  return routes.flatMap(route => {
    const params = paramsOf(route.path, path)
    return params ? [{ route, params }] : []
  })
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const [wanted, found] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== found.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const text = found[index] ?? ''
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined && part !== text) return null
    if (name !== undefined) params[name] = decoded(text)
  }
  return params
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
