import { afterAll, beforeAll, expect, test } from 'bun:test'
import type Stripe from 'stripe'
import { DAY_SECONDS, HOUR_SECONDS } from '../../../durations.ts'
import { openWorld, subscriber, type World } from '../stripe-testing.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const item = (it: Stripe.Subscription) => it.items.data[0]?.id ?? ''
const state = async (customer: string) => {
  const [it] = (await world.truth(customer)).subscriptions
  return { status: it?.status, plan: it?.lookupKey }
}

test('trial, active, past due, recovered, upgrade, downgrade at period end, cancel', async () => {
  const { stripe } = world
  const { clock, customer, subscription, start } = await subscriber(world, { trialDays: 14 })
  expect(subscription.status).toBe('trialing')
  expect(subscription.items.data[0]?.current_period_end).toBe(start + 14 * DAY_SECONDS)

  await world.advance(clock, start + 14 * DAY_SECONDS + 2 * HOUR_SECONDS)
  expect(await state(customer)).toEqual({ status: 'active', plan: 'pro_month' })

  await world.control(`customers/${customer}/card`, { card: '4000000000000341' })
  const trialEnd = start + 14 * DAY_SECONDS
  const renewal =
    new Date(trialEnd * 1000).setUTCMonth(new Date(trialEnd * 1000).getUTCMonth() + 1) / 1000
  await world.advance(clock, renewal + 2 * HOUR_SECONDS)
  expect(await state(customer)).toEqual({ status: 'past_due', plan: 'pro_month' })
  const failed = (await stripe.invoices.list({ customer, status: 'open' })).data[0]
  expect(failed).toMatchObject({ attempt_count: 1, amount_remaining: 2900 })
  expect(failed?.next_payment_attempt).toBe(renewal + HOUR_SECONDS + 3 * DAY_SECONDS)

  await world.control(`customers/${customer}/card`, { card: '4242' })
  await world.advance(clock, renewal + 4 * DAY_SECONDS)
  expect(await state(customer)).toEqual({ status: 'active', plan: 'pro_month' })

  const now = await stripe.subscriptions.retrieve(subscription.id)
  await stripe.subscriptions.update(subscription.id, {
    items: [{ id: item(now), price: 'price_sandbox_enterprise_month' }],
    proration_behavior: 'always_invoice',
    payment_behavior: 'error_if_incomplete',
  })
  expect(await state(customer)).toEqual({ status: 'active', plan: 'enterprise_month' })

  const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id })
  const [phase] = schedule.phases
  await stripe.subscriptionSchedules.update(schedule.id, {
    end_behavior: 'release',
    phases: [
      {
        items: [{ price: 'price_sandbox_enterprise_month' }],
        start_date: phase?.start_date ?? 0,
        end_date: phase?.end_date ?? 0,
      },
      { items: [{ price: 'price_sandbox_pro_month' }], duration: { interval: 'month' } },
    ],
  })
  const planned = (await world.truth(customer)).subscriptions[0]
  expect(planned?.next).toEqual({ lookupKey: 'pro_month', at: phase?.end_date ?? 0 })
  await world.advance(clock, (phase?.end_date ?? 0) + 2 * HOUR_SECONDS)
  expect(await state(customer)).toEqual({ status: 'active', plan: 'pro_month' })
  const billed = (await world.truth(customer)).invoices[0]
  expect(billed).toMatchObject({ status: 'paid', total: 2900, reason: 'subscription_cycle' })

  await stripe.subscriptionSchedules.release(schedule.id)
  const ending = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true })
  expect(ending).toMatchObject({ status: 'active', cancel_at_period_end: true })
  await world.advance(clock, (ending.cancel_at ?? 0) + HOUR_SECONDS)
  expect(await state(customer)).toEqual({ status: 'canceled', plan: 'pro_month' })
  expect((await world.truth(customer)).live).toEqual([])

  await world.settle()
  const told = new Set(world.types())
  for (const type of [
    ...['checkout.session.completed', 'customer.subscription.created', 'invoice.created'],
    ...['customer.subscription.trial_will_end', 'invoice.upcoming', 'invoice.finalized'],
    ...['invoice.paid', 'invoice.payment_failed', 'customer.subscription.updated'],
    ...['subscription_schedule.created', 'subscription_schedule.updated'],
    ...['subscription_schedule.released', 'customer.subscription.deleted'],
  ] as const) {
    expect(told).toContain(type)
  }
}, 20_000)

