import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { WEBHOOKS_MAX } from '../contract/index.ts'
import { recordEvent } from '../src/event/event.queries.ts'
import { spreadEvents } from '../src/event/spread-events.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { problemOf } from './refusal.ts'

const url = 'https://hooks.example.com/in'
const events: ['quota.warning'] = ['quota.warning']

let api: TestApi
let ada: Creator
beforeAll(async () => {
  api = await startApi()
}, START_MS)
beforeEach(async () => {
  ada = await api.creator({ plan: 'enterprise' })
})
afterAll(() => api.close())

const hook = () => ada.browser.webhook.create.mutate({ url, events })
const log = async (webhookId: string) =>
  (await ada.browser.webhook.deliveries.query({ webhookId })).deliveries

async function happen() {
  const data = { used: 8, limit: 10, percent: 80 } as const
  await recordEvent(api.db, { workspaceId: ada.workspaceId, type: 'quota.warning', data })
  await spreadEvents(api.deps)
}

test('the log is read page by page, newest first, without a gap', async () => {
  const { webhook } = await hook()
  for (let count = 0; count < 5; count++) await happen()
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const input = { webhookId: webhook.id, limit: 2, ...(cursor && { cursor }) }
    const page = await ada.browser.webhook.deliveries.query(input)
    seen.push(...page.deliveries.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toEqual((await log(webhook.id)).map(({ id }) => id))
  expect(new Set(seen).size).toBe(5)
})

describe('a webhook', () => {
  test('comes with the Enterprise plan', async () => {
    const ben = await api.creator({ plan: 'pro' })
    const problem = await problemOf(ben.person.webhook.create.mutate({ url, events }))
    expect(problem).toMatchObject({ code: 'plan_limit', allowedBy: 'enterprise' })
  })

  test('leads nowhere inside', async () => {
    for (const inside of ['https://10.0.0.1/', 'http://example.com/', 'https://2852039166/', 'x']) {
      const problem = await problemOf(ada.browser.webhook.create.mutate({ url: inside, events }))
      expect(problem.code).toBe('invalid')
      expect(problem.fields).toHaveProperty('url')
    }
    const { webhook } = await hook()
    const change = { webhookId: webhook.id, url: 'https://192.168.0.1/' }
    expect((await problemOf(ada.browser.webhook.save.mutate(change))).code).toBe('invalid')
  })

  test('is one of a few, however many ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: WEBHOOKS_MAX + 5 }, hook))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(WEBHOOKS_MAX)
    expect(await ada.browser.webhook.list.query()).toHaveLength(WEBHOOKS_MAX)
  })

  test('leaves a line in the audit log with each change, and no secret', async () => {
    const { webhook, secret } = await hook()
    const at = { webhookId: webhook.id }
    await ada.browser.webhook.save.mutate({ ...at, isOn: false })
    await ada.browser.webhook.rotateSecret.mutate(at)
    await ada.browser.webhook.remove.mutate(at)
    const lines = await api.db
      .selectFrom('audit')
      .selectAll()
      .where('workspace_id', '=', ada.workspaceId)
      .where('action', 'like', '%webhook%')
      .orderBy('place')
      .execute()
    expect(lines.map(({ action }) => action)).toEqual([
      'sensitive_create:webhook',
      'sensitive_update:webhook',
      'sensitive_update:webhook_secret',
      'sensitive_delete:webhook',
    ])
    expect(JSON.stringify(lines)).not.toContain(secret)
  })

  test('needs an admin', async () => {
    const at = api.db.updateTable('member').where('person_id', '=', ada.personId)
    await at.set({ role: 'editor' }).execute()
    expect((await problemOf(hook())).code).toBe('forbidden')
  })
})
