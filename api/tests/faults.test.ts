import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { FaultCode, Problem } from '../contract/index.ts'
import { FAULTS } from '../contract/index.ts'
import { Fault } from '../src/lib/fault.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

let api: TestApi
let creator: Creator
/** What the next procedure runs into: the limits are asked before anything else. */
let thrown: unknown = null
beforeAll(async () => {
  const free = { isAllowed: true, remaining: 1, resetSeconds: 1 }
  const limits = {
    consume: () => (thrown ? Promise.reject(thrown) : Promise.resolve(free)),
    forget: async () => {},
    isStoreUp: () => null,
    close: async () => {},
  }
  api = await startApi({ limits })
  creator = await api.creator()
}, START_MS)
afterAll(() => api.close())

async function both(error: unknown) {
  thrown = error
  const headers = { 'X-Request-Id': 'the-same-request' }
  const rest = await api.rest('/api/v1/auth/me', { auth: creator.token, headers })
  const trpc = await api.rest('/trpc/account.me', { auth: creator.token, headers })
  const viaClient = await creator.person.account.me.query().catch(error => error)
  thrown = null
  const { error: shape } = trpc.body as { error: { message: string; data: { problem: Problem } } }
  return { rest, trpc, shape, viaClient }
}

describe('every fault travels with one status and one body on both surfaces', () => {
  for (const code of Object.keys(FAULTS) as FaultCode[]) {
    test(code, async () => {
      const notes = { log: 'for us only', cause: new Error('a secret cause') }
      const { rest, trpc, shape, viaClient } = await both(new Fault(code, 'For a person.', notes))
      const { status, title } = FAULTS[code]
      expect([rest.status, trpc.status]).toEqual([status, status])
      expect(rest.headers.get('Content-Type')).toBe('application/problem+json')
      expect(rest.body).toEqual({
        type: `urn:problem:${code}`,
        code,
        title,
        status,
        detail: 'For a person.',
        requestId: 'the-same-request',
      })
      expect(shape.data.problem).toEqual(rest.body as Problem)
      expect(viaClient.data.problem.code).toBe(code)
      expect(JSON.stringify([rest.body, trpc.body])).not.toMatch(/for us only|secret cause|stack/)
    })
  }
})

test('an error nobody foresaw shows neither its message nor where it happened', async () => {
  const { rest, trpc, shape } = await both(new TypeError('password of the database: hunter2'))
  expect([rest.status, trpc.status]).toEqual([500, 500])
  expect(shape.data.problem).toEqual(rest.body as Problem)
  expect(JSON.stringify([rest.body, trpc.body])).not.toMatch(/hunter2|TypeError|\.ts/)
  expect(api.logged.filter(line => line.includes('hunter2')).length).toBeGreaterThan(0)
})