test('an upgrade in the middle of a month costs the difference for the rest', async () => {
  const { clock, start, subscription, customer } = await subscriber(world)
  await world.advance(clock, start + 15.5 * DAY_SECONDS)
  const changed = await world.stripe.subscriptions.update(subscription.id, {
    items: [{ id: item(subscription), price: 'price_sandbox_enterprise_month' }],
    proration_behavior: 'always_invoice',
    expand: ['latest_invoice.payments'],
  })
  const invoice = changed.latest_invoice as Stripe.Invoice
  expect(invoice.lines.data.map(it => it.amount)).toEqual([-1450, 4950])
  expect(invoice).toMatchObject({
    total: 3500,
    status: 'paid',
    billing_reason: 'subscription_update',
  })
  expect(invoice.payments?.data[0]).toMatchObject({ amount_paid: 3500, status: 'paid' })
  expect(changed.items.data[0]?.current_period_end).toBe(
    subscription.items.data[0]?.current_period_end ?? 0,
  )
  expect((await world.truth(customer)).invoices).toHaveLength(2)
})

test('from month to year starts a new period today', async () => {
  const { subscription, start } = await subscriber(world)
  const changed = await world.stripe.subscriptions.update(subscription.id, {
    items: [{ id: item(subscription), price: 'price_sandbox_pro_year' }],
    proration_behavior: 'always_invoice',
    expand: ['latest_invoice'],
  })
  const end = Date.UTC(2028, 0, 10) / 1000
  expect(changed.items.data[0]).toMatchObject({
    current_period_start: start,
    current_period_end: end,
  })
  expect(changed.latest_invoice).toMatchObject({ total: 29_000 - 2900, status: 'paid' })
})

test('a cheaper plan at once leaves a credit that the next invoice uses', async () => {
  const price = 'price_sandbox_enterprise_month'
  const { clock, start, subscription, customer } = await subscriber(world, { price })
  await world.advance(clock, start + 15.5 * DAY_SECONDS)
  await world.stripe.subscriptions.update(subscription.id, {
    items: [{ id: item(subscription), price: 'price_sandbox_pro_month' }],
    proration_behavior: 'always_invoice',
  })
  expect((await world.truth(customer)).balance).toBe(-3500)
  await world.advance(
    clock,
    (subscription.items.data[0]?.current_period_end ?? 0) + 2 * HOUR_SECONDS,
  )
  expect(await world.truth(customer)).toMatchObject({ balance: -600 })
})

test('an upgrade whose card says no changes nothing when it must not', async () => {
  const { subscription, customer } = await subscriber(world)
  await world.control(`customers/${customer}/card`, { card: '4000000000000341' })
  const asked = world.stripe.subscriptions.update(subscription.id, {
    items: [{ id: item(subscription), price: 'price_sandbox_enterprise_month' }],
    proration_behavior: 'always_invoice',
    payment_behavior: 'error_if_incomplete',
  })
  await expect(asked).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' })
  expect(await state(customer)).toEqual({ status: 'active', plan: 'pro_month' })
  const pending = await world.stripe.subscriptions.update(subscription.id, {
    items: [{ id: item(subscription), price: 'price_sandbox_enterprise_month' }],
    proration_behavior: 'always_invoice',
    payment_behavior: 'pending_if_incomplete',
  })
  expect(pending.pending_update).not.toBeNull()
  expect(pending.items.data[0]?.price.lookup_key).toBe('pro_month')
  await world.control(`customers/${customer}/card`, { card: '4242' })
  await world.stripe.invoices.pay(String(pending.latest_invoice))
  expect(await state(customer)).toEqual({ status: 'active', plan: 'enterprise_month' })
})

for (const [setting, status] of [
  ['cancel', 'canceled'],
  ['unpaid', 'unpaid'],
  ['past_due', 'past_due'],
] as const) {
  test(`when every retry failed, the setting ${setting} makes it ${status}`, async () => {
    await world.post('/_sandbox/settings', { afterRetries: setting })
    const { clock, subscription, customer } = await subscriber(world)
    await world.control(`customers/${customer}/card`, { card: '4000000000000341' })
    const end = subscription.items.data[0]?.current_period_end ?? 0
    await world.advance(clock, end + 10 * DAY_SECONDS)
    expect((await state(customer)).status).toBe(status)
    expect((await world.truth(customer)).invoices[0]).toMatchObject({ attempts: 4 })
  })
}

