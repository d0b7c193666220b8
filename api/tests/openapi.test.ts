import { afterAll, beforeAll, expect, test } from 'bun:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import type { Shown } from './matrix-people.ts'
import { madeUp } from './matrix-people.ts'
import type { Kind } from './procedures.ts'

interface Operation {
  operationId: string
  security?: object[]
  responses: Record<string, { content?: Record<string, unknown>; headers?: object }>
}
interface Document extends Record<string, unknown> {
  openapi: string
  components: object
  paths: Record<string, Record<string, Operation>>
}

let api: TestApi
let document: Document
beforeAll(async () => {
  api = await startApi()
  document = (await api.rest('/api/v1/openapi.json')).body as Document
}, START_MS)
afterAll(() => api.close())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )

test('the description is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate({ ...document })
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(document.openapi).toBe('3.1.0')
})

test('every path of the wire contract is described', () => {
  const wanted = [
    'post /auth/register',
    'post /auth/login',
    'get /auth/me',
    'post /auth/refresh-api-key',
    'post /enrichment/generate',
    'get /enrichment/quota',
    'post /oauth/{platform}/initiate',
    'post /oauth/{platform}/callback',
    'get /oauth/{platform}/credentials',
    'delete /oauth/{platform}/credentials',
    'post /analytics/track',
    'get /analytics/overview',
    'get /analytics/videos',
    'get /analytics/platforms',
    'get /analytics/compare',
    'get /analytics/timeline',
    'get /analytics/videos/{videoId}',
    'get /analytics/best-times',
    'get /analytics/top-videos',
    'get /analytics/export',
  ]
  const found = operations().map(({ path, method }) => `${method} ${path}`)
  expect(wanted.filter(name => !found.includes(name))).toEqual([])
})

test('every failure is described as a problem, and every answer with its limits', () => {
  expect(operations().length).toBeGreaterThan(10)
  for (const { operation } of operations()) {
    for (const [status, response] of Object.entries(operation.responses)) {
      const type = status === '200' ? 'application/json' : 'application/problem+json'
      expect(Object.keys(response.content ?? {})).toEqual([type])
      expect(Object.keys(response.headers ?? {})).toContain('RateLimit')
    }
  }
})

/** What only some calls can answer, and which those are. */
const ONLY: Record<number, string[]> = {
  404: [
    'get /analytics/videos/{videoId}',
    'post /analytics/track',
    'get /analytics/videos',
    'get /oauth/{platform}/credentials',
    'delete /oauth/{platform}/credentials',
    'post /enrichment/generate',
    'post /orders',
    'post /publications/reserve',
    'post /publications/report',
    'post /publications/resolve',
    'get /videos/{videoId}',
  ],
  405: [],
  409: [
    'post /auth/register',
    'post /analytics/track',
    'post /oauth/{platform}/callback',
    'get /oauth/{platform}/credentials',
    'delete /oauth/{platform}/credentials',
    'post /orders',
    'post /publications/reserve',
    'post /publications/report',
    'post /publications/resolve',
  ],
  412: ['get /oauth/{platform}/credentials', 'post /publications/reserve'],
  502: ['post /oauth/{platform}/callback', 'get /oauth/{platform}/credentials'],
  503: [
    'post /auth/register',
    'post /auth/login',
    'post /oauth/{platform}/initiate',
    'post /oauth/{platform}/callback',
    'get /oauth/{platform}/credentials',
    'post /auth/device/code',
  ],
}

test('no call is said to answer what it cannot', () => {
  const sayingSo = (status: string) =>
    operations()
      .filter(({ operation }) => status in operation.responses)
      .map(({ path, method }) => `${method} ${path}`)
  for (const [status, names] of Object.entries(ONLY)) expect(sayingSo(status)).toEqual(names)
  const withBody = operations().filter(({ method }) => method === 'post')
  expect(sayingSo('413')).toHaveLength(withBody.length)
  expect(sayingSo('415')).toHaveLength(withBody.length)
})

test('every path that only reads answers, whatever else stands in its query', async () => {
  const { apiKey } = await api.creator({ plan: 'pro' })
  const reading = operations().filter(({ path, method }) => method === 'get' && !path.includes('{'))
  expect(reading.length).toBeGreaterThan(5)
  for (const { path } of reading) {
    for (const query of ['', '?_=1']) {
      const { status } = await api.rest(`/api/v1${path}${query}`, { auth: apiKey })
      expect({ path, query, status }).toEqual({ path, query, status: 200 })
    }
  }
})

test('a path is open exactly when its description asks for no credentials', async () => {
  for (const { path, method, operation } of operations()) {
    const answer = await api.rest(`/api/v1${path.replace('{platform}', 'youtube')}`, {
      method: method.toUpperCase(),
      ...(['post', 'put', 'patch'].includes(method) && { json: {} }),
    })
    const isOpen = (operation.security ?? []).length === 0
    expect({ path, status: answer.status }).toEqual({ path, status: isOpen ? 400 : 401 })
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
  }
})

/** Every documented way to show who one is, newly made: some calls spend what they are shown. */
async function everyWay(workspaceId: string) {
  const made = (kind: Kind) =>
    madeUp(api, workspaceId, { ...{ who: kind, kind, role: 'owner' }, isOperator: false })
  const [jwt, session] = [await made('jwt'), await made('session')]
  const [key, another] = [await made('key'), await made('key')]
  const bearer = ({ headers }: Shown) => Object.values(headers)[0]?.replace('Bearer ', '') ?? ''
  return {
    token: { Authorization: `Bearer ${bearer(jwt)}` },
    deviceKey: { Authorization: `Bearer ${bearer(key)}` },
    apiKey: { 'X-API-Key': bearer(another) },
    session: session.headers,
  }
}

test('each call takes exactly the credentials that its description names', async () => {
  const { workspaceId } = await api.creator({ plan: 'enterprise' })
  for (const { path, method, operation } of operations()) {
    const named = (operation.security ?? []).flatMap(way => Object.keys(way))
    if (named.length === 0) continue
    const taken = []
    for (const [name, headers] of Object.entries(await everyWay(workspaceId))) {
      const { status } = await api.rest(`/api/v1${path.replace('{platform}', 'youtube')}`, {
        ...{ method: method.toUpperCase(), headers },
        ...(method === 'post' && { json: {} }),
      })
      if (status !== 401 && status !== 403) taken.push(name)
    }
    expect({ path, method, taken: taken.toSorted() }).toEqual({
      ...{ path, method, taken: named.toSorted() },
    })
  }
})

test('the shapes of the contract are described once, by their names', () => {
  const { schemas } = document.components as { schemas: Record<string, object> }
  for (const name of ['Registered', 'Quota', 'Reserved', 'PublicationRow', 'TrackPublication']) {
    expect(Object.keys(schemas)).toContain(name)
  }
  const inline = operations().filter(({ operation }) => JSON.stringify(operation).length > 12_000)
  expect(inline.map(({ path }) => path)).toEqual([])
})
