import { afterAll, beforeAll, expect, test } from 'bun:test'
import { testDatabase } from '@content/db/testing'
import { answerConsent } from '../../ops/sandbox/kit/answer-consent.ts'
import { startApi, type TestApi } from './harness.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: races need a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const CREATORS = 12
let sandboxes: TestSandboxes
let api: TestApi

beforeAll(async () => {
  sandboxes = await testSandboxes()
  api = await startApi({ env: sandboxes.env, database: await testDatabase() })
}, 60_000)
afterAll(async () => {
  await api?.close()
  await sandboxes?.close()
})

test('two platforms that arrive at once never both fit the free plan', async () => {
  for (let round = 0; round < CREATORS; round++) {
    const { person } = await api.creator({ plan: 'free' })
    const begun = await Promise.all(
      (['youtube', 'tiktok'] as const).map(async platform => {
        const { authorizationUrl, state } = await person.connection.initiate.mutate({ platform })
        const code = (await answerConsent(authorizationUrl)).searchParams.get('code') ?? ''
        return { platform, code, state }
      }),
    )
    const calls = begun.map(input => person.connection.callback.mutate(input))
    const outcomes = await Promise.allSettled(calls)
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  }
}, 60_000)

test('one state is spent once, however many callbacks carry it', async () => {
  const { person } = await api.creator({ plan: 'pro' })
  const platform = 'youtube'
  const { authorizationUrl, state } = await person.connection.initiate.mutate({ platform })
  const code = (await answerConsent(authorizationUrl)).searchParams.get('code') ?? ''
  const tokenCalls = async () =>
    (await sandboxes.ledger('youtube')).requests.filter(({ path }) => path === '/token').length
  const before = await tokenCalls()
  const calls = Array.from({ length: 20 }, () =>
    person.connection.callback.mutate({ platform, code, state }),
  )
  const outcomes = await Promise.allSettled(calls)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await tokenCalls()).toBe(before + 1)
}, 60_000)
