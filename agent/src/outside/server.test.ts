import { describe, expect, test } from 'bun:test'
import { AGENT_FAULTS, FAULTS } from '@content/api/contract'
import { TRPCClientError } from '@trpc/client'
import { retryOf } from '../lib/when-again.ts'
import { serverSetback } from './server.ts'

const causeOf = (problem: { code: string; retryAfterSeconds?: number }) => {
  const data = { problem: { title: 'No.', ...problem } }
  return serverSetback(TRPCClientError.from({ error: { code: -32_000, message: '', data } })).why
}

describe('a refusal of our server', () => {
  test.each(Object.keys(FAULTS))('%s is tried again, and mended, as its row says', code => {
    const row = AGENT_FAULTS[code]
    if (!row) throw new Error('There is no such row.')
    const { whoCanFix, retry } = row
    const expected: object = { code, whoCanFix, retry: retryOf(retry, 0) }
    expect(causeOf({ code })).toMatchObject(expected)
  })

  test('that says when to come back is heeded where it would be tried again anyway', () => {
    const later = { retryAfterSeconds: 90 }
    expect(causeOf({ code: 'rate_limited', ...later }).retry).toEqual({ afterMs: 90_000 })
    expect(causeOf({ code: 'invalid', ...later }).retry).toBe('never')
  })

  test('that this agent has never heard of is ours to mend', () => {
    const { whoCanFix, retry } = causeOf({ code: 'brand_new' })
    expect([whoCanFix, retry]).toEqual(['us', 'never'])
  })
})
