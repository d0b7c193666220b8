import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import Stripe from 'stripe'
import { openWorld, type World } from '../stripe-testing.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await world.get('/_sandbox/faults', { method: 'DELETE' })
})
afterAll(() => world.close())

const refusal = async (asked: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  try {
    await asked
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

test('the catalogue has a monthly and a yearly price for each plan, and a quota pack', async () => {
  const { data } = await world.stripe.prices.list({
    lookup_keys: ['pro_month', 'pro_year', 'enterprise_month', 'enterprise_year', 'quota_pack'],
    expand: ['data.product'],
  })
  const cents = Object.fromEntries(data.map(it => [it.lookup_key, it.unit_amount]))
  expect(cents).toEqual({
    pro_month: 2900,
    pro_year: 29_000,
    enterprise_month: 9900,
    enterprise_year: 99_000,
    quota_pack: 900,
  })
  const pro = data.find(it => it.lookup_key === 'pro_year')
  expect(pro?.recurring?.interval).toBe('year')
  expect(pro?.unit_amount_decimal?.toNumber()).toBe(29_000)
  expect(pro?.product).toMatchObject({ name: 'Pro', object: 'product' })
})

test('without a good key nobody gets in', async () => {
  const { port } = new URL(world.sandbox.origin)
  const options = { host: '127.0.0.1', port, protocol: 'http' as const, maxNetworkRetries: 0 }
  const stranger = new Stripe('sk_live_nope', options)
  const error = await refusal(stranger.customers.list())
  expect(error).toBeInstanceOf(Stripe.errors.StripeAuthenticationError)
  expect(error.message).toStartWith('Invalid API Key provided: sk_live_')
  expect((await world.get('/v1/customers')).status).toBe(401)
})

test('a customer is created, changed, found and deleted', async () => {
  const { stripe } = world
  const made = await stripe.customers.create({
    email: 'eve@example.com',
    metadata: { w: '7', x: '1' },
  })
  const renamed = await stripe.customers.update(made.id, { name: 'Eve', metadata: { x: '' } })
  expect(renamed).toMatchObject({ name: 'Eve', metadata: { w: '7' } })
  const listed = await stripe.customers.list({ email: 'eve@example.com' })
  expect(listed.data.map(it => it.id)).toEqual([made.id])
  await stripe.customers.del(made.id)
  expect(await stripe.customers.retrieve(made.id)).toMatchObject({ id: made.id, deleted: true })
  expect((await refusal(stripe.customers.update(made.id, { name: 'no' }))).code).toBe(
    'resource_missing',
  )
})

test('an unknown id, a wrong parameter and a missing one say so in Stripe’s words', async () => {
  const { stripe } = world
  const unknown = await refusal(stripe.customers.retrieve('cus_nobody'))
  expect(unknown).toMatchObject({ statusCode: 404, message: "No such customer: 'cus_nobody'" })
  expect(unknown.requestId).toStartWith('req_')
  const odd = await refusal(stripe.customers.create({ colour: 'red' } as object))
  expect(odd).toMatchObject({ code: 'parameter_unknown', param: 'colour', statusCode: 400 })
  const bare = await refusal(stripe.subscriptions.create({} as never))
  expect(bare).toMatchObject({ code: 'parameter_missing', param: 'customer' })
  const nested = await refusal(
    stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://127.0.0.1/ok',
      line_items: [{ price: 'price_nowhere', quantity: 1 }],
    }),
  )
  expect(nested).toMatchObject({ statusCode: 400, param: 'line_items[0][price]' })
})

test('a mode that does not fit its price is refused', async () => {
  const error = await refusal(
    world.stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://127.0.0.1/ok',
      line_items: [{ price: 'price_sandbox_pro_month', quantity: 1 }],
    }),
  )
  expect(error.message).toContain('You specified `payment` mode but passed a recurring price')
})

