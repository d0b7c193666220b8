import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { Webhook } from 'standardwebhooks'
import { spreadEvents } from '../src/event/spread-events.ts'
import { HOUR_MS } from '../src/lib/time.ts'
import { deliverWebhooks } from '../src/webhook/deliver-webhooks.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailsTo } from './mailbox.ts'
import { happenTo, openReceiver, quota } from './servers/webhook-receiver.ts'

let api: TestApi
let ada: Creator
let clockAheadMs = 0
const receiver = openReceiver()
const { url, arrived } = receiver

beforeAll(async () => {
  api = await startApi({
    now: () => new Date(Date.now() + clockAheadMs),
    env: { WEBHOOKS_TO_LOOPBACK: 'yes' },
  })
}, START_MS)
beforeEach(async () => {
  await api.db.deleteFrom('webhook').execute()
  ada = await api.creator({ plan: 'enterprise' })
  arrived.length = 0
  receiver.status = 204
  clockAheadMs = 0
})
afterAll(async () => {
  await receiver.close()
  await api.close()
})

const events: ['quota.warning'] = ['quota.warning']
const hook = () => ada.browser.webhook.create.mutate({ url, events })
const happen = (creator = ada) => happenTo(creator, api)
const deliver = () => deliverWebhooks(api.deps)
const log = async (webhookId: string) =>
  (await ada.browser.webhook.deliveries.query({ webhookId })).deliveries
const listed = async () => (await ada.browser.webhook.list.query())[0]

describe('what happens', () => {
  test('arrives signed, as the standard says, and once', async () => {
    const { webhook, secret } = await hook()
    await happen()
    await spreadEvents(api.deps)
    expect(await deliver()).toBe(1)
    expect(await deliver()).toBe(0)
    const [message, ...more] = arrived
    expect(more).toEqual([])
    const read = new Webhook(secret).verify(message?.body ?? '', message?.headers ?? {})
    expect(read).toEqual({ type: 'quota.warning', timestamp: expect.any(String), data: quota })
    const [delivery] = await log(webhook.id)
    expect(delivery).toMatchObject({ state: 'delivered', attempts: 1, lastStatus: 204 })
    expect(delivery?.messageId).toBe(message?.headers['webhook-id'] ?? '')
  })

  test('is kept from addresses that did not ask, are off, or are others’', async () => {
    const other = await ada.browser.webhook.create.mutate({ url, events: ['connection.lost'] })
    const off = await hook()
    await ada.browser.webhook.save.mutate({ webhookId: off.webhook.id, isOn: false })
    const ben = await api.creator({ plan: 'enterprise' })
    await ben.person.webhook.create.mutate({ url, events })
    await happen()
    await deliver()
    expect(arrived).toEqual([])
    expect([await log(other.webhook.id), await log(off.webhook.id)]).toEqual([[], []])
  })

  test('is not sent for a workspace that has left the plan', async () => {
    const { webhook } = await hook()
    const at = ada.workspaceId
    await api.db
      .updateTable('workspace')
      .set({ plan: 'pro' })
      .where('workspace_id', '=', at)
      .execute()
    await happen()
    await deliver()
    expect(arrived).toEqual([])
    // They can still make it stop, and take it away.
    await ada.browser.webhook.save.mutate({ webhookId: webhook.id, isOn: false })
    await ada.browser.webhook.remove.mutate({ webhookId: webhook.id })
    expect(await ada.browser.webhook.list.query()).toEqual([])
  })
})

