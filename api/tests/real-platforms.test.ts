import { afterAll, beforeAll, expect, test } from 'bun:test'
import { definitionOf, PLATFORMS, type Platform } from '../contract/index.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'

const REAL = 'youtube' satisfies Platform
const OWN_ID = 'our-own-client.apps.googleusercontent.com'

let sandboxes: TestSandboxes
let api: TestApi
let creator: Creator

/** As `bun run start` sets it up for whoever has the keys of one platform: no stand-in for it. */
beforeAll(async () => {
  sandboxes = await testSandboxes()
  const others = Object.entries(sandboxes.origins).filter(([name]) => name !== REAL)
  const { id, secret } = definitionOf(REAL).app
  const keys = { [id]: OWN_ID, [secret]: 'our own secret' }
  const list = others.map(([name, origin]) => `${name}=${origin}`).join(',')
  api = await startApi({ env: { ...keys, SANDBOX_ORIGINS: list } })
  creator = await api.creator({ plan: 'pro' })
}, START_MS)

afterAll(async () => {
  await api?.close()
  await sandboxes?.close()
})

const consentPage = async (platform: Platform) =>
  new URL((await creator.person.connection.initiate.mutate({ platform })).authorizationUrl)

test('with the keys of one platform its own consent page is opened, as our own app', async () => {
  const page = await consentPage(REAL)
  expect(page.origin).toBe('https://accounts.google.com')
  expect(page.searchParams.get('client_id')).toBe(OWN_ID)
})

test.each(PLATFORMS.filter(it => it !== REAL))('beside it %s is still its stand-in', async it => {
  const page = await consentPage(it)
  expect(page.origin).toBe(new URL(sandboxes.origins[it]).origin)
  expect(page.href).not.toContain(OWN_ID)
})
