import type { Context, MiddlewareHandler } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
// Names, types and paths from Google's discovery document of the Data API, and nothing more of it.
import document from './discovery.json'
import { invalid, YouTubeError } from './errors.ts'

interface Property {
  type?: string
  $ref?: string
  enum?: string[]
  repeated?: boolean
  items?: Property
  additionalProperties?: Property
}
type Properties = Record<string, Property>
interface Method {
  httpMethod: string
  path: string
  parameters: Properties
  uploadPaths?: string[]
}

// Safe casts: the document is a file beside this one.
const METHODS = Object.values(document.methods) as Method[]
const COMMON = document.parameters as Properties
const SCHEMAS = document.schemas as Record<string, Properties>

/** Refuses what the document does not name: a method, a parameter, or one that may not repeat. */
export const documentedOnly: MiddlewareHandler<SandboxEnv> = async (c, next) => {
  const { pathname } = new URL(c.req.url)
  const isApi = /^\/(resumable\/)?(upload\/)?youtube\/v3\//.test(pathname)
  // A session's address is the server's own affair.
  if (isApi && c.req.query('upload_id') === undefined) checkQuery(c, methodAt(c, pathname))
  await next()
}

function methodAt({ req }: Context, pathname: string): Method {
  const isThis = ({ httpMethod, path, uploadPaths = [] }: Method) =>
    httpMethod === req.method && [path, ...uploadPaths].includes(pathname)
  const method = METHODS.find(isThis)
  if (method) return method
  throw new YouTubeError(404, 'notFound', { message: 'Not Found', domain: 'global' })
}

function checkQuery({ req }: Context, { parameters }: Method): void {
  for (const [name, values] of Object.entries(req.queries())) {
    const parameter = parameters[name] ?? COMMON[name]
    const where = `Cannot bind query parameter. Field '${name}' could not be found`
    if (!parameter) throw invalid(`Unknown name "${name}": ${where} in request message.`)
    const isTwice = values.length > 1 && !parameter.repeated
    if (isTwice) throw invalid(`Invalid value at '${name}': it may be given once`)
    for (const value of values) checkValue(name, parameter, asTyped(value, parameter))
  }
}

function asTyped(value: string, { type }: Property): unknown {
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  return type === 'integer' || type === 'number' ? Number(value) : value
}

/** The same for the JSON that a request carries. */
export function checkBody(schema: string, body: Record<string, unknown>): void {
  checkObject(schema, SCHEMAS[schema] ?? {}, body)
}

function checkObject(place: string, properties: Properties, body: object): void {
  for (const [name, value] of Object.entries(body)) {
    const property = properties[name]
    if (!property) throw invalid(`Unknown name "${name}" at '${place}': Cannot find field.`)
    if (value !== null) checkValue(`${place}.${name}`, property, value)
  }
}

function checkValue(place: string, property: Property, value: unknown): void {
  const { type, $ref, items, enum: words } = property
  const wrong = () => invalid(`Invalid value at '${place}', ${JSON.stringify(value)}`)
  if ($ref) {
    if (typeof value !== 'object' || value === null) throw wrong()
    checkObject(place, SCHEMAS[$ref] ?? {}, value)
  } else if (type === 'array') {
    if (!Array.isArray(value)) throw wrong()
    for (const item of value) checkValue(place, items ?? {}, item)
  } else {
    const isNumber = type === 'integer' || type === 'number'
    const isRight = isNumber ? Number.isFinite(value) : typeof value === type
    if (!isRight || (words && !words.includes(String(value)))) throw wrong()
  }
}
