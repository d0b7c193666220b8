import { afterAll, afterEach, beforeAll, describe, expect, test } from 'bun:test'
import type { BillingInterval, PaidPlan } from '../contract/index.ts'
import { reconcileCustomers } from '../src/billing/reconcile-customers.ts'
import { sweepMessages } from '../src/billing/sweep-messages.ts'
import { unfinished } from './billing-life.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { problemOf } from './refusal.ts'
import { SECRET, WEBHOOK } from './stripe-messages.ts'
import { type StripeProxy, startWorld, stripeProxy } from './stripe-world.ts'

const DAY_MS = 86_400_000
const NEVER = new AbortController().signal
const CARD_THAT_FAILS_LATER = 'pm_card_chargeCustomerFail'

let world: Awaited<ReturnType<typeof startWorld>>
let proxy: StripeProxy
let api: TestApi
let aheadMs = 0

beforeAll(async () => {
  world = await startWorld()
  proxy = stripeProxy(world.origin)
  const env = { SANDBOX_ORIGINS: `stripe=${proxy.origin}` }
  api = await startApi({ env, now: () => new Date(Date.now() + aheadMs) })
  await world.tell(`${api.url}${WEBHOOK}`, SECRET)
}, START_MS)
afterAll(async () => {
  await api?.close()
  await proxy?.close()
  await world?.close()
})
afterEach(() => {
  proxy.holdBack = () => undefined
  aheadMs = 0
})

const pageIn = (url: string) => /cs_test_\w+/.exec(url)?.[0] ?? ''
const heard = async () => {
  await world.settle()
  await unfinished(api)
}

async function pay(creator: Creator, plan: PaidPlan = 'pro', interval: BillingInterval = 'month') {
  const { url } = await creator.browser.billing.checkout.mutate({ plan, interval })
  await world.pay(pageIn(url))
  await heard()
}

async function customerOf({ workspaceId }: Creator): Promise<string> {
  const row = await api.db
    .selectFrom('billing')
    .select('customer_id')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return row.customer_id
}

/** A creator whose first month is paid: the trial is over as far as Stripe is concerned. */
async function payer(plan: PaidPlan = 'pro', interval: BillingInterval = 'month') {
  const creator = await api.creator()
  await pay(creator, plan, interval)
  const [running] = await world.list('subscriptions', { customer: await customerOf(creator) })
  await world.post(`subscriptions/${running?.id}`, { trial_end: 'now' })
  await heard()
  return creator
}

type Told = { type: string } & Record<string, unknown>
const eventsOf = async ({ workspaceId }: Creator): Promise<Told[]> => {
  const rows = await api.db
    .selectFrom('event')
    .select(['type', 'data'])
    .where('workspace_id', '=', workspaceId)
    .execute()
  return rows.map(({ type, data }) => ({ type, ...(data as object) }))
}

