import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { createStripe } from '../src/outside/stripe/create-stripe.ts'
import { START_MS } from './harness.ts'
import { mailsTo } from './mailbox.ts'
import { problemOf } from './refusal.ts'
import { openShop, type Shop } from './stripe/billing-shop.ts'

const CONFIGURATIONS = 'billing_portal/configurations'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
}, START_MS)
afterAll(() => shop?.close())
afterEach(() => fault('DELETE'))

const fault = async (method: 'POST' | 'DELETE', rule?: object) => {
  const body = rule && JSON.stringify(rule)
  await fetch(`${shop.world.origin}/_sandbox/faults`, { method, ...(body && { body }) })
}

test('an account whose portal nobody has set up gets its settings from us, once', async () => {
  const creator = await shop.payer()
  const { url } = await creator.browser.billing.portal.mutate()
  expect(await (await fetch(url)).text()).toContain('Payment method')
  // Another process of ours, which remembers nothing.
  const { billing } = shop.api.deps.config
  if (billing.kind !== 'stripe') throw new Error('nothing is sold')
  const another = createStripe(billing)
  const customer = await shop.customerOf(creator)
  for (let n = 0; n < 2; n++) {
    expect(await another.beginPortal(customer, 'http://127.0.0.1:9/')).toMatchObject({
      kind: 'open',
    })
  }
  await another.close()
  const made = await shop.world.list(CONFIGURATIONS, { active: 'true' })
  expect(made).toMatchObject([{ metadata: { made_for: 'content-creation' }, is_default: false }])
})

test('settings that sell what is no longer sold are put right, not doubled', async () => {
  const creator = await shop.payer()
  await creator.browser.billing.portal.mutate()
  const [before] = await shop.world.list(CONFIGURATIONS, { active: 'true' })
  await shop.world.post(`${CONFIGURATIONS}/${before?.id}`, { 'metadata[prices]': 'price_of_old' })
  const { billing } = shop.api.deps.config
  if (billing.kind !== 'stripe') throw new Error('nothing is sold')
  const another = createStripe(billing)
  await another.beginPortal(await shop.customerOf(creator), 'http://127.0.0.1:9/')
  await another.close()
  const after = await shop.world.list(CONFIGURATIONS, { active: 'true' })
  expect(after).toMatchObject([{ id: before?.id, metadata: before?.metadata }])
})

test('a key that may not set the page up says whom it takes, and tells them', async () => {
  const own = await openShop()
  const operator = await own.api.creator()
  const row = own.api.db.updateTable('person').set({ is_operator: true })
  await row.where('person_id', '=', operator.personId).execute()
  const creator = await own.payer()
  const denied = { kind: 'status', status: 403 }
  const deny = async () => {
    const rule = { path: '/v1/billing_portal/configurations', times: 1, fault: denied }
    const body = JSON.stringify(rule)
    await fetch(`${own.world.origin}/_sandbox/faults`, { method: 'POST', body })
  }
  await deny()
  const problem = await problemOf(creator.browser.billing.portal.mutate())
  expect(problem).toMatchObject({ code: 'unavailable' })
  expect(problem.detail).toContain('Only those who run this service can mend that')
  const told = (await mailsTo(own.api, operator.email)).filter(it => it.kind === 'operator_alert')
  expect(told.map(({ data }) => String(data.detail))).toEqual([
    expect.stringContaining('Save its settings at Stripe'),
  ])
  // Somebody saves them in the dashboard, and the page opens without our own.
  await own.world.set({ isPortalSaved: true })
  await deny()
  expect((await creator.browser.billing.portal.mutate()).url).toContain('/p/session/')
  expect((await operator.browser.operator.alerts.query()).alerts).toEqual([])
  await own.close()
}, 60_000)
