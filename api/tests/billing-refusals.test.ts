import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Creator } from './harness.ts'
import { START_MS } from './harness.ts'
import { problemOf } from './refusal.ts'
import { CARD_THAT_FAILS_LATER, openShop, type Shop } from './stripe/billing-shop.ts'

const ENTERPRISE = { plan: 'enterprise', interval: 'month' } as const

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
}, START_MS)
afterAll(() => shop?.close())

/** From now on this is the card that pays. */
async function useCard(creator: Creator, card: string): Promise<void> {
  const customer = await shop.customerOf(creator)
  const default_payment_method = await shop.world.useCard(customer, card)
  const [running] = await shop.world.list('subscriptions', { customer })
  await shop.world.post(`subscriptions/${running?.id}`, { default_payment_method })
  await shop.heard()
}

describe('a card that is refused when a plan is changed', () => {
  test('leaves a subscription that was cancelled to its end', async () => {
    const creator = await shop.payer()
    const { cancelsAt } = await creator.browser.billing.cancel.mutate()
    await useCard(creator, CARD_THAT_FAILS_LATER)
    const { billing } = creator.browser
    expect(await problemOf(billing.changePlan.mutate(ENTERPRISE))).toMatchObject({
      ...{ code: 'invalid', detail: expect.stringContaining('Nothing was changed') },
    })
    await shop.heard()
    expect(await billing.show.query()).toMatchObject({ plan: 'pro', nextPlan: 'free', cancelsAt })
  })

  test('leaves the smaller plan that was to come', async () => {
    const creator = await shop.payer('enterprise')
    const { billing } = creator.browser
    await billing.changePlan.mutate({ plan: 'pro', interval: 'month' })
    await useCard(creator, CARD_THAT_FAILS_LATER)
    const yearly = billing.changePlan.mutate({ plan: 'enterprise', interval: 'year' })
    expect(await problemOf(yearly)).toMatchObject({ code: 'invalid' })
    await shop.heard()
    expect(await billing.show.query()).toMatchObject({
      ...{ plan: 'enterprise', interval: 'month', nextPlan: 'pro', nextInterval: 'month' },
    })
  })

  test('is forgotten once there is a better one', async () => {
    const creator = await shop.payer()
    await useCard(creator, CARD_THAT_FAILS_LATER)
    const { billing } = creator.browser
    expect(await problemOf(billing.changePlan.mutate(ENTERPRISE))).toMatchObject({
      code: 'invalid',
    })
    await useCard(creator, 'pm_card_visa')
    expect(await billing.changePlan.mutate(ENTERPRISE)).toMatchObject({ plan: 'enterprise' })
  })
})

test('who never bought anything is not made known to Stripe by a wish without a plan', async () => {
  const { browser } = await shop.api.creator()
  const before = await shop.world.list('customers', {})
  expect(await problemOf(browser.billing.cancel.mutate())).toMatchObject({ code: 'conflict' })
  expect(await problemOf(browser.billing.resume.mutate())).toMatchObject({ code: 'conflict' })
  expect(await problemOf(browser.billing.changePlan.mutate(ENTERPRISE))).toMatchObject({
    code: 'conflict',
  })
  expect(await shop.world.list('customers', {})).toEqual(before)
})

test('a first try whose answer was lost stands in the way of no other', async () => {
  const creator = await shop.api.creator()
  const { billing } = creator.browser
  shop.proxy.holdBack = ({ method, path }) => {
    if (method === 'POST' && path === '/v1/customers') shop.proxy.cutOff = true
  }
  expect(await problemOf(billing.checkout.mutate(ENTERPRISE))).toMatchObject({ code: 'upstream' })
  shop.proxy.holdBack = () => undefined
  shop.proxy.cutOff = false
  await shop.api.db
    .updateTable('workspace')
    .set({ name: 'Another name' })
    .where('workspace_id', '=', creator.workspaceId)
    .execute()
  expect(await billing.checkout.mutate(ENTERPRISE)).toMatchObject({
    url: expect.stringContaining('cs_test_'),
  })
})
