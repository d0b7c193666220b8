import { afterAll, afterEach, beforeAll, describe, expect, test } from 'bun:test'
import type { PaidPlan } from '../contract/index.ts'
import { reconcileCustomers } from '../src/billing/sync/reconcile-customers.ts'
import { DAY_MS } from '../src/lib/time.ts'
import { START_MS } from './harness.ts'
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

describe('a plan is bought', () => {
  test('on a page of Stripe, begins with a trial, and lifts the limit at once', async () => {
    const creator = await shop.api.creator()
    expect(await creator.browser.billing.show.query()).toMatchObject({
      ...{ isSetUp: true, plan: 'free', status: null, mayTry: true, hasPortal: false },
    })
    await shop.pay(creator)
    const shown = await creator.browser.billing.show.query()
    expect(shown).toMatchObject({
      ...{ plan: 'pro', status: 'trialing', interval: 'month', nextPlan: null },
      ...{ mayTry: false, hasPortal: true, cancelsAt: null, graceUntil: null },
    })
    const days = (Date.parse(shown.trialEndsAt ?? '') - Date.now()) / DAY_MS
    expect(Math.round(days)).toBe(14)
    expect(await creator.key.enrichment.quota.query()).toMatchObject({ plan: 'pro', limit: 100 })
    expect(await shop.eventsOf(creator)).toEqual([
      { type: 'plan.changed', from: 'free', to: 'pro' },
    ])
    const written = await shop.api.db
      .selectFrom('audit')
      .select('detail')
      .where('workspace_id', '=', creator.workspaceId)
      .where('action', '=', 'privilege_permissions_changed:plan')
      .execute()
    expect(written).toEqual([{ detail: { before: 'free', after: 'pro' } }])
  })

  test('and another one beside it is not', async () => {
    const creator = await shop.payer()
    const second = creator.browser.billing.checkout.mutate({ plan: 'pro', interval: 'year' })
    expect(await problemOf(second)).toMatchObject({ code: 'conflict' })
  })

  test('on one page at a time: a second wish closes the page of the first', async () => {
    const { browser } = await shop.api.creator()
    const page = (plan: PaidPlan) => browser.billing.checkout.mutate({ plan, interval: 'month' })
    const first = await page('pro')
    expect(await page('pro')).toEqual(first)
    const second = await page('enterprise')
    expect(second.url).not.toBe(first.url)
    await expect(shop.world.pay(pageIn(first.url))).rejects.toThrow()
    await shop.world.pay(pageIn(second.url))
    await shop.heard()
    expect(await browser.billing.show.query()).toMatchObject({ plan: 'enterprise' })
  })

  test('with a trial once, whatever became of the first subscription', async () => {
    const creator = await shop.payer()
    const customer = await shop.customerOf(creator)
    const [running] = await shop.world.list('subscriptions', { customer })
    await fetch(`${shop.world.origin}/v1/subscriptions/${running?.id}`, {
      method: 'DELETE',
      headers: { Authorization: 'Bearer sk_test_sandbox' },
    })
    await shop.heard()
    const { browser } = creator
    expect(await browser.billing.show.query()).toMatchObject({ plan: 'free', status: 'canceled' })
    await shop.pay(creator)
    expect(await browser.billing.show.query()).toMatchObject({ plan: 'pro', status: 'active' })
  })

  test('by its owner in person, not by a key nor by an admin', async () => {
    const { key, browser, workspaceId } = await shop.api.creator()
    const choice = { plan: 'pro', interval: 'month' } as const
    const { db } = shop.api
    const ours = db.updateTable('member').where('workspace_id', '=', workspaceId)
    await ours.set({ role: 'admin' }).execute()
    expect(await problemOf(browser.billing.checkout.mutate(choice))).toMatchObject({
      ...{ code: 'forbidden', detail: 'This needs the role of an owner.' },
    })
    expect(await browser.billing.show.query()).toMatchObject({ plan: 'free' })
    expect(await problemOf(key.billing.checkout.mutate(choice))).toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('a plan is changed', () => {
  test('to a larger one at once, for the difference', async () => {
    const creator = await shop.payer()
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
    const creator = await shop.payer()
    const card = await shop.world.useCard(await shop.customerOf(creator), CARD_THAT_FAILS_LATER)
    const [running] = await shop.world.list('subscriptions', {
      customer: await shop.customerOf(creator),
    })
    await shop.world.post(`subscriptions/${running?.id}`, { default_payment_method: card })
    const change = creator.browser.billing.changePlan.mutate({
      ...{ plan: 'enterprise', interval: 'month' },
    })
    expect(await problemOf(change)).toMatchObject({
      code: 'invalid',
      detail: expect.stringContaining('declined'),
    })
    await shop.heard()
    expect(await creator.browser.billing.show.query()).toMatchObject({
      ...{ plan: 'pro', status: 'active' },
    })
  })

  test('to a smaller one when the period ends, unless somebody thinks again', async () => {
    const { browser } = await shop.payer('enterprise')
    const later = await browser.billing.changePlan.mutate({ plan: 'pro', interval: 'month' })
    expect(later).toMatchObject({ plan: 'enterprise', nextPlan: 'pro', nextInterval: 'month' })
    const again = await browser.billing.changePlan.mutate({ plan: 'pro', interval: 'year' })
    expect(again).toMatchObject({ plan: 'enterprise', nextPlan: 'pro', nextInterval: 'year' })
    expect(await browser.billing.resume.mutate()).toMatchObject({ nextPlan: null })
  })

  test('and cancelled for the period’s end, taken back, and cancelled again', async () => {
    const { browser } = await shop.payer()
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
    const { browser } = await shop.api.creator()
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
    const creator = await shop.api.creator()
    const { url } = await creator.browser.billing.buyPack.mutate({ packs: 2 })
    expect((await creator.browser.billing.show.query()).pack).toMatchObject({ bought: 0 })
    await shop.world.pay(pageIn(url))
    await shop.heard()
    await reconcileCustomers(shop.api.deps, NEVER)
    const { pack } = await creator.browser.billing.show.query()
    expect(pack).toEqual({ uploads: 25, cents: 900, bought: 50 })
    expect(await creator.key.enrichment.quota.query()).toMatchObject({
      ...{ plan: 'free', limit: 60, extra: 50, remaining: 60 },
    })
    shop.aheadMs = 31 * DAY_MS
    expect(await creator.key.enrichment.quota.query()).toMatchObject({ limit: 10, extra: 0 })
  })

  test('are not sold to whoever has no limit', async () => {
    const { browser } = await shop.payer('enterprise')
    const wish = browser.billing.buyPack.mutate({ packs: 1 })
    expect(await problemOf(wish)).toMatchObject({ code: 'conflict' })
    for (const packs of [0, -1, 1.5, 21, 2 ** 31]) {
      const odd = browser.billing.buyPack.mutate({ packs })
      expect(await problemOf(odd)).toMatchObject({ code: 'invalid' })
    }
  })
})

test('invoices come in pages, newest first, and nobody else’s', async () => {
  const creator = await shop.payer()
  await creator.browser.billing.changePlan.mutate({ plan: 'enterprise', interval: 'month' })
  const { billing } = creator.browser
  const all = await billing.invoices.query({})
  const first = await billing.invoices.query({ limit: 1 })
  expect(first.items).toEqual(all.items.slice(0, 1))
  const rest = await billing.invoices.query({ cursor: first.nextCursor ?? '' })
  expect([...first.items, ...rest.items]).toEqual(all.items)
  const stranger = await shop.api.creator()
  expect(await stranger.browser.billing.invoices.query({})).toEqual({
    ...{ items: [], nextCursor: null },
  })
})

test('who meets the end of their plan is told which one is larger, and where it is', async () => {
  const creator = await shop.api.creator()
  const refused = creator.person.workspace.saveVoice.mutate({ prompt: 'Shout.' })
  expect(await problemOf(refused)).toMatchObject({
    ...{ code: 'plan_limit', allowedBy: 'pro', upgradeUrl: `${shop.api.url}/settings/billing` },
  })
})
