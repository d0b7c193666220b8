/** Calls any procedure by its name, over tRPC and, where it has a route, over REST. */
import type { z } from 'zod'
import type { Problem } from '../contract/index.ts'
import type { RestRoute } from '../src/http/rest-routes.ts'
import { restRoutes } from '../src/http/rest-routes.ts'
import { appRouter } from '../src/router.ts'
import type { Access, Meta } from '../src/trpc.ts'
import type { TestApi } from './harness.ts'

export interface Procedure {
  path: string
  type: 'query' | 'mutation' | 'subscription'
  access: Access | undefined
  inputs: z.ZodType[]
  output: z.ZodType | undefined
  route: RestRoute | undefined
}

export interface Door {
  name: 'trpc' | 'rest'
  call(headers: Record<string, string>, input?: Record<string, unknown>): Promise<Heard>
}

export interface Heard {
  status: number
  problem: Problem | undefined
  /** The answer as it came, byte for byte. */
  text: string
  /** Its headers as they came, without the date. */
  headers: [name: string, value: string][]
}

const routes = restRoutes(appRouter)
// Safe: at run time the router holds its procedures flat, under their dotted paths.
const flat = appRouter._def.procedures as unknown as Record<
  string,
  {
    _def: { type: Procedure['type']; meta?: Meta; inputs: Procedure['inputs']; output?: z.ZodType }
  }
>

/** Every procedure there is, with what it says of itself. */
export const everyProcedure: Procedure[] = Object.entries(flat).map(([path, { _def }]) => ({
  path,
  type: _def.type,
  access: _def.meta?.access,
  inputs: _def.inputs,
  output: _def.output,
  route: routes.find(route => route.procedure === path),
}))

/** The ways in which a procedure can be called. */
export function doorsOf(api: Pick<TestApi, 'url'>, procedure: Procedure): Door[] {
  const { path, type, route } = procedure
  const trpc: Door = {
    name: 'trpc',
    call: async (headers, input = {}) => {
      const json = JSON.stringify(input)
      const url = `${api.url}/trpc/${path}`
      if (type === 'mutation') return heard(await posted(url, { method: 'POST', headers, json }))
      return heard(await fetch(`${url}?input=${encodeURIComponent(json)}`, { headers }))
    },
  }
  if (!route) return [trpc]
  const call: Door['call'] = async (headers, input = {}) => heard(await atRest(headers, input))
  const atRest = (headers: Record<string, string>, input: Record<string, unknown>) => {
    const { method, url, sent } = addressed(route, input)
    if (method !== 'GET' && method !== 'DELETE') {
      return posted(`${api.url}${url}`, { method, headers, json: JSON.stringify(sent) })
    }
    const query = new URLSearchParams(
      Object.entries(sent).map(([name, value]): [string, string] => [name, String(value)]),
    )
    return fetch(`${api.url}${url}?${query}`, { method, headers })
  }
  return [trpc, { name: 'rest', call }]
}

interface Posted {
  method: string
  headers: Record<string, string>
  json: string
}

const posted = (url: string, { method, headers, json }: Posted) =>
  fetch(url, { method, headers: { 'Content-Type': 'application/json', ...headers }, body: json })

/** What of an input goes into the path, and what is left. */
function addressed({ method, path }: RestRoute, input: Record<string, unknown>) {
  const sent = { ...input }
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = sent[name] ?? 'nowhere'
    delete sent[name]
    return encodeURIComponent(String(value))
  })
  return { method, url: `/api/v1${url}`, sent }
}

async function heard(response: Response): Promise<Heard> {
  const text = await response.text()
  // A subscription has answered 200 before it can fail, so its failure comes as an event.
  const failure = /event: serialized-error\ndata: (.*)/.exec(text)?.[1]
  const json = failure ? `{"error":${failure}}` : text
  const problem = json.startsWith('{') ? problemIn(JSON.parse(json)) : undefined
  const headers = [...response.headers].filter(([name]) => name !== 'date')
  return { status: problem?.status ?? response.status, problem, text, headers }
}

function problemIn(body: Partial<Problem> & { error?: unknown }): Problem | undefined {
  // Safe: whatever is read of either may be missing.
  const { data } = (body.error ?? {}) as { data?: { problem?: Problem } }
  return body.type?.startsWith('urn:problem:') ? (body as Problem) : data?.problem
}
