import { afterAll, beforeAll, expect, test } from 'bun:test'
import { Registered } from '../contract/index.ts'
import type { TestApi } from './harness.ts'
import { someAddress, startApi } from './harness.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

test('a person who signs up has a workspace, a token and a key that work at once', async () => {
  const headers = { 'X-Forwarded-For': someAddress() }
  const json = { email: ' Ada@Example.test', password: 'correct horse', name: 'Ada' }
  const { status, body } = await api.rest('/api/v1/auth/register', { json, headers })
  expect(status).toBe(200)
  const { user, token, apiKey } = Registered.parse(body)
  expect(user).toMatchObject({ email: 'ada@example.test', name: 'Ada' })
  const byToken = await api.client(token).account.me.query()
  expect(byToken).toMatchObject({ user, plan: 'free', device: null })
  const byKey = await api.client({ 'X-API-Key': apiKey }).account.me.query()
  expect(byKey.device?.name).toBe('default')
  expect(byKey.workspace).toEqual(byToken.workspace)
})

test('the harness has a creator by key, by token and by cookie', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const connection = await api.connectionFor(creator, 'youtube')
  expect(connection.state).toBe('live')
  for (const client of [creator.key, creator.person, creator.browser]) {
    expect((await client.account.me.query()).plan).toBe('pro')
  }
  const { body } = await api.rest('/api/v1/auth/me', { auth: creator.apiKey })
  expect(body).toMatchObject({ workspace: { id: creator.workspaceId } })
})