describe('an address that fails', () => {
  test('is called again later, under the same id, until it answers', async () => {
    const { webhook, secret } = await hook()
    await happen()
    receiver.status = 500
    expect(await deliver()).toBe(0)
    expect(await deliver()).toBe(0)
    expect(arrived).toHaveLength(1)
    expect((await listed())?.failingSince).toBeString()
    expect((await log(webhook.id))[0]).toMatchObject({ state: 'waiting', lastStatus: 500 })
    receiver.status = 200
    clockAheadMs = 10_000
    expect(await deliver()).toBe(1)
    const ids = arrived.map(({ headers }) => headers['webhook-id'])
    expect(ids[0]).toBe(ids[1] ?? '')
    for (const { body, headers } of arrived) new Webhook(secret).verify(body, headers)
    expect((await listed())?.failingSince).toBeNull()
  })

  test('is given up after three days; the message can be sent again by hand', async () => {
    const { webhook } = await hook()
    await happen()
    receiver.status = 503
    for (let hours = 0; hours < 90; hours++) {
      clockAheadMs += HOUR_MS
      await deliver()
    }
    const [given] = await log(webhook.id)
    expect(given).toMatchObject({ state: 'given_up', attempts: 10, nextAt: null })
    receiver.status = 200
    const key = { webhookId: webhook.id, deliveryId: given?.id ?? '' }
    await ada.browser.webhook.resend.mutate(key)
    expect(await deliver()).toBe(1)
    expect((await log(webhook.id))[0]).toMatchObject({ state: 'delivered', attempts: 1 })
    expect(new Set(arrived.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  })

  test('and says that it is gone (410) is called no more, and they are told', async () => {
    const { webhook } = await hook()
    await happen()
    await happen()
    receiver.status = 410
    await deliver()
    expect((await listed())?.isOn).toBe(false)
    expect((await listed())?.offReason).toContain('410')
    expect((await log(webhook.id)).map(({ state }) => state)).toEqual(['given_up', 'given_up'])
    const told = (await mailsTo(api, ada.email)).filter(({ kind }) => kind === 'webhook_off')
    expect(told).toHaveLength(1)
    const [line] = (await ada.browser.audit.list.query({ limit: 1 })).lines
    const was = { action: 'sensitive_update:webhook_off', detail: { because: 'gone' } }
    expect(line).toMatchObject({ ...was, target: `webhook:${webhook.id}` })
    clockAheadMs = 24 * HOUR_MS
    await happen()
    const before = arrived.length
    await deliver()
    expect(arrived).toHaveLength(before)
    const again = await ada.browser.webhook.save.mutate({ webhookId: webhook.id, isOn: true })
    expect(again).toMatchObject({ isOn: true, offReason: null, failingSince: null })
  })

  test('for five days on end is called no more, and they are told once', async () => {
    await hook()
    receiver.status = 500
    for (let day = 0; day < 7; day++) {
      await happen()
      await deliver()
      expect((await listed())?.isOn).toBe(day < 5)
      clockAheadMs += 24 * HOUR_MS
    }
    const told = (await mailsTo(api, ada.email)).filter(({ kind }) => kind === 'webhook_off')
    expect(told).toHaveLength(1)
    expect(told[0]?.data).toMatchObject({ host: new URL(url).host })
  })

  test('does not follow a redirect', async () => {
    await hook()
    await happen()
    receiver.status = 307
    expect(await deliver()).toBe(0)
    expect(arrived).toHaveLength(1)
  })
})

describe('a secret', () => {
  test('that is replaced signs on for a day beside the new one', async () => {
    const { webhook, secret: older } = await hook()
    const { secret: newer } = await ada.browser.webhook.rotateSecret.mutate({
      webhookId: webhook.id,
    })
    await happen()
    await deliver()
    const both = arrived.at(-1)
    for (const secret of [newer, older]) {
      new Webhook(secret).verify(both?.body ?? '', both?.headers ?? {})
    }
    clockAheadMs = 24 * HOUR_MS + 1000
    await happen()
    await deliver()
    expect(arrived.at(-1)?.headers['webhook-signature']?.split(' ')).toHaveLength(1)
  })

  test('is shown once, and nobody can read it afterwards', async () => {
    const { secret, webhook } = await hook()
    const kept = await api.db.selectFrom('webhook').selectAll().execute()
    const shown = [await ada.browser.webhook.list.query(), await log(webhook.id), kept, api.logged]
    expect(JSON.stringify(shown)).not.toContain(secret.slice('whsec_'.length))
  })
})

test('a test message arrives, and says that it is one', async () => {
  const { webhook, secret } = await hook()
  const { deliveryId } = await ada.browser.webhook.test.mutate({ webhookId: webhook.id })
  await deliver()
  const [message] = arrived
  const read = new Webhook(secret).verify(message?.body ?? '', message?.headers ?? {})
  expect(read).toMatchObject({ type: 'webhook.test', data: { webhookId: webhook.id } })
  expect((await log(webhook.id))[0]?.id).toBe(deliveryId)
})
