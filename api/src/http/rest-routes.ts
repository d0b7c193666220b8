import type { AnyRouter } from '@trpc/server'
import type { Meta } from '../trpc.ts'

export interface RestRoute {
  method: string
  /** As written beside the procedure: `/oauth/{platform}/initiate`. */
  path: string
  procedure: string
  takesInput: boolean
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
    const openapi = _def.meta?.openapi
    if (!openapi || openapi.enabled === false || _def.type === 'subscription') return []
    const { method, path } = openapi
    const { meta = {} } = _def
    return [{ method, path, procedure, takesInput: _def.inputs.length > 0, meta }]
  })
}

interface Procedure {
  _def: { type: string; meta?: Meta; inputs: unknown[] }
}

/** The routes at a path, whatever the method: none means 404, none of this method means 405. */
export function routesAt(routes: readonly RestRoute[], path: string): Match[] {
  const plain = routes.filter(route => route.path === path && !path.includes('{'))
  if (plain.length > 0) return plain.map(route => ({ route, params: {} }))
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