test('the same key and parameters happen once; other parameters are an error', async () => {
  const { stripe } = world
  const key = { idempotencyKey: 'once-only' }
  const first = await stripe.customers.create({ email: 'once@example.com' }, key)
  const again = await stripe.customers.create({ email: 'once@example.com' }, key)
  expect(again.id).toBe(first.id)
  const raw = await world.get('/v1/customers', {
    method: 'POST',
    body: 'email=once%40example.com',
    headers: { authorization: 'Bearer sk_test_sandbox', 'idempotency-key': 'once-only' },
  })
  expect(raw.headers.get('idempotent-replayed')).toBe('true')
  const error = await refusal(stripe.customers.create({ email: 'two@example.com' }, key))
  expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError)
  expect(error.message).toContain('can only be used with the same parameters')
  expect((await stripe.customers.list({ email: 'once@example.com' })).data).toHaveLength(1)
})

test('a list is walked page by page, newest first, each once', async () => {
  const { stripe } = world
  const ids: string[] = []
  for (let n = 0; n < 7; n += 1) {
    ids.unshift((await stripe.customers.create({ email: 'many@example.com' })).id)
  }
  const first = await stripe.customers.list({ email: 'many@example.com', limit: 3 })
  expect(first).toMatchObject({ object: 'list', has_more: true, url: '/v1/customers' })
  const walked: string[] = []
  for await (const it of stripe.customers.list({ email: 'many@example.com', limit: 3 })) {
    walked.push(it.id)
  }
  expect(walked).toEqual(ids)
  const before = await stripe.customers.list({
    email: 'many@example.com',
    ending_before: ids[4] ?? '',
    limit: 2,
  })
  expect(before.data.map(it => it.id)).toEqual(ids.slice(2, 4))
  expect((await refusal(stripe.customers.list({ limit: 101 }))).param).toBe('limit')
})

test('what cannot be expanded says so', async () => {
  const error = await refusal(world.stripe.customers.list({ expand: ['data.flavour'] }))
  expect(error.message).toBe('This property cannot be expanded (data.flavour).')
})

test('a rate limit is an error the client may retry, and does', async () => {
  const fault = { kind: 'status', status: 429 }
  await world.post('/_sandbox/faults', { fault, path: '/v1/customers', times: 1 })
  const error = await refusal(world.stripe.customers.list())
  expect(error).toBeInstanceOf(Stripe.errors.StripeRateLimitError)
  await world.post('/_sandbox/faults', { fault: { kind: 'lock_timeout' }, path: '/v1/customers' })
  expect(await refusal(world.stripe.customers.list())).toMatchObject({ code: 'lock_timeout' })
  await world.post('/_sandbox/faults', { fault: { kind: 'status', status: 500 }, times: 1 })
  const { email } = await world.stripe.customers.create(
    { email: 'retry@example.com' },
    { maxNetworkRetries: 2 },
  )
  expect(email).toBe('retry@example.com')
})

test('an answer that got lost is not a second customer', async () => {
  const fault = { kind: 'drop-after' }
  await world.post('/_sandbox/faults', { fault, method: 'POST', path: '/v1/customers' })
  await world.stripe.customers.create({ email: 'lost@example.com' }, { maxNetworkRetries: 2 })
  expect((await world.stripe.customers.list({ email: 'lost@example.com' })).data).toHaveLength(1)
})

test('a lookup key moves to another price only when told to', async () => {
  const { stripe } = world
  const base = { product: 'prod_sandboxpro', currency: 'usd', unit_amount: 100 }
  const first = await stripe.prices.create({ ...base, lookup_key: 'moving' })
  const error = await refusal(stripe.prices.create({ ...base, lookup_key: 'moving' }))
  expect(error.code).toBe('resource_already_exists')
  const second = await stripe.prices.create({
    ...base,
    lookup_key: 'moving',
    transfer_lookup_key: true,
  })
  const { data } = await stripe.prices.list({ lookup_keys: ['moving'] })
  expect(data.map(it => it.id)).toEqual([second.id])
  expect((await stripe.prices.retrieve(first.id)).lookup_key).toBeNull()
})

test('names that would poison an object are only names', async () => {
  const body = 'metadata[__proto__]=x&metadata[constructor]=y&email=p@example.com'
  const answer = await world.get('/v1/customers', {
    method: 'POST',
    body,
    headers: {
      authorization: 'Bearer sk_test_sandbox',
      'content-type': 'application/x-www-form-urlencoded',
    },
  })
  expect(answer.status).toBe(200)
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})
