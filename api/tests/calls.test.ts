import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Answer, Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

let api: TestApi
let creator: Creator
beforeAll(async () => {
  api = await startApi()
  creator = await api.creator()
}, START_MS)
afterAll(() => api.close())

interface Asked {
  path: string
  /** Sent as it is; a query carries it in its address. */
  input?: string
  isMutation?: boolean
  headers?: Record<string, string>
}

const JSON_TYPE = { 'Content-Type': 'application/json' }

function ask(path: string, input: string | undefined, { isMutation, headers }: Asked) {
  const all = { ...JSON_TYPE, ...headers }
  if (isMutation) return api.rest(path, { method: 'POST', body: input ?? '', headers: all })
  const query = input === undefined ? '' : `input=${encodeURIComponent(input)}`
  return api.rest(`${path}${path.includes('?') ? '&' : '?'}${query}`, { headers: { ...headers } })
}

/** A call alone, in a batch of one, and in a batch of two, which tRPC's own handler answers. */
async function threeWays(asked: Asked) {
  const { path, input } = asked
  const [one, two] = input === undefined ? [] : [`{"0":${input}}`, `{"0":${input},"1":${input}}`]
  const alone = await ask(`/trpc/${path}`, input, asked)
  const batch = await ask(`/trpc/${path}?batch=1`, one, asked)
  const trpc = await ask(`/trpc/${path},${path}?batch=1`, two, asked)
  return { alone, batch, trpc }
}

const about = ({ status, headers }: Answer) => ({
  status,
  type: headers.get('Content-Type'),
  vary: headers.get('Vary'),
  cache: headers.get('Cache-Control'),
})

const nameless = (body: unknown) =>
  JSON.parse(JSON.stringify(body).replaceAll(/"requestId":"[^"]+"/g, '"requestId":"-"'))

const unknownId = '00000000-0000-4000-8000-000000000000'
const outcome = { state: 'unknown', reason: 'nobody knows' }
const told = { idempotencyKey: 'a-key-of-length', publicationId: unknownId, outcome }

const cases: Record<string, () => Asked> = {
  'an answer': () => ({ path: 'enrichment.quota', headers: { 'X-API-Key': creator.apiKey } }),
  'an answer to an input': () => ({
    path: 'analytics.videos',
    input: '{"limit":3}',
    headers: { 'X-API-Key': creator.apiKey },
  }),
  'no credentials': () => ({ path: 'enrichment.quota' }),
  'the wrong credentials': () => ({
    path: 'enrichment.quota',
    headers: { Authorization: `Bearer ${creator.token}` },
  }),
  'a role that is not theirs': () => ({
    path: 'operator.figures',
    headers: { Cookie: creator.cookie, 'Sec-Fetch-Site': 'same-origin' },
  }),
  'a wrong field': () => ({
    path: 'analytics.videos',
    input: '{"limit":"many"}',
    headers: { 'X-API-Key': creator.apiKey },
  }),
  'something that is not there': () => ({
    path: 'analytics.track',
    input: JSON.stringify(told),
    isMutation: true,
    headers: { 'X-API-Key': creator.apiKey },
  }),
  'a mutation without its input': () => ({
    path: 'analytics.track',
    isMutation: true,
    headers: { 'X-API-Key': creator.apiKey },
  }),
  'a name that every object has': () => ({ path: 'constructor' }),
}

for (const [said, asked] of Object.entries(cases)) {
  test(`${said}: the same, whether one call comes or two`, async () => {
    const { alone, batch, trpc } = await threeWays(asked())
    expect(about(alone)).toEqual(about(trpc))
    expect(about(batch)).toEqual(about(trpc))
    const [first] = nameless(trpc.body)
    expect(nameless(batch.body)).toEqual([first])
    expect(nameless(alone.body)).toEqual(first)
  })
}

test('what is not JSON is refused the same, alone and in a batch', async () => {
  const asked = { path: 'account.login', isMutation: true } as const
  const alone = await ask('/trpc/account.login', '{"email":', asked)
  const pair = await ask('/trpc/account.login,account.login?batch=1', '{"email":', asked)
  expect(about(alone)).toEqual(about(pair))
  expect(nameless([alone.body])).toEqual([nameless(pair.body)[0]])
})

test('a query by POST, and a change by GET, are refused', async () => {
  expect((await api.rest('/trpc/enrichment.quota', { json: {} })).status).toBe(405)
  expect((await api.rest('/trpc/analytics.track')).status).toBe(405)
})
