import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import Stripe from 'stripe'
import { openWorld, WEBHOOK_SECRET, type World } from './stripe-testing.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await world.settle()
  world.received.length = 0
  world.refused.length = 0
})
afterAll(() => world.close())

interface Reply {
  status: number
}
interface Delivery {
  state: string
  attempts: number
  event: string
}
const someEvent = async () => {
  await world.stripe.customers.create({ email: 'told@example.com' })
  await world.settle()
  return world.received.at(-1)?.event.id ?? ''
}
const send = (id: string, how: object = {}) => world.control<Reply[]>(`events/${id}/send`, how)

test('an event is signed so that Stripe’s own client believes it', async () => {
  const made = await world.stripe.customers.create({ email: 'signed@example.com' })
  await world.settle()
  const { event, signature } = world.received[0] ?? {}
  expect(event).toMatchObject({
    object: 'event',
    api_version: '2026-10-28.endive',
    type: 'customer.created',
    livemode: false,
    data: { object: { id: made.id } },
  })
  expect(event?.request?.id).toStartWith('req_')
  expect(signature).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/)
  const { data } = await world.stripe.events.list({ type: 'customer.created', limit: 1 })
  expect(data[0]?.id).toBe(event?.id ?? '')
})

test('what was not taken is told again, with the same id, until it is', async () => {
  world.answers.push(500, 503)
  const id = await someEvent()
  const all = await world.control<Delivery[]>('deliveries')
  expect(all.find(it => it.event === id)).toMatchObject({ state: 'delivered', attempts: 3 })
  expect(world.received.map(it => it.event.id)).toEqual([id])
})

test('a forged signature, a stale one and none at all are refused by the client', async () => {
  const id = await someEvent()
  const cases = [
    [{ signature: 'bad' }, 400],
    [{ signature: 'none' }, 400],
    [{ signature: 'v0' }, 400],
    [{ signature: 'garbled' }, 400],
    [{ isReserialised: true }, 400],
    [{ ageSeconds: 302 }, 400],
    [{ ageSeconds: 290 }, 200],
    [{ signature: 'two' }, 200],
    [{ bom: true }, 200],
    [{ thin: true }, 400],
    [{}, 200],
  ] as const
  for (const [how, status] of cases) {
    expect([how, (await send(id, how))[0]?.status]).toEqual([how, status])
  }
})

test('an event can arrive many times at once, be live, be huge, or be gzipped', async () => {
  const id = await someEvent()
  world.received.length = 0
  const many = await send(id, { times: 50 })
  expect(many.map(it => it.status)).toEqual(Array.from({ length: 50 }, () => 200))
  expect(new Set(world.received.map(it => it.event.id))).toEqual(new Set([id]))
  await send(id, { livemode: true, padToBytes: 262_144, event: { type: 'some.thing.new' } })
  const last = world.received.at(-1)
  expect(last?.event.livemode).toBe(true)
  expect(last?.event.type as string).toBe('some.thing.new')
  expect(last?.body.length).toBeGreaterThanOrEqual(262_144)
})

test('held events come out shuffled, doubled and with gaps', async () => {
  await world.control('deliveries/hold', {})
  for (let n = 0; n < 12; n += 1) await world.stripe.customers.create({ name: `n${n}` })
  expect(world.received).toEqual([])
  const held = await world.control<Delivery[]>('deliveries?state=held')
  expect(held).toHaveLength(12)
  const how = { order: 'shuffled', seed: 7, dropShare: 0.3, doubleShare: 0.5 }
  const { dropped } = await world.control<{ dropped: string[] }>('deliveries/release', how)
  await world.control('deliveries/flow', {})
  const told = world.received.map(it => it.event.id)
  expect(dropped.length).toBeGreaterThan(0)
  expect(told.length).toBeGreaterThan(new Set(told).size)
  expect(new Set([...told, ...dropped])).toEqual(new Set(held.map(it => it.event)))
  const written = held.map(it => it.event).filter(id => told.includes(id))
  expect([...new Set(told)]).not.toEqual(written)
})

