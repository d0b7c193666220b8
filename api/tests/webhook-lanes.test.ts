import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { MINUTE_MS } from '../src/lib/time.ts'
import type { HookPoster } from '../src/outside/hook-poster.ts'
import { deliverWebhooks } from '../src/webhook/deliver-webhooks.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { happenTo, openReceiver } from './servers/webhook-receiver.ts'

let api: TestApi
let ada: Creator
let clockAheadMs = 0
const receiver = openReceiver()
const { url } = receiver

beforeAll(async () => {
  api = await startApi({
    now: () => new Date(Date.now() + clockAheadMs),
    env: { WEBHOOKS_TO_LOOPBACK: 'yes' },
  })
}, START_MS)
beforeEach(async () => {
  await api.db.deleteFrom('webhook').execute()
  ada = await api.creator({ plan: 'enterprise' })
  receiver.arrived.length = 0
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
const calling = (post: HookPoster['post']) => ({
  ...api.deps.post,
  hooks: { toLoopback: true, post },
})
const log = async (webhookId: string) =>
  (await ada.browser.webhook.deliveries.query({ webhookId })).deliveries
const listed = async () => (await ada.browser.webhook.list.query())[0]

test('a call whose caller stopped half-way is made again', async () => {
  const { webhook } = await hook()
  await happen()
  const began = Promise.withResolvers<void>()
  const stopped = Promise.withResolvers<{ kind: 'silent'; reason: string }>()
  const post = () => {
    began.resolve()
    return stopped.promise
  }
  const first = deliverWebhooks({ ...api.deps, post: calling(post) })
  await began.promise
  expect(await deliver()).toBe(0)
  clockAheadMs = 3 * MINUTE_MS
  expect(await deliver()).toBe(1)
  stopped.resolve({ kind: 'silent', reason: 'It did not answer in time.' })
  await first
  expect((await log(webhook.id))[0]).toMatchObject({ state: 'delivered', attempts: 2 })
  expect((await listed())?.failingSince).toBeNull()
})

test('a late answer does not speak for the try that came after it', async () => {
  const { webhook } = await hook()
  await happen()
  const began = Promise.withResolvers<void>()
  const stopped = Promise.withResolvers<{ kind: 'silent'; reason: string }>()
  const post = () => {
    began.resolve()
    return stopped.promise
  }
  const first = deliverWebhooks({ ...api.deps, post: calling(post) })
  await began.promise
  clockAheadMs = 3 * MINUTE_MS
  receiver.status = 500
  await deliver()
  const [before] = await log(webhook.id)
  stopped.resolve({ kind: 'silent', reason: 'It did not answer in time.' })
  await first
  expect((await log(webhook.id))[0]).toEqual(before)
  expect(before).toMatchObject({ state: 'waiting', lastStatus: 500 })
})

test('what was queued just as an address was switched off is not sent', async () => {
  await hook()
  await happen()
  await api.db.updateTable('webhook').set({ is_on: false }).execute()
  expect(await deliver()).toBe(0)
  expect(receiver.arrived).toEqual([])
})

test('one slow address takes a few of the lanes, never all', async () => {
  for (let count = 0; count < 8; count++) await happen()
  const { webhook } = await hook()
  for (let count = 0; count < 8; count++) await happen()
  const ben = await api.creator({ plan: 'enterprise' })
  await ben.person.webhook.create.mutate({ url: `${url}/ben`, events })
  await happen(ben)
  let most = 0
  let slow = 0
  const [three, bens] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const post = async (to: string) => {
    if (to.endsWith('/ben')) {
      await three.promise
      // The database answers in turn: a fourth would be called by now.
      for (let question = 0; question < 40; question++) await listed()
      bens.resolve()
      return { kind: 'answered' as const, status: 200, retryAfterSeconds: null }
    }
    slow += 1
    most = Math.max(most, slow)
    if (slow === 3) three.resolve()
    await bens.promise
    slow -= 1
    return { kind: 'answered' as const, status: 200, retryAfterSeconds: null }
  }
  await deliverWebhooks({ ...api.deps, post: calling(post) })
  expect(most).toBe(3)
  expect((await log(webhook.id)).every(({ state }) => state === 'delivered')).toBe(true)
})

test('an address that hangs keeps nobody waiting who comes later', async () => {
  await hook()
  for (let count = 0; count < 5; count++) await happen()
  const ben = await api.creator({ plan: 'enterprise' })
  await ben.person.webhook.create.mutate({ url: `${url}/ben`, events })
  const fine = { kind: 'answered' as const, status: 200, retryAfterSeconds: null }
  const [hangs, bens] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let held = 0
  const post = async (to: string) => {
    if (to.endsWith('/ben')) {
      bens.resolve()
      return fine
    }
    held += 1
    if (held === 3) hangs.resolve()
    await bens.promise
    return fine
  }
  const delivering = deliverWebhooks({ ...api.deps, post: calling(post) })
  await hangs.promise
  // The database answers in turn: whoever looks for something to do has found nothing by now.
  for (let question = 0; question < 40; question++) await listed()
  await happen(ben)
  const late = setTimeout(() => bens.reject(new Error('nobody called ben')), 4000)
  await bens.promise.finally(() => clearTimeout(late))
  expect(await delivering).toBe(6)
}, 20_000)
