import { afterAll, beforeAll, expect, test } from 'bun:test'
import { verifyAudit } from '../src/audit/verify-audit.ts'
import { DAY_MS } from '../src/lib/time.ts'
import { connect } from './connect.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'

let sandboxes: TestSandboxes
let api: TestApi
let ada: Creator
beforeAll(async () => {
  sandboxes = await testSandboxes()
  api = await startApi({ env: sandboxes.env })
  ada = await api.creator({ plan: 'pro' })
}, START_MS)
afterAll(async () => {
  const verdict = await verifyAudit(api.deps, ada.workspaceId)
  await api.close()
  await sandboxes.close()
  expect(verdict.isWhole).toBe(true)
})

const newest = async () => (await ada.person.audit.list.query({ limit: 1 })).lines[0]

test('what is done to a channel is written down, with before and after', async () => {
  const { id, label } = await connect(ada, 'youtube')
  const target = `connection:${id}`
  expect(await newest()).toMatchObject({
    action: 'sensitive_create:connection',
    detail: { platform: 'youtube', label },
    actor: { kind: 'jwt', personId: ada.personId },
    target,
  })
  await ada.person.connection.saveRule.mutate({
    connectionId: id,
    rule: { platform: 'youtube', mode: 'automatic', privacy: 'unlisted' },
  })
  expect(await newest()).toMatchObject({
    action: 'sensitive_update:rule',
    detail: {
      platform: 'youtube',
      before: { mode: expect.any(String) },
      after: { mode: 'automatic', privacy: 'unlisted' },
    },
    target,
  })
  await ada.person.connection.disconnect.mutate({ platform: 'youtube', connectionId: id })
  expect(await newest()).toMatchObject({ action: 'sensitive_delete:connection', target })
})

test('choosing a project at Google is written down, and its secret is not', async () => {
  const clientSecret = `GOCSPX-${crypto.randomUUID()}`
  const project = {
    clientId: '123456-abc.apps.googleusercontent.com',
    clientSecret,
    dailyInserts: 7,
  }
  await ada.person.connection.useOwnProject.mutate({ project })
  expect(await newest()).toMatchObject({
    action: 'sensitive_create:own_project',
    detail: { dailyInserts: 7 },
  })
  const { lines } = await ada.person.audit.list.query({ limit: 200 })
  expect(JSON.stringify(lines)).not.toContain(clientSecret)
  await ada.person.connection.useOwnProject.mutate({ project: null })
  expect(await newest()).toMatchObject({ action: 'sensitive_delete:own_project' })
})

test('a new key for a device is written down, and the key is not', async () => {
  const { password } = ada
  const { refreshApiKey } = ada.person.account
  const { apiKey } = await refreshApiKey.mutate({ device: 'studio', password })
  const line = await newest()
  expect(line?.action).toBe('authn_token_created:rotated_key')
  expect(line?.target).toMatch(/^device:[0-9a-f-]{36}$/)
  expect(JSON.stringify(line)).not.toContain(apiKey)
})

test('what somebody saw at a channel is written down', async () => {
  const connection = await api.connectionFor(ada, 'youtube')
  const { publicationId } = await ada.key.publication.reserve.mutate({
    video: { sha256: 'b'.repeat(64), fileName: 'b.mp4', sizeBytes: 1, durationMs: 1 },
    connectionId: connection.id,
    metadata: { platform: 'youtube', title: 'A title', description: '', tags: [] },
  })
  await api.db
    .updateTable('publication')
    .set({ state: 'unknown', updated_at: new Date(Date.now() - DAY_MS) })
    .where('publication_id', '=', publicationId)
    .execute()
  const saw = { verdict: 'isNotThere' } as const
  await ada.person.publication.resolve.mutate({ publicationId, saw })
  expect(await newest()).toMatchObject({
    action: 'sensitive_update:publication',
    detail: saw,
    target: `publication:${publicationId}`,
  })
  await ada.person.publication.resolve.mutate({ publicationId, saw })
  const { lines } = await ada.person.audit.list.query({ limit: 200 })
  expect(lines.filter(({ action }) => action === 'sensitive_update:publication')).toHaveLength(1)
})
