import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { openWorld, type World } from '../stripe-testing.ts'

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
