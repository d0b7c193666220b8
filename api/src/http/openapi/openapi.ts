import { generateOpenApiDocument } from 'trpc-to-openapi'
import type { FaultCode } from '../../../contract/index.ts'
import { DEVICE_LOGIN_ERRORS, FAULTS } from '../../../contract/index.ts'
import { cookieName } from '../../account/sessions.ts'
import type { Config } from '../../config.ts'
import { appRouter } from '../../router.ts'
import type { RestRoute } from '../rest-routes.ts'
import { restRoutes } from '../rest-routes.ts'
import { needsOf, securityOf, securitySchemes } from './credentials.ts'
import { withFigures } from './figures.ts'
import { nameBody, withExamples, withNames } from './shapes.ts'

const VERSION = '1.0.0'
const ABOUT =
  'Publish one video everywhere, and read how it does. The bytes go straight from your disk to ' +
  'each platform; only words and facts come here. Failures are `application/problem+json`.'
const LICENSE = { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' }
const TAGS = {
  account: 'Sign up, sign in, and keys for devices.',
  analytics: 'What was published, and its figures.',
  connection: 'The channels and accounts that a workspace publishes to.',
  enrichment: "Titles, captions and hashtags, and the month's uploads.",
  orders: 'What a person asks a computer to do.',
  publications: 'One video on its way to one channel.',
}
const PARAMETERS: Record<string, string> = {
  platform: 'Which platform.',
  connectionId: 'Which channel, where several are connected.',
  refused: 'The SHA-256 in hex of a granted token that the platform did not take.',
  limit: 'How many at most.',
  period: 'How far back, today included; `all` is from the first day with figures.',
  videoId: 'Which video, by its `id` in the list of videos.',
  format: 'A table for spreadsheets, or JSON with one value a line.',
  search: 'A part of the name of the file or of a title, in capitals or not.',
  state: 'How a publication stands that the video has to have.',
  publishedOn: 'Only what went live on this day of the workspace, as `2026-11-29`.',
  sort: 'Newest or oldest first, or by the name of the file.',
  cursor: 'The `nextCursor` of the page before; absent for the first.',
}
type Generated = ReturnType<typeof generated>
type SchemaObject = NonNullable<NonNullable<Generated['components']>['schemas']>[string]

const documents = new Map<string, object>()

/** The OpenAPI 3.1 description of `/api/v1`, made once per public address. */
export function openapiDocument(config: Config): object {
  const found = documents.get(config.publicUrl)
  if (found) return found
  const document = described(config)
  documents.set(config.publicUrl, document)
  return document
}

const generated = (config: Config) =>
  generateOpenApiDocument(appRouter, {
    title: 'Content Creation',
    description: ABOUT,
    version: VERSION,
    baseUrl: `${config.publicUrl}/api/v1`,
    openApiVersion: '3.1.0',
    securitySchemes: securitySchemes(cookieName(config)),
  })

function described(config: Config): object {
  const document = withNames(() => generated(config))
  // The generator's own error bodies are not the ones we send.
  const schemas: Record<string, object> = withoutErrors(document.components?.schemas)
  const routes = restRoutes(appRouter)
  for (const route of routes) {
    const operation = operationOf(document.paths?.[route.path] ?? {}, route.method)
    describeAnswers(operation, refusalsOf(route))
    operation.security = securityOf(route.meta.access)
    operation.description = [operation.description, needsOf(route.meta.access)].join(' ')
    nameBody(operation.requestBody, route, schemas)
    for (const it of operation.parameters ?? []) {
      Object.assign(it, { description: PARAMETERS[it.name] })
    }
  }
  const contact = { name: 'Content Creation', url: config.publicUrl }
  return {
    ...document,
    info: { ...document.info, contact, license: LICENSE },
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    components: {
      ...document.components,
      schemas: { ...withExamples(withFigures(schemas)), Problem: PROBLEM },
    },
  }
}

interface Operation {
  description?: string
  security?: object[]
  parameters?: { name: string }[]
  requestBody?: { content?: Record<string, { schema?: object }> }
  responses: Record<string, { headers?: object; content?: object; description: string }>
}

function operationOf(path: object, method: string): Operation {
  // Safe: each route is generated as an operation, with its responses.
  return Reflect.get(path, method.toLowerCase()) as Operation
}

/** Every way in which a call to this route can be refused. */
function refusalsOf({ method, takesInput, meta }: RestRoute): Set<FaultCode> {
  const hasBody = method !== 'GET' && method !== 'DELETE'
  const isRead = method === 'GET'
  const isGuarded = meta.limit?.whenStoreIsAway === 'refuse'
  return new Set<FaultCode>([
    // Credentials are looked at wherever they are shown; a key's plan may have lapsed.
    ...(['unauthenticated', 'plan_limit', 'rate_limited', 'internal'] as const),
    ...(meta.access === 'open' && isRead ? [] : (['forbidden'] as const)),
    ...(takesInput || hasBody ? (['invalid'] as const) : []),
    ...(hasBody ? (['too_large', 'media_type'] as const) : []),
    ...(isGuarded ? (['unavailable'] as const) : []),
    ...(meta.refuses ?? []),
  ])
}

function describeAnswers(operation: Operation, refusals: Set<FaultCode>): void {
  const { 200: success } = operation.responses
  // Of two faults with one status, the first describes it.
  const failures = Object.entries(FAULTS)
    .filter(([code]) => refusals.has(code as FaultCode))
    .toReversed()
    .map(([, { status, title }]) => [
      String(status),
      {
        description: title,
        headers: status === 429 ? { ...RATE_HEADERS, 'Retry-After': SECONDS } : RATE_HEADERS,
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ])
  operation.responses = {
    ...(success && { 200: { ...success, headers: RATE_HEADERS } }),
    ...Object.fromEntries(failures),
  }
}

function withoutErrors(schemas: object | undefined) {
  return Object.fromEntries(
    Object.entries(schemas ?? {}).filter(([name]) => !name.startsWith('error.')),
  )
}

const SECONDS = { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } }
const RATE_HEADERS = {
  'RateLimit-Policy': {
    description: 'How many calls in how many seconds.',
    schema: { type: 'string', examples: ['"general";q=600;w=60'] },
  },
  RateLimit: {
    description: 'How many are left, and the seconds until all of them are there again.',
    schema: { type: 'string', examples: ['"general";r=599;t=60'] },
  },
}

const text: SchemaObject = { type: 'string' }
const PROBLEM: SchemaObject = {
  type: 'object',
  description: 'Why the caller cannot have what they asked for (RFC 9457).',
  required: ['type', 'code', 'title', 'status'],
  properties: {
    type: { type: 'string', examples: ['urn:problem:not_found'] },
    code: { type: 'string', enum: Object.keys(FAULTS) },
    title: text,
    status: { type: 'integer' },
    detail: text,
    requestId: text,
    fields: { type: 'object', additionalProperties: text },
    retryAfterSeconds: { type: 'integer' },
    error: { type: 'string', enum: [...DEVICE_LOGIN_ERRORS] },
    allowedBy: { type: 'string', enum: ['pro', 'enterprise'] },
    upgradeUrl: { type: 'string', format: 'uri' },
  },
}
