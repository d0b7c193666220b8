import { afterAll, beforeAll, expect, test } from 'bun:test'
import type Stripe from 'stripe'
import { DAY_SECONDS } from '../../../durations.ts'
import { openWorld, pay, press, subscriber, type World } from '../stripe-testing.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const urls = {
  success_url: 'http://127.0.0.1:9/done?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://127.0.0.1:9/back',
}
const packs = async (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  world.stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price: 'price_sandbox_quota_pack', quantity: 2 }],
    ...urls,
    ...more,
  })
const plan = async (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  world.stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price: 'price_sandbox_pro_month', quantity: 1 }],
    ...urls,
    ...more,
  })
const seen = (id: string, ...expand: string[]) =>
  world.stripe.checkout.sessions.retrieve(id, { expand })

test('the page shows what is bought, and where to turn back', async () => {
  const { url } = await plan({ customer_email: 'ada@example.com' })
  const html = await (await fetch(url ?? '')).text()
  for (const part of ['Pro × 1', '$29.00', 'ada@example.com', 'http://127.0.0.1:9/back']) {
    expect(html).toContain(part)
  }
  expect((await fetch(`${world.sandbox.origin}/c/pay/cs_test_nothing`)).status).toBe(404)
})

test('paying leads back with the session’s id, and the subscription runs', async () => {
  const session = await plan({
    client_reference_id: 'workspace-9',
    metadata: { workspace: '9' },
    subscription_data: { metadata: { workspace: '9' } },
  })
  const answer = await pay(session.url, { email: 'grace@example.com' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(`http://127.0.0.1:9/done?session=${session.id}`)
  const done = await seen(session.id, 'subscription', 'customer', 'line_items', 'invoice')
  expect(done).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    client_reference_id: 'workspace-9',
    metadata: { workspace: '9' },
    customer: { email: 'grace@example.com', name: 'Ada' },
    subscription: { status: 'active', metadata: { workspace: '9' } },
    invoice: { status: 'paid', amount_paid: 2900 },
  })
  expect(done.line_items?.data[0]?.price?.lookup_key).toBe('pro_month')
  const again = await pay(session.url ?? `${world.sandbox.origin}/c/pay/${session.id}`)
  expect(again.status).not.toBe(500)
  const { data } = await world.stripe.subscriptions.list({
    customer: (done.customer as Stripe.Customer).id,
  })
  expect(data).toHaveLength(1)
})

test('a declined card says so on the page, and another one still works', async () => {
  const session = await plan()
  const refused = await pay(session.url, { card: '4000000000000002' })
  expect(refused.status).toBe(402)
  expect(await refused.text()).toContain('Your card was declined.')
  expect(await seen(session.id)).toMatchObject({ status: 'open', subscription: null })
  expect((await pay(session.url)).status).toBe(303)
  expect(await seen(session.id)).toMatchObject({ status: 'complete', payment_status: 'paid' })
})

test('3-D Secure is asked for, may fail, and may be passed', async () => {
  const session = await plan()
  const bank = `${session.url}/bank`
  const asked = await pay(session.url, { card: '4000002500003155' })
  expect(asked.headers.get('location')).toBe(new URL(bank).pathname)
  expect(await (await fetch(bank)).text()).toContain('Complete authentication')
  const failed = await press(bank, { decision: 'fail' })
  expect(await failed.text()).toContain('unable to authenticate')
  await pay(session.url, { card: '4000002500003155' })
  expect((await press(bank, { decision: 'complete' })).status).toBe(303)
  expect(await seen(session.id, 'subscription')).toMatchObject({
    subscription: { status: 'active' },
  })
})

test('a quota pack is one payment, with an invoice if asked for', async () => {
  const customer = await world.stripe.customers.create({ email: 'pack@example.com' })
  const session = await packs({
    customer: customer.id,
    invoice_creation: { enabled: true },
    payment_intent_data: { metadata: { packs: '2' } },
  })
  expect(session.amount_total).toBe(1800)
  await pay(session.url)
  const done = await seen(session.id, 'payment_intent', 'invoice')
  expect(done).toMatchObject({
    payment_status: 'paid',
    payment_intent: { status: 'succeeded', amount_received: 1800, metadata: { packs: '2' } },
    invoice: { status: 'paid', total: 1800 },
  })
  const { bought } = await world.truth(customer.id)
  expect(bought).toMatchObject([
    { lines: [{ lookupKey: 'quota_pack', quantity: 2 }], amountRefunded: 0 },
  ])
})

test('money goes back in parts, but never more than there was', async () => {
  const customer = await world.stripe.customers.create({ email: 'refund@example.com' })
  const session = await packs({ customer: customer.id })
  await pay(session.url)
  const intent = String((await seen(session.id)).payment_intent)
  const refund = (amount?: number) =>
    world.stripe.refunds.create({ payment_intent: intent, ...(amount && { amount }) })
  expect(await refund(800)).toMatchObject({ amount: 800, status: 'succeeded' })
  await expect(refund(1100)).rejects.toMatchObject({ param: 'amount' })
  expect(await refund()).toMatchObject({ amount: 1000 })
  await expect(refund()).rejects.toMatchObject({ code: 'charge_already_refunded' })
  expect((await world.truth(customer.id)).bought[0]?.amountRefunded).toBe(1800)
})

test('a trial asks for a card and takes nothing', async () => {
  const { subscription, session, start } = await subscriber(world, { trialDays: 14 })
  expect(subscription).toMatchObject({ status: 'trialing', trial_end: start + 14 * DAY_SECONDS })
  expect(await seen(session)).toMatchObject({
    amount_total: 0,
    payment_status: 'no_payment_required',
    payment_intent: null,
  })
})

test('a session that nobody used is over after a day, or when it is ended', async () => {
  world.received.length = 0
  const ended = await plan()
  await world.stripe.checkout.sessions.expire(ended.id)
  expect((await fetch(ended.url ?? '')).status).toBe(410)
  const waiting = await plan()
  await world.post('/_sandbox/settings', { clockAheadSeconds: DAY_SECONDS + 1 })
  expect(await seen(waiting.id)).toMatchObject({ status: 'expired', url: null })
  await world.post('/_sandbox/settings', { clockAheadSeconds: 0 })
  await world.settle()
  const over = world.received
    .filter(it => it.event.type === 'checkout.session.expired')
    .map(it => (it.event.data.object as Stripe.Checkout.Session).id)
  expect(over).toContain(ended.id)
  expect(over).toContain(waiting.id)
})

test('what is said about a first payment is said in Stripe’s order', async () => {
  await world.settle()
  world.received.length = 0
  const session = await plan()
  await pay(session.url)
  await world.settle()
  expect(world.types()).toEqual([
    ...['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'],
    ...['customer.created', 'payment_method.attached', 'customer.updated'],
    ...['customer.subscription.created', 'invoice.created', 'invoice.finalized'],
    ...['customer.updated', 'invoice_payment.paid', 'invoice.paid', 'invoice.payment_succeeded'],
    ...['customer.subscription.updated', 'checkout.session.completed'],
  ] as Stripe.Event.Type[])
  const updated = world.received.find(it => it.event.type === 'customer.subscription.updated')
  expect(updated?.event.data.previous_attributes).toMatchObject({ status: 'incomplete' })
})
