import { PACK, TRIAL_DAYS } from '../../../contract/index.ts'
import type { Stripe } from './client.ts'
import { once } from './client.ts'
import type { OpenPage, PacksPage, SubscriptionPage } from './payments.ts'
import { portalOpener } from './portal.ts'
import type { Prices } from './prices.ts'

const MOST_ROWS = 100

/** Stripe's own pages, to which we send a person's browser. */
export function pageCalls(stripe: Stripe, prices: Prices) {
  const { sessions } = stripe.checkout
  return {
    async openPages(customer: string): Promise<OpenPage[]> {
      const { data } = await sessions.list({ customer, status: 'open', limit: MOST_ROWS })
      return data.map(({ id, url, metadata }) => ({ id, url, intent: metadata?.intent ?? '' }))
    },
    async closePage(pageId: string, key: string) {
      await sessions.expire(pageId, undefined, once(key))
    },
    async beginSubscription({ choice, hasTrial, ...page }: SubscriptionPage, key: string) {
      const metadata = { workspace_id: page.workspaceId }
      const trial = { trial_period_days: TRIAL_DAYS }
      const session = await sessions.create(
        {
          ...commonOf(page),
          mode: 'subscription',
          line_items: [{ price: await prices.ofPlan(choice), quantity: 1 }],
          subscription_data: { metadata, ...(hasTrial && trial) },
        },
        once(key),
      )
      return addressOf(session)
    },
    async beginPacks({ packs, ...page }: PacksPage, key: string) {
      const { metadata, ...common } = commonOf(page)
      const session = await sessions.create(
        {
          ...common,
          mode: 'payment',
          line_items: [{ price: await prices.ofPack(), quantity: packs }],
          metadata: { ...metadata, uploads: String(packs * PACK.uploads) },
          // A receipt, and a line among the invoices.
          invoice_creation: { enabled: true },
        },
        once(key),
      )
      return addressOf(session)
    },
    beginPortal: portalOpener(stripe, prices),
  }
}

function commonOf({ customerId, workspaceId, intent, doneUrl, backUrl }: Omit<PacksPage, 'packs'>) {
  return {
    customer: customerId,
    client_reference_id: workspaceId,
    metadata: { workspace_id: workspaceId, intent },
    success_url: doneUrl,
    cancel_url: backUrl,
  }
}

function addressOf({ url }: Stripe.Checkout.Session): string {
  if (url === null) throw new Error('the page has no address')
  return url
}
