import { afterAll, beforeAll, expect, test } from 'bun:test'
import { START_MS } from './harness.ts'
import { openShop, type Shop } from './stripe/billing-shop.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
}, START_MS)
afterAll(() => shop?.close())

test('a price made for another interval takes no year’s money each month', async () => {
  const { id: product } = await shop.world.post('products', { name: 'By hand' })
  await shop.world.post('prices', {
    ...{ product, currency: 'usd', unit_amount: 29_000, 'recurring[interval]': 'month' },
    ...{ lookup_key: 'pro_year', transfer_lookup_key: 'true' },
  })
  const creator = await shop.api.creator()
  await shop.pay(creator, 'pro', 'year')
  expect(await creator.browser.billing.show.query()).toMatchObject({
    ...{ plan: 'pro', interval: 'year' },
  })
}, 30_000)