test('after a secret is rolled both sign, and then only the new one', async () => {
  const [endpoint] = (await world.stripe.webhookEndpoints.list()).data
  const path = `endpoints/${endpoint?.id}/roll`
  const { secret } = await world.control<{ secret: string }>(path, { overlapSeconds: 3600 })
  const id = await someEvent()
  const { signature = '', body = '' } = world.received.at(-1) ?? {}
  expect(signature.match(/v1=/g)).toHaveLength(2)
  const checked = await Stripe.webhooks.constructEventAsync(body, signature, secret)
  expect(checked.id).toBe(id)
  await world.control(path, { secret, overlapSeconds: 0 })
  expect((await send(id))[0]?.status).toBe(400)
  await world.control(path, { secret: WEBHOOK_SECRET, overlapSeconds: 0 })
  expect((await send(id))[0]?.status).toBe(200)
})

test('an endpoint made over the API gets only what it asked for', async () => {
  const heard: string[] = []
  let secret = ''
  await using server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async request => {
      const signature = request.headers.get('stripe-signature') ?? ''
      const body = await request.text()
      heard.push((await Stripe.webhooks.constructEventAsync(body, signature, secret)).type)
      return new Response()
    },
  })
  const made = await world.stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${server.port}/`,
    enabled_events: ['customer.deleted'],
  })
  secret = made.secret ?? ''
  const { id } = await world.stripe.customers.create()
  await world.stripe.customers.del(id)
  await world.settle()
  expect(heard).toEqual(['customer.deleted'])
  await world.stripe.webhookEndpoints.del(made.id)
})

test('a stopped sandbox tells afterwards what it could not tell before', async () => {
  await world.control('deliveries/hold', {})
  const made = await world.stripe.customers.create({ email: 'kept@example.com' })
  await world.restart()
  expect(await world.stripe.customers.retrieve(made.id)).toMatchObject({
    email: 'kept@example.com',
  })
  await world.control('deliveries/flow', {})
  await world.settle()
  expect(world.received.map(it => it.event.type)).toEqual(['customer.created'])
})

test('a thin notification leads to the event and to what it is about', async () => {
  const id = await someEvent()
  let thin: Stripe.V2.Core.EventNotification | undefined
  await using server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async request => {
      const signature = request.headers.get('stripe-signature') ?? ''
      const body = await request.text()
      thin = await world.stripe.parseEventNotificationAsync(body, signature, WEBHOOK_SECRET)
      return new Response()
    },
  })
  const url = `http://127.0.0.1:${server.port}/`
  expect((await send(id, { thin: true, url }))[0]?.status).toBe(200)
  expect(thin).toMatchObject({ type: 'v1.customer.created', snapshot_event: id })
  expect(await thin?.fetchEvent()).toMatchObject({ id, object: 'v2.core.event' })
})

test('the log of events is read back page by page, newest first, each once', async () => {
  for (let n = 0; n < 5; n += 1) await world.stripe.customers.create({ name: `log${n}` })
  const walked: string[] = []
  for await (const it of world.stripe.events.list({ types: ['customer.created'], limit: 2 })) {
    walked.push(it.id)
  }
  await world.settle()
  const told = world.received.map(it => it.event.id).toReversed()
  expect(walked.slice(0, 5)).toEqual(told)
  expect(new Set(walked).size).toBe(walked.length)
  const first = await world.stripe.events.list({ type: 'customer.created', limit: 2 })
  expect(first.has_more).toBe(true)
})

test('an event older than thirty days is no longer told about', async () => {
  const id = await someEvent()
  await world.post('/_sandbox/settings', { clockAheadSeconds: 31 * 86_400 })
  await expect(world.stripe.events.retrieve(id)).rejects.toMatchObject({ statusCode: 404 })
  await world.post('/_sandbox/settings', { clockAheadSeconds: 0 })
  expect((await world.stripe.events.retrieve(id)).id).toBe(id)
})
