import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { reconcileCustomers } from '../src/billing/sync/reconcile-customers.ts'
import { sweepMessages } from '../src/billing/sync/sweep-messages.ts'
import { spreadEvents } from '../src/event/spread-events.ts'
import { DAY_MS } from '../src/lib/time.ts'
import { keepRetention } from '../src/privacy/keep-retention.ts'
import { type Creator, START_MS, startApi } from './harness.ts'
import { problemOf } from './refusal.ts'
import { CARD_THAT_FAILS_LATER, openShop, pageIn, type Shop } from './stripe/billing-shop.ts'

const NEVER = new AbortController().signal

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
}, START_MS)
afterAll(() => shop?.close())
afterEach(() => {
  shop.proxy.holdBack = () => undefined
  shop.aheadMs = 0
})

test('a wish whose answer was lost is granted once, however often it is made', async () => {
  const creator = await shop.payer()
  const { browser } = creator
  const before = (await browser.billing.invoices.query({})).items.length
  // Stripe has changed the plan; we die before we know.
  let isLost = true
  shop.proxy.holdBack = ({ method, path }) => {
    if (!isLost || method !== 'POST' || !path.startsWith('/v1/subscriptions/')) return
    isLost = false
    shop.proxy.cutOff = true
  }
  const wish = { plan: 'enterprise', interval: 'month' } as const
  expect(await problemOf(browser.billing.changePlan.mutate(wish))).toMatchObject({
    code: 'upstream',
  })
  shop.proxy.cutOff = false
  expect(await browser.billing.changePlan.mutate(wish)).toMatchObject({ plan: 'enterprise' })
  expect((await browser.billing.invoices.query({})).items).toHaveLength(before + 1)
})

test('a payment that fails leaves seven days, then Free; paying brings the plan back', async () => {
  const creator = await shop.api.creator()
  const { customerId, clockId } = await shop.world.customer('pm_card_visa')
  const row = { workspace_id: creator.workspaceId, customer_id: customerId }
  await shop.api.db.insertInto('billing').values(row).execute()
  const [price] = await shop.world.list('prices', { 'lookup_keys[0]': 'pro_month' })
  await shop.world.post('subscriptions', {
    customer: customerId,
    'items[0][price]': price?.id ?? '',
  })
  await shop.world.useCard(customerId, CARD_THAT_FAILS_LATER)
  await shop.world.set({ retryDays: [5, 10, 20] })
  const go = async (days: number) => {
    shop.aheadMs = (await shop.world.goOn(clockId, days)).getTime() - Date.now()
    await reconcileCustomers(shop.api.deps, NEVER)
    return creator.browser.billing.show.query()
  }
  const late = await go(32)
  expect(late).toMatchObject({ plan: 'pro', status: 'past_due' })
  expect(Date.parse(late.graceUntil ?? '')).toBeGreaterThan(Date.now() + shop.aheadMs)
  // No message comes when time runs out; the sweep notices by itself.
  shop.aheadMs = Date.parse(late.graceUntil ?? '') - Date.now() + 1000
  await sweepMessages(shop.api.deps, NEVER)
  expect(await creator.browser.billing.show.query()).toMatchObject({ plan: 'free' })
  await shop.world.useCard(customerId, 'pm_card_visa')
  expect(await go(20)).toMatchObject({ plan: 'pro', status: 'active', graceUntil: null })
  const types = (await shop.eventsOf(creator)).map(({ type }) => type)
  expect(types.filter(type => type === 'plan.changed')).toHaveLength(3)
  expect(types).toContain('payment.failed')
}, 60_000)

test('what drifted apart is repaired in one go, and the second one changes nothing', async () => {
  const creators = [
    await shop.payer(),
    await shop.payer('enterprise'),
    await shop.payer('pro', 'year'),
  ]
  const books = () =>
    Promise.all(
      creators.map(async ({ workspaceId }) => [
        await shop.api.db
          .selectFrom('billing')
          .innerJoin('workspace', 'workspace.workspace_id', 'billing.workspace_id')
          .selectAll('billing')
          .select('workspace.plan as has')
          .where('billing.workspace_id', '=', workspaceId)
          .executeTakeFirstOrThrow()
          .then(({ synced_at: _, ...row }) => row),
      ]),
    )
  const good = await books()
  for (let drift = 0; drift < 100; drift++) {
    const creator = creators[drift % creators.length]
    if (!creator) continue
    const where = ['workspace_id', '=', creator.workspaceId] as const
    const wrong = [
      { plan: 'free', status: 'canceled' },
      { interval: 'year', next_plan: 'free' },
      { subscription_id: null, period_ends_at: null, monthly_cents: 1 },
      { grace_until: new Date(0), cancels_at: new Date(0), trial_ends_at: null },
    ][drift % 4]
    await shop.api.db
      .updateTable('billing')
      .set(wrong ?? {})
      .where(...where)
      .execute()
    const plan = drift % 2 ? 'free' : 'enterprise'
    await shop.api.db
      .updateTable('workspace')
      .set({ plan })
      .where(...where)
      .execute()
    if (drift % 10 < 9) continue
    await reconcileCustomers(shop.api.deps, NEVER)
    expect(await books()).toEqual(good)
    const count = async () => (await shop.eventsOf(creator)).length
    const events = await count()
    await reconcileCustomers(shop.api.deps, NEVER)
    expect([await books(), await count()]).toEqual([good, events])
  }
}, 60_000)

