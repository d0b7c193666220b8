/** The operations of the API's own description, and how to call one with any input. */
import { z } from 'zod'
import { FAULTS } from '../../contract/index.ts'
import { openapiDocument } from '../../src/http/openapi/openapi.ts'
import type { Procedure } from '../doors.ts'
import { everyProcedure } from '../doors.ts'
import type { TestApi } from '../harness.ts'
import { madeUp } from '../matrix-people.ts'
import type { Kind } from '../procedures.ts'
import type { Schema } from './fuzz-values.ts'

interface Parameter {
  in: 'path' | 'query'
  name: string
  schema: Schema
  required?: boolean
}
interface Described {
  parameters?: Parameter[] | null
  requestBody?: { required: boolean; content: { 'application/json': { schema: Schema } } }
  responses: Record<string, { content: Record<string, { schema: object }> }>
}
interface Document {
  paths: Record<string, Record<string, Described>>
  components: { schemas: { Problem: object } }
}

export interface Operation {
  name: string
  door: 'rest' | 'trpc'
  method: string
  path: string
  procedure: Procedure
  parameters: Parameter[]
  body: Schema | undefined
  statuses: string[]
  /** Refuses what the description does not allow as an answer. */
  success: z.ZodType
}

export interface Sent {
  params: Record<string, unknown>
  /** What stands behind the `?`, in place of the input. */
  search?: string
  body?: unknown
  /** Sent as it is, in place of `body`. */
  raw?: string | Uint8Array<ArrayBuffer> | (() => ReadableStream<Uint8Array<ArrayBuffer>>)
  headers?: Record<string, string>
}

export interface Got {
  status: number
  type: string
  body: unknown
}

const schemaOf = (schema: object) =>
  // Safe: the description is OpenAPI 3.1, whose schemas are JSON Schema 2020-12.
  z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])

/** Every operation that is described, with its procedure. */
export function operationsOf({ deps }: Pick<TestApi, 'deps'>): Operation[] {
  const document = writtenOut(openapiDocument(deps.config) as Document)
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, described]) => operation(path, method, described)),
  )
}

/** The same document with every shape in place of its name. */
function writtenOut(document: Document): Document {
  const shapes: Record<string, unknown> = document.components.schemas
  const from = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(from)
    if (typeof value !== 'object' || value === null) return value
    const { $ref } = value as { $ref?: string }
    if ($ref !== undefined) return from(shapes[$ref.split('/').at(-1) ?? ''])
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, from(part)]))
  }
  return from(document) as Document
}

function operation(path: string, method: string, described: Described): Operation {
  const procedure = everyProcedure.find(
    ({ route }) => route?.path === path && route.method === method.toUpperCase(),
  )
  if (!procedure) throw new Error(`${method} ${path} is described, but nowhere`)
  const answer = described.responses['200']?.content['application/json']?.schema
  return {
    ...{ name: `${method} ${path}`, door: 'rest', method: method.toUpperCase(), path, procedure },
    parameters: described.parameters ?? [],
    body: described.requestBody?.content['application/json'].schema,
    statuses: Object.keys(described.responses),
    success: schemaOf(answer ?? { not: {} }),
  }
}

const SAYABLE = Object.values(FAULTS).filter(({ status }) => status !== 405 && status < 500)

/** Every procedure that only tRPC answers, as an operation whose input is its body. */
export const trpcOperations: Operation[] = everyProcedure
  .filter(({ route, type }) => !route && type !== 'subscription')
  .map(procedure => {
    const { path, type, inputs } = procedure
    const [input] = inputs
    const shape = input && z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
    return {
      ...{
        name: path,
        door: 'trpc',
        method: type === 'mutation' ? 'POST' : 'GET',
        path,
        procedure,
      },
      parameters: [],
      // Safe: the walker knows every kind of schema that our inputs are made of, or says so.
      body: shape as Schema | undefined,
      statuses: ['200', ...new Set(SAYABLE.map(({ status }) => String(status)))],
      // The router itself refuses an answer that is not as the procedure declares it.
      success: z.unknown(),
    }
  })

