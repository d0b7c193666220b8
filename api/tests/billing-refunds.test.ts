/** What Stripe paid back, and where it sends its bills. */
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { reconcileCustomers } from '../src/billing/sync/reconcile-customers.ts'
import { type Creator, START_MS } from './harness.ts'
import { useUploads } from './quota-books.ts'
import { openShop, pageIn, type Shop } from './stripe/billing-shop.ts'

const NEVER = new AbortController().signal
const PACK = 25

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
}, START_MS)
afterAll(() => shop.close())

const quota = ({ key }: Creator) => key.enrichment.quota.query()
const reconcile = () => reconcileCustomers(shop.api.deps, NEVER)

/** Buys packs; the payment that Stripe has for them. */
async function bought(creator: Creator, packs: number): Promise<string> {
  const { url } = await creator.browser.billing.buyPack.mutate({ packs })
  await shop.world.pay(pageIn(url))
  await shop.heard()
  const row = await shop.api.db
    .selectFrom('quota_pack')
    .select('payment_id')
    .where('workspace_id', '=', creator.workspaceId)
    .orderBy('bought_at', 'desc')
    .executeTakeFirstOrThrow()
  return row.payment_id
}

async function refund(payment_intent: string, cents?: number): Promise<void> {
  await shop.world.post('refunds', { payment_intent, ...(cents && { amount: cents }) })
  await shop.heard()
}

describe('packs that are paid back', () => {
  test('are taken back, once, and other packs stay', async () => {
    const creator = await shop.api.creator()
    await bought(creator, 1)
    const second = await bought(creator, 2)
    expect(await quota(creator)).toMatchObject({ limit: 10 + 3 * PACK })
    await refund(second)
    expect(await quota(creator)).toMatchObject({ limit: 10 + PACK, remaining: 10 + PACK })
    await reconcile()
    expect(await quota(creator)).toMatchObject({ limit: 10 + PACK, extra: PACK })
  })

  test('in part are taken back in part', async () => {
    const creator = await shop.api.creator()
    const payment = await bought(creator, 2)
    await refund(payment, 900)
    expect(await quota(creator)).toMatchObject({ extra: PACK })
    await refund(payment, 899)
    expect(await quota(creator)).toMatchObject({ extra: 1 })
  })

  test('keep what was used of them, so that nobody is below nothing', async () => {
    const creator = await shop.api.creator()
    const payment = await bought(creator, 1)
    await useUploads(shop.api.db, creator, 14)
    await refund(payment)
    expect(await quota(creator)).toMatchObject({ used: 14, extra: 4, limit: 14, remaining: 0 })
    await reconcile()
    expect(await quota(creator)).toMatchObject({ used: 14, extra: 4, limit: 14, remaining: 0 })
  })

  test('are taken back although no message of it ever came', async () => {
    const creator = await shop.api.creator()
    const payment = await bought(creator, 1)
    await shop.world.set({ isHolding: true })
    await shop.world.post('refunds', { payment_intent: payment })
    await reconcile()
    await shop.world.set({ isHolding: false })
    expect(await quota(creator)).toMatchObject({ extra: 0, limit: 10 })
  })
})

describe('the address that bills go to', () => {
  const emailOf = async (customer: string) => (await shop.world.get(`customers/${customer}`)).email
  const becomes = ({ personId }: Creator, email: string) =>
    shop.api.db.updateTable('person').set({ email }).where('person_id', '=', personId).execute()

  test('follows the person who pays, with the next reconcile', async () => {
    const creator = await shop.api.creator()
    await bought(creator, 1)
    const customer = await shop.customerOf(creator)
    expect(await emailOf(customer)).toBe(creator.email)
    await becomes(creator, `new-${creator.email}`)
    await reconcile()
    expect(await emailOf(customer)).toBe(`new-${creator.email}`)
  })

  test('stays what they chose at Stripe, until they have another one here', async () => {
    const creator = await shop.api.creator()
    await bought(creator, 1)
    const customer = await shop.customerOf(creator)
    await shop.world.post(`customers/${customer}`, { email: 'books@example.test' })
    await reconcile()
    expect(await emailOf(customer)).toBe('books@example.test')
    await becomes(creator, `other-${creator.email}`)
    await reconcile()
    expect(await emailOf(customer)).toBe(`other-${creator.email}`)
  })
})