test('a clock goes two intervals at a time, and never back', async () => {
  const { clock, start } = await subscriber(world)
  const go = (frozen_time: number) =>
    world.stripe.testHelpers.testClocks.advance(clock, { frozen_time })
  await expect(go(start + 70 * DAY_SECONDS)).rejects.toMatchObject({ param: 'frozen_time' })
  await expect(go(start - 1)).rejects.toMatchObject({ param: 'frozen_time' })
  const { status, status_details } = await go(start + 55 * DAY_SECONDS)
  expect({ status, to: status_details.advancing?.target_frozen_time }).toEqual({
    status: 'advancing',
    to: start + 55 * DAY_SECONDS,
  })
})

test('a declined payment is an answer: it is counted, told, and replayed', async () => {
  const { clock, subscription, customer } = await subscriber(world)
  const end = subscription.items.data[0]?.current_period_end ?? 0
  await world.control(`customers/${customer}/card`, { card: '4000000000000341' })
  await world.advance(clock, end + 2 * HOUR_SECONDS)
  const [invoice] = (await world.stripe.invoices.list({ customer, status: 'open' })).data
  const attempt = () =>
    world.stripe.invoices.pay(invoice?.id ?? '', {}, { idempotencyKey: `pay-${customer}` })
  const refused = { statusCode: 402, code: 'card_declined', decline_code: 'generic_decline' }
  await expect(attempt()).rejects.toMatchObject(refused)
  await expect(attempt()).rejects.toMatchObject(refused)
  expect((await world.truth(customer)).invoices[0]).toMatchObject({ attempts: 2 })
})

test('a trial without a card ends as it was asked to', async () => {
  const { stripe } = world
  const start = Math.floor(Date.UTC(2027, 0, 10) / 1000)
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start })
  const statusAfter = async (missing: 'cancel' | 'pause') => {
    const { id: customer } = await stripe.customers.create({ test_clock: clock.id })
    await stripe.subscriptions.create({
      customer,
      items: [{ price: 'price_sandbox_pro_month' }],
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: missing } },
    })
    return customer
  }
  const [ended, paused] = [await statusAfter('cancel'), await statusAfter('pause')]
  await world.advance(clock.id, start + 8 * DAY_SECONDS)
  expect((await state(ended)).status).toBe('canceled')
  expect((await state(paused)).status).toBe('paused')
  await world.settle()
  expect(world.types()).toContain('customer.subscription.paused')
})

test('a first payment that fails leaves it incomplete, and 23 hours later expired', async () => {
  const { stripe } = world
  const start = Math.floor(Date.UTC(2027, 0, 10) / 1000)
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start })
  const customer = await stripe.customers.create({ test_clock: clock.id })
  const token = 'pm_card_chargeCustomerFail'
  const card = await stripe.paymentMethods.attach(token, { customer: customer.id })
  const made = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: 'price_sandbox_pro_month' }],
    default_payment_method: card.id,
  })
  expect(made.status).toBe('incomplete')
  await world.advance(clock.id, start + DAY_SECONDS)
  expect((await state(customer.id)).status).toBe('incomplete_expired')
})

test('everybody without a clock lives by the sandbox’s own time', async () => {
  const { stripe } = world
  const customer = await stripe.customers.create()
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
  const made = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: 'price_sandbox_pro_month' }],
    default_payment_method: card.id,
  })
  expect(made.status).toBe('active')
  await world.post('/_sandbox/settings', { clockAheadSeconds: 33 * DAY_SECONDS })
  const [renewed] = (await world.truth(customer.id)).invoices
  await world.post('/_sandbox/settings', { clockAheadSeconds: 0 })
  expect(renewed).toMatchObject({ reason: 'subscription_cycle', status: 'paid', total: 2900 })
})

test('a clock that was stopped on its way arrives after the next start', async () => {
  const { clock, subscription } = await subscriber(world)
  await world.post('/_sandbox/settings', { clockMs: 3_600_000 })
  const end = subscription.items.data[0]?.current_period_end ?? 0
  const { testClocks } = world.stripe.testHelpers
  const sent = await testClocks.advance(clock, { frozen_time: end + 2 * HOUR_SECONDS })
  expect(sent.status).toBe('advancing')
  await world.restart()
  await world.post('/_sandbox/settings', { clockMs: 5 })
  for (;;) {
    const { status, frozen_time } = await testClocks.retrieve(clock)
    if (status !== 'ready') continue
    expect(frozen_time).toBe(end + 2 * HOUR_SECONDS)
    break
  }
  const [renewed] = (await world.stripe.invoices.list({ subscription: subscription.id })).data
  expect(renewed).toMatchObject({ status: 'paid', billing_reason: 'subscription_cycle' })
})
