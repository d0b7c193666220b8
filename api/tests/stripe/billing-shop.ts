/** An api that sells, Stripe's stand-in that tells it what was paid, and somebody who buys. */
import type { BillingInterval, PaidPlan } from '../../contract/index.ts'
import type { Creator, Overrides, TestApi } from '../harness.ts'
import { startApi } from '../harness.ts'
import { unfinished } from './billing-life.ts'
import { SECRET, WEBHOOK } from './stripe-messages.ts'
import { type StripeProxy, startWorld, stripeProxy } from './stripe-world.ts'

export const CARD_THAT_FAILS_LATER = 'pm_card_chargeCustomerFail'

export interface Shop {
  api: TestApi
  world: Awaited<ReturnType<typeof startWorld>>
  proxy: StripeProxy
  /** How far the api's clock is ahead of ours. */
  aheadMs: number
  /** Waits until the api has heard everything and done what follows. */
  heard(): Promise<void>
  pay(creator: Creator, plan?: PaidPlan, interval?: BillingInterval): Promise<void>
  /** A creator whose first bill is paid: the trial is over as far as Stripe is concerned. */
  payer(plan?: PaidPlan, interval?: BillingInterval): Promise<Creator>
  customerOf(creator: Creator): Promise<string>
  eventsOf(creator: Creator): Promise<RecordedEvent[]>
  close(): Promise<void>
}
export type RecordedEvent = { type: string } & Record<string, unknown>

/** The page that an address at Stripe opens. */
export const pageIn = (url: string): string => /cs_test_\w+/.exec(url)?.[0] ?? ''

export async function openShop(given: Overrides = {}): Promise<Shop> {
  const world = await startWorld()
  const proxy = stripeProxy(world.origin)
  const others = given.env?.SANDBOX_ORIGINS
  const origins = [`stripe=${proxy.origin}`, ...(others ? [others] : [])].join(',')
  const env = { ...given.env, SANDBOX_ORIGINS: origins }
  const now = () => new Date(Date.now() + shop.aheadMs)
  const api = await startApi({ now, ...given, env })
  await world.tell(`${api.url}${WEBHOOK}`, SECRET)
  const heard = async () => {
    await world.settle()
    await unfinished(api)
  }
  const shop: Shop = {
    ...{ api, world, proxy, heard, aheadMs: 0 },
    async pay(creator, plan = 'pro', interval = 'month') {
      const { url } = await creator.browser.billing.checkout.mutate({ plan, interval })
      await world.pay(pageIn(url))
      await heard()
    },
    async payer(plan, interval) {
      const creator = await api.creator()
      await shop.pay(creator, plan, interval)
      const customer = await shop.customerOf(creator)
      const [running] = await world.list('subscriptions', { customer })
      await world.post(`subscriptions/${running?.id}`, { trial_end: 'now' })
      await heard()
      return creator
    },
    customerOf: creator => customerOf(api, creator),
    eventsOf: creator => eventsOf(api, creator),
    async close() {
      await api.close()
      await proxy.close()
      await world.close()
    },
  }
  return shop
}

async function customerOf({ db }: TestApi, { workspaceId }: Creator): Promise<string> {
  const row = await db
    .selectFrom('billing')
    .select('customer_id')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return row.customer_id
}

async function eventsOf({ db }: TestApi, { workspaceId }: Creator): Promise<RecordedEvent[]> {
  const rows = await db
    .selectFrom('event')
    .select(['type', 'data'])
    .where('workspace_id', '=', workspaceId)
    .execute()
  return rows.map(({ type, data }) => ({ type, ...(data as object) }))
}