/** Whether the description allows this body. */
export const allows = (schema: Schema): ((body: unknown) => boolean) => {
  const type = schemaOf(schema)
  return body => type.safeParse(body).success
}

export const problemSchema = ({ deps }: Pick<TestApi, 'deps'>): z.ZodType =>
  schemaOf((openapiDocument(deps.config) as Document).components.schemas.Problem)

const ORDER: Kind[] = ['jwt', 'session', 'key']
/** A person is asked for a password there, which no description can say; a key is not. */
const KEY_FIRST = /refresh-?api-?key/i

/** Headers of somebody whom the operation lets in. */
export async function admitted(api: TestApi, { procedure, path }: Operation, workspaceId: string) {
  const { access } = procedure
  if (!access || access === 'open') return {}
  const order = KEY_FIRST.test(path) ? ORDER.toReversed() : ORDER
  const kind = order.find(kind => access.kinds.includes(kind)) ?? 'session'
  const isOperator = access.role === 'operator'
  return (await madeUp(api, workspaceId, { who: 'one', kind, role: 'owner', isOperator })).headers
}

/** Calls the operation with exactly this. */
export function sent(api: Pick<TestApi, 'url'>, operation: Operation, input: Sent): Promise<Got> {
  return operation.door === 'rest'
    ? overRest(api, operation, input)
    : overTrpc(api, operation, input)
}

const contentOf = ({ body, raw }: Sent) =>
  (typeof raw === 'function' ? raw() : raw) ??
  (body === undefined ? undefined : JSON.stringify(body))

async function overRest(
  { url }: Pick<TestApi, 'url'>,
  { method, path, parameters }: Operation,
  input: Sent,
): Promise<Got> {
  const query = new URLSearchParams()
  let at = path
  for (const { in: where, name } of parameters) {
    const values = [input.params[name] ?? []].flat()
    if (where === 'path') at = at.replace(`{${name}}`, encodeURIComponent(String(values[0])))
    else for (const value of values) query.append(name, String(value))
  }
  return got(`${url}/api/v1${at}?${query}`, method, input)
}

async function overTrpc(
  { url }: Pick<TestApi, 'url'>,
  { method, path }: Operation,
  input: Sent,
): Promise<Got> {
  if (method === 'POST') return unwrapped(await got(`${url}/trpc/${path}`, method, input))
  const { headers = {} } = input
  // Half a surrogate pair has no place in a URL; JSON's own escape for it has.
  const text = String(contentOf(input) ?? '')
  const told = text === '' ? '' : `input=${encodeURIComponent(text)}`
  const query = `?${input.search ?? told}`
  return unwrapped(await got(`${url}/trpc/${path}${query}`, method, { params: {}, headers }))
}

async function got(url: string, method: string, input: Sent): Promise<Got> {
  const content = contentOf(input)
  const type = (content !== undefined || method === 'POST') && {
    'Content-Type': 'application/json',
  }
  const response = await fetch(url, {
    ...{ method, headers: { ...type, ...input.headers } },
    ...(content !== undefined && { body: content }),
  })
  const text = await response.text()
  const contentType = response.headers.get('Content-Type') ?? ''
  const isJson = contentType.includes('json')
  return { status: response.status, type: contentType, body: isJson ? JSON.parse(text) : text }
}

const Wrapped = z.union([
  z.object({ result: z.object({ data: z.unknown() }) }).transform(({ result }) => result.data),
  z
    .object({ error: z.object({ data: z.object({ problem: z.unknown() }) }) })
    .transform(({ error }) => error.data.problem),
  z.unknown(),
])

/** What tRPC wrapped up: the answer, or the problem. */
const unwrapped = (got: Got): Got => ({ ...got, body: Wrapped.parse([got.body].flat()[0]) })