test('a customer who was deleted at Stripe is on Free, and can come back as another', async () => {
  const creator = await shop.payer()
  await shop.api.deps.payments?.dropCustomer(await shop.customerOf(creator), crypto.randomUUID())
  await shop.heard()
  await reconcileCustomers(shop.api.deps, NEVER)
  const { billing } = creator.browser
  expect(await billing.show.query()).toMatchObject({ plan: 'free' })
  expect(await problemOf(billing.portal.mutate())).toMatchObject({ code: 'conflict' })
  await shop.pay(creator)
  expect(await billing.invoices.query({ cursor: 'in_none_of_theirs' })).toMatchObject({ items: [] })
  expect(await creator.browser.billing.show.query()).toMatchObject({
    ...{ plan: 'pro', status: 'active' },
  })
})

test('a payment of long ago is neither told nor credited anew when it is forgotten', async () => {
  const creator = await shop.payer()
  const { url } = await creator.browser.billing.buyPack.mutate({ packs: 1 })
  await shop.world.pay(pageIn(url))
  await shop.heard()
  const { workspaceId } = creator
  const told = () => shop.eventsOf(creator).then(all => all.map(({ type }) => type))
  const bought = () =>
    shop.api.db
      .selectFrom('quota_usage')
      .select(eb => eb.fn.sum('extra').as('extra'))
      .where('workspace_id', '=', workspaceId)
      .where('period', '>', new Date(Date.now() + 31 * DAY_MS).toISOString().slice(0, 10))
      .executeTakeFirst()
  expect((await told()).filter(type => type === 'payment.received')).toHaveLength(2)
  await spreadEvents(shop.api.deps)
  shop.aheadMs = 100 * DAY_MS
  await keepRetention(shop.api.deps)
  expect(await told()).toEqual([])
  await reconcileCustomers(shop.api.deps, NEVER)
  expect(await told()).toEqual([])
  shop.aheadMs = 440 * DAY_MS
  await keepRetention(shop.api.deps)
  await reconcileCustomers(shop.api.deps, NEVER)
  expect(await bought()).toMatchObject({ extra: null })
})

test('customers about whom Stripe cannot be asked hold up no others', async () => {
  const odd = [await shop.payer(), await shop.payer(), await shop.payer()]
  const good = await shop.payer()
  const customers = await Promise.all(odd.map(shop.customerOf))
  const { payments } = shop.api.deps
  if (!payments) throw new Error('there are no payments')
  const customerState = (customerId: string) =>
    customers.includes(customerId)
      ? Promise.reject(new Error('a price that nobody can read'))
      : payments.customerState(customerId)
  const deps = { ...shop.api.deps, payments: { ...payments, customerState } }
  const drift = (change: { period_ends_at: Date } | { grace_until: Date }) =>
    shop.api.db.updateTable('billing').set(change).execute()
  const rowOf = ({ workspaceId }: Creator) =>
    shop.api.db
      .selectFrom('billing')
      .select(['period_ends_at', 'grace_until'])
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirstOrThrow()
  await drift({ period_ends_at: new Date(0) })
  await reconcileCustomers(deps, NEVER)
  expect((await rowOf(good)).period_ends_at).not.toEqual(new Date(0))
  await drift({ grace_until: new Date(0) })
  for (const customer_id of customers) await messageAbout(customer_id)
  await sweepMessages(deps, NEVER)
  expect((await rowOf(good)).grace_until).toBeNull()
  await sweepMessages(shop.api.deps, NEVER)
})

test('a nightly look that was stopped early goes on with the others the next night', async () => {
  for (let count = 0; count < 3; count++) await shop.payer()
  const { payments } = shop.api.deps
  if (!payments) throw new Error('there are no payments')
  const looks: string[] = []
  const night = async () => {
    const stopping = new AbortController()
    const customerState = (customerId: string) => {
      looks.push(customerId)
      stopping.abort()
      return payments.customerState(customerId)
    }
    const deps = { ...shop.api.deps, payments: { ...payments, customerState } }
    await reconcileCustomers(deps, stopping.signal)
  }
  for (let count = 0; count < 3; count++) await night()
  expect(new Set(looks).size).toBe(3)
})

const messageAbout = (customer_id: string) =>
  shop.api.db
    .insertInto('stripe_event')
    .values({
      ...{ event_id: crypto.randomUUID(), type: 'test', customer_id, is_live: false, body: '{}' },
      created_at: new Date(),
    })
    .execute()

test('where billing is not set up everybody stays on their plan and is told so', async () => {
  const off = await startApi()
  try {
    const { browser } = await off.creator({ plan: 'pro' })
    const shown = await browser.billing.show.query()
    expect(shown).toMatchObject({ isSetUp: false, plan: 'pro', hasPortal: false })
    const wish = browser.billing.checkout.mutate({ plan: 'pro', interval: 'month' })
    expect(await problemOf(wish)).toMatchObject({
      ...{ code: 'unavailable', detail: 'Billing is not set up on this server.' },
    })
    await reconcileCustomers(off.deps, NEVER)
    await sweepMessages(off.deps, NEVER)
  } finally {
    await off.close()
  }
}, 30_000)
