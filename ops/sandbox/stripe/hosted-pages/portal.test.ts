import { afterAll, beforeAll, expect, test } from 'bun:test'
import { DAY_SECONDS } from '../../../durations.ts'
import { openWorld, press, subscriber, type World } from '../stripe-testing.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.post('/_sandbox/settings', { isPortalSaved: true })
})
afterAll(() => world.close())

async function portal(customer: string) {
  const { url } = await world.stripe.billingPortal.sessions.create({
    customer,
    return_url: 'http://127.0.0.1:9/settings',
  })
  return url
}
const first = async (customer: string) => (await world.truth(customer)).subscriptions[0]

test('the page shows plan, card, invoices and the way back', async () => {
  const { customer } = await subscriber(world)
  const html = await (await fetch(await portal(customer))).text()
  for (const part of ['Pro', 'active', '4242', 'http://127.0.0.1:9/settings', '$29.00']) {
    expect(html).toContain(part)
  }
  expect((await fetch(`${world.sandbox.origin}/p/session/guess`)).status).toBe(404)
})

test('a dearer plan counts at once', async () => {
  const { customer, subscription } = await subscriber(world)
  const url = await portal(customer)
  const wanted = { subscription: subscription.id, price: 'price_sandbox_enterprise_month' }
  expect((await press(`${url}/plan`, wanted)).status).toBe(303)
  expect(await first(customer)).toMatchObject({ lookupKey: 'enterprise_month', status: 'active' })
})

test('a cheaper plan counts when the period ends', async () => {
  const { customer, subscription, clock } = await subscriber(world, {
    price: 'price_sandbox_enterprise_month',
  })
  const url = await portal(customer)
  await press(`${url}/plan`, { subscription: subscription.id, price: 'price_sandbox_pro_month' })
  const end = subscription.items.data[0]?.current_period_end ?? 0
  expect(await first(customer)).toMatchObject({
    lookupKey: 'enterprise_month',
    next: { lookupKey: 'pro_month', at: end },
  })
  await world.advance(clock, end + 2 * 3600)
  expect(await first(customer)).toMatchObject({ lookupKey: 'pro_month', status: 'active' })
})

test('canceling writes the time alone, and can be taken back', async () => {
  const { customer, subscription } = await subscriber(world)
  const url = await portal(customer)
  await press(`${url}/cancel`, { subscription: subscription.id })
  const end = subscription.items.data[0]?.current_period_end ?? 0
  expect(await first(customer)).toMatchObject({ cancelAt: end, cancelAtPeriodEnd: false })
  expect(await (await fetch(url)).text()).toContain('Ends on')
  await press(`${url}/resume`, { subscription: subscription.id })
  expect(await first(customer)).toMatchObject({ cancelAt: null, cancelAtPeriodEnd: false })
})

test('classic billing writes the flag as well', async () => {
  await world.post('/_sandbox/settings', { billingMode: 'classic' })
  const { customer, subscription, clock } = await subscriber(world)
  await press(`${await portal(customer)}/cancel`, { subscription: subscription.id })
  expect(await first(customer)).toMatchObject({ cancelAtPeriodEnd: true })
  await world.advance(clock, subscription.items.data[0]?.current_period_end ?? 0)
  expect(await first(customer)).toMatchObject({ status: 'canceled' })
  await world.post('/_sandbox/settings', { billingMode: 'flexible' })
})

test('nobody changes somebody else’s subscription', async () => {
  const mine = await subscriber(world)
  const theirs = await subscriber(world)
  const answer = await press(`${await portal(mine.customer)}/cancel`, {
    subscription: theirs.subscription.id,
  })
  expect(answer.status).toBe(402)
  expect(await first(theirs.customer)).toMatchObject({ cancelAt: null })
})

test('a new card and a click on the invoice bring a late payer back', async () => {
  const { customer, subscription, clock } = await subscriber(world)
  await world.control(`customers/${customer}/card`, { card: '4000000000000341' })
  const end = subscription.items.data[0]?.current_period_end ?? 0
  await world.advance(clock, end + DAY_SECONDS)
  expect(await world.truth(customer)).toMatchObject({ delinquent: true })
  await press(`${await portal(customer)}/card`, { card: '5555555555554444' })
  const [invoice] = (await world.stripe.invoices.list({ customer, status: 'open' })).data
  const page = invoice?.hosted_invoice_url ?? ''
  expect(await (await fetch(page)).text()).toContain('Pay now')
  expect((await press(page, {})).status).toBe(303)
  expect(await first(customer)).toMatchObject({ status: 'active' })
  expect(await world.truth(customer)).toMatchObject({ delinquent: false })
  const pdf = await fetch(invoice?.invoice_pdf ?? '')
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect(await pdf.text()).toStartWith('%PDF-1.4')
})

test('a renewal that the bank asks about waits for the customer', async () => {
  const { customer, subscription, clock } = await subscriber(world)
  await world.control(`customers/${customer}/card`, { card: '4000002760003184' })
  const end = subscription.items.data[0]?.current_period_end ?? 0
  await world.advance(clock, end + DAY_SECONDS)
  expect(await first(customer)).toMatchObject({ status: 'past_due' })
  await world.settle()
  expect(world.types()).toContain('invoice.payment_action_required')
  const [invoice] = (await world.stripe.invoices.list({ customer, status: 'open' })).data
  const asked = await press(invoice?.hosted_invoice_url ?? '', {})
  const bank = new URL(asked.headers.get('location') ?? '', world.sandbox.origin).href
  await press(bank, { decision: 'complete' })
  expect(await first(customer)).toMatchObject({ status: 'active' })
})

test('a flow goes straight back where it was told to', async () => {
  const { customer, subscription } = await subscriber(world)
  const { url } = await world.stripe.billingPortal.sessions.create({
    customer,
    return_url: 'http://127.0.0.1:9/settings',
    flow_data: {
      type: 'subscription_cancel',
      subscription_cancel: { subscription: subscription.id },
    },
  })
  const answer = await press(`${url}/cancel`, { subscription: subscription.id })
  expect(answer.headers.get('location')).toBe('http://127.0.0.1:9/settings')
})