describe('a plan is bought', () => {
  test('on a page of Stripe, begins with a trial, and lifts the limit at once', async () => {
    const creator = await api.creator()
    expect(await creator.browser.billing.show.query()).toMatchObject({
      ...{ isSetUp: true, plan: 'free', status: null, mayTry: true, hasPortal: false },
    })
    await pay(creator)
    const shown = await creator.browser.billing.show.query()
    expect(shown).toMatchObject({
      ...{ plan: 'pro', status: 'trialing', interval: 'month', nextPlan: null },
      ...{ mayTry: false, hasPortal: true, cancelsAt: null, graceUntil: null },
    })
    const days = (Date.parse(shown.trialEndsAt ?? '') - Date.now()) / DAY_MS
    expect(Math.round(days)).toBe(14)
    expect(await creator.key.enrichment.quota.query()).toMatchObject({ plan: 'pro', limit: 100 })
    expect(await eventsOf(creator)).toEqual([{ type: 'plan.changed', from: 'free', to: 'pro' }])
  })

  test('and another one beside it is not', async () => {
    const creator = await payer()
    const second = creator.browser.billing.checkout.mutate({ plan: 'pro', interval: 'year' })
    expect(await problemOf(second)).toMatchObject({ code: 'conflict' })
  })

  test('on one page at a time: a second wish closes the page of the first', async () => {
    const { browser } = await api.creator()
    const page = (plan: PaidPlan) => browser.billing.checkout.mutate({ plan, interval: 'month' })
    const first = await page('pro')
    expect(await page('pro')).toEqual(first)
    const second = await page('enterprise')
    expect(second.url).not.toBe(first.url)
    await expect(world.pay(pageIn(first.url))).rejects.toThrow()
    await world.pay(pageIn(second.url))
    await heard()
    expect(await browser.billing.show.query()).toMatchObject({ plan: 'enterprise' })
  })

  test('with a trial once, whatever became of the first subscription', async () => {
    const creator = await payer()
    const customer = await customerOf(creator)
    const [running] = await world.list('subscriptions', { customer })
    await fetch(`${world.origin}/v1/subscriptions/${running?.id}`, {
      method: 'DELETE',
      headers: { Authorization: 'Bearer sk_test_sandbox' },
    })
    await heard()
    const { browser } = creator
    expect(await browser.billing.show.query()).toMatchObject({ plan: 'free', status: 'canceled' })
    await pay(creator)
    expect(await browser.billing.show.query()).toMatchObject({ plan: 'pro', status: 'active' })
  })

  test('by its owner in person, not by a key', async () => {
    const { key } = await api.creator()
    const choice = { plan: 'pro', interval: 'month' } as const
    expect(await problemOf(key.billing.checkout.mutate(choice))).toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('a plan is changed', () => {
  test('to a larger one at once, for the difference', async () => {
    const creator = await payer()
    const before = (await creator.browser.billing.invoices.query({})).items.length
    const changed = await creator.browser.billing.changePlan.mutate({
      ...{ plan: 'enterprise', interval: 'month' },
    })
    expect(changed).toMatchObject({ plan: 'enterprise', nextPlan: null })
    const { items } = await creator.browser.billing.invoices.query({})
    expect(items).toHaveLength(before + 1)
    expect(items[0]).toMatchObject({ status: 'paid', currency: 'usd' })
    expect(items[0]?.amountCents).toBeLessThanOrEqual(7000)
    expect(await creator.key.enrichment.quota.query()).toMatchObject({ limit: null })
  })

  test('not when the card is refused, and nothing is owed then', async () => {
    const creator = await payer()
    const card = await world.useCard(await customerOf(creator), CARD_THAT_FAILS_LATER)
    const [running] = await world.list('subscriptions', { customer: await customerOf(creator) })
    await world.post(`subscriptions/${running?.id}`, { default_payment_method: card })
    const change = creator.browser.billing.changePlan.mutate({
      ...{ plan: 'enterprise', interval: 'month' },
    })
    expect(await problemOf(change)).toMatchObject({
      code: 'invalid',
      detail: expect.stringContaining('declined'),
    })
    await heard()
    expect(await creator.browser.billing.show.query()).toMatchObject({
      ...{ plan: 'pro', status: 'active' },
    })
  })

  test('to a smaller one when the period ends, unless somebody thinks again', async () => {
    const { browser } = await payer('enterprise')
    const later = await browser.billing.changePlan.mutate({ plan: 'pro', interval: 'month' })
    expect(later).toMatchObject({ plan: 'enterprise', nextPlan: 'pro', nextInterval: 'month' })
    const again = await browser.billing.changePlan.mutate({ plan: 'pro', interval: 'year' })
    expect(again).toMatchObject({ plan: 'enterprise', nextPlan: 'pro', nextInterval: 'year' })
    expect(await browser.billing.resume.mutate()).toMatchObject({ nextPlan: null })
  })

  test('and cancelled for the period’s end, taken back, and cancelled again', async () => {
    const { browser } = await payer()
    const cancelled = await browser.billing.cancel.mutate()
    expect(cancelled).toMatchObject({ plan: 'pro', nextPlan: 'free' })
    expect(cancelled.cancelsAt).toBe(cancelled.periodEndsAt)
    expect(await browser.billing.cancel.mutate()).toEqual(cancelled)
    const resumed = await browser.billing.resume.mutate()
    expect(resumed).toMatchObject({ plan: 'pro', cancelsAt: null, nextPlan: null })
    expect(await browser.billing.cancel.mutate()).toMatchObject({ nextPlan: 'free' })
    // A change of plan says that somebody stays.
    const stays = await browser.billing.changePlan.mutate({ plan: 'enterprise', interval: 'year' })
    expect(stays).toMatchObject({ plan: 'enterprise', interval: 'year', cancelsAt: null })
  })

  test('only where there is one', async () => {
    const { browser } = await api.creator()
    const choice = { plan: 'pro', interval: 'month' } as const
    for (const wish of [
      browser.billing.changePlan.mutate(choice),
      browser.billing.cancel.mutate(),
      browser.billing.resume.mutate(),
      browser.billing.portal.mutate(),
    ]) {
      expect((await problemOf(wish)).code).toBe('conflict')
    }
  })
})

describe('packs', () => {
  test('raise the limit of this month, once per payment, and not the next one', async () => {
    const creator = await api.creator()
    const { url } = await creator.browser.billing.buyPack.mutate({ packs: 2 })
    expect((await creator.browser.billing.show.query()).pack).toMatchObject({ bought: 0 })
    await world.pay(pageIn(url))
    await heard()
    await reconcileCustomers(api.deps, NEVER)
    const { pack } = await creator.browser.billing.show.query()
    expect(pack).toEqual({ uploads: 25, cents: 900, bought: 50 })
    expect(await creator.key.enrichment.quota.query()).toMatchObject({
      ...{ plan: 'free', limit: 60, extra: 50, remaining: 60 },
    })
    aheadMs = 31 * DAY_MS
    expect(await creator.key.enrichment.quota.query()).toMatchObject({ limit: 10, extra: 0 })
  })

  test('are not sold to whoever has no limit', async () => {
    const { browser } = await payer('enterprise')
    const wish = browser.billing.buyPack.mutate({ packs: 1 })
    expect(await problemOf(wish)).toMatchObject({ code: 'conflict' })
    for (const packs of [0, -1, 1.5, 21, 2 ** 31]) {
      const odd = browser.billing.buyPack.mutate({ packs })
      expect(await problemOf(odd)).toMatchObject({ code: 'invalid' })
    }
  })
})

test('a wish whose answer was lost is granted once, however often it is made', async () => {
  const creator = await payer()
  const { browser } = creator
  const before = (await browser.billing.invoices.query({})).items.length
  // Stripe has changed the plan; we die before we know.
  let isLost = true
  proxy.holdBack = ({ method, path }) => {
    if (!isLost || method !== 'POST' || !path.startsWith('/v1/subscriptions/')) return
    isLost = false
    proxy.cutOff = true
  }
  const wish = { plan: 'enterprise', interval: 'month' } as const
  expect(await problemOf(browser.billing.changePlan.mutate(wish))).toMatchObject({
    code: 'upstream',
  })
  proxy.cutOff = false
  expect(await browser.billing.changePlan.mutate(wish)).toMatchObject({ plan: 'enterprise' })
  expect((await browser.billing.invoices.query({})).items).toHaveLength(before + 1)
})

test('a payment that fails leaves seven days, then Free; paying brings the plan back', async () => {
  const creator = await api.creator()
  const { customerId, clockId } = await world.customer('pm_card_visa')
  const row = { workspace_id: creator.workspaceId, customer_id: customerId }
  await api.db.insertInto('billing').values(row).execute()
  const [price] = await world.list('prices', { 'lookup_keys[0]': 'pro_month' })
  await world.post('subscriptions', { customer: customerId, 'items[0][price]': price?.id ?? '' })
  await world.useCard(customerId, CARD_THAT_FAILS_LATER)
  await world.set({ retryDays: [5, 10, 20] })
  const go = async (days: number) => {
    aheadMs = (await world.goOn(clockId, days)).getTime() - Date.now()
    await reconcileCustomers(api.deps, NEVER)
    return creator.browser.billing.show.query()
  }
  const late = await go(32)
  expect(late).toMatchObject({ plan: 'pro', status: 'past_due' })
  expect(Date.parse(late.graceUntil ?? '')).toBeGreaterThan(Date.now() + aheadMs)
  // No message comes when time runs out; the sweep notices by itself.
  aheadMs = Date.parse(late.graceUntil ?? '') - Date.now() + 1000
  await sweepMessages(api.deps, NEVER)
  expect(await creator.browser.billing.show.query()).toMatchObject({ plan: 'free' })
  await world.useCard(customerId, 'pm_card_visa')
  expect(await go(20)).toMatchObject({ plan: 'pro', status: 'active', graceUntil: null })
  const types = (await eventsOf(creator)).map(({ type }) => type)
  expect(types.filter(type => type === 'plan.changed')).toHaveLength(3)
  expect(types).toContain('payment.failed')
}, 60_000)

test('what drifted apart is repaired in one go, and the second one changes nothing', async () => {
  const creators = [await payer(), await payer('enterprise'), await payer('pro', 'year')]
  const books = () =>
    Promise.all(
      creators.map(async ({ workspaceId }) => [
        await api.db
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
    await api.db
      .updateTable('billing')
      .set(wrong ?? {})
      .where(...where)
      .execute()
    const plan = drift % 2 ? 'free' : 'enterprise'
    await api.db
      .updateTable('workspace')
      .set({ plan })
      .where(...where)
      .execute()
    if (drift % 10 < 9) continue
    await reconcileCustomers(api.deps, NEVER)
    expect(await books()).toEqual(good)
    const count = async () => (await eventsOf(creator)).length
    const events = await count()
    await reconcileCustomers(api.deps, NEVER)
    expect([await books(), await count()]).toEqual([good, events])
  }
}, 60_000)

test('a customer who was deleted at Stripe is on Free, and stays so', async () => {
  const creator = await payer()
  await api.deps.payments?.dropCustomer(await customerOf(creator), crypto.randomUUID())
  await heard()
  await reconcileCustomers(api.deps, NEVER)
  expect(await creator.browser.billing.show.query()).toMatchObject({ plan: 'free' })
})

test('invoices come in pages, newest first, and nobody else’s', async () => {
  const creator = await payer()
  await creator.browser.billing.changePlan.mutate({ plan: 'enterprise', interval: 'month' })
  const { billing } = creator.browser
  const all = await billing.invoices.query({})
  const first = await billing.invoices.query({ limit: 1 })
  expect(first.items).toEqual(all.items.slice(0, 1))
  const rest = await billing.invoices.query({ cursor: first.nextCursor ?? '' })
  expect([...first.items, ...rest.items]).toEqual(all.items)
  const stranger = await api.creator()
  expect(await stranger.browser.billing.invoices.query({})).toEqual({
    ...{ items: [], nextCursor: null },
  })
})

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

test('who meets the end of their plan is told which one is larger, and where it is', async () => {
  const creator = await api.creator()
  const refused = creator.person.workspace.saveVoice.mutate({ prompt: 'Shout.' })
  expect(await problemOf(refused)).toMatchObject({
    ...{ code: 'plan_limit', allowedBy: 'pro', upgradeUrl: `${api.url}/billing` },
  })
})
