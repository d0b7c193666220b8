import type { InvoicePage } from '../../../contract/index.ts'
import type { Stripe } from './client.ts'
import { once, unlessMissing } from './client.ts'
import type { CustomerState, NewCustomer, PaidPack, Payer } from './payments.ts'
import type { Prices } from './prices.ts'
import { idOf, invoiceOf, liveSchedule, nextPriceId, subscriptionOf } from './shapes.ts'

const MOST_ROWS = 100
const LATEST_INVOICES = 24

/** Who pays, and how things stand with them. */
export function customerCalls(stripe: Stripe, prices: Prices) {
  return {
    async createCustomer({ workspaceId, personId, name, email }: NewCustomer, key: string) {
      const metadata = { workspace_id: workspaceId, person_id: personId, told_email: email }
      const { id } = await stripe.customers.create({ name, email, metadata }, once(key))
      return id
    },
    async knowsCustomer(customerId: string) {
      const found = await stripe.customers.retrieve(customerId).catch(unlessMissing(null))
      return found !== null && found.deleted !== true
    },
    async payer(customerId: string): Promise<Payer | null> {
      const found = await stripe.customers.retrieve(customerId).catch(unlessMissing(null))
      if (found === null || found.deleted) return null
      const { person_id, told_email } = found.metadata
      // Whoever pays may have chosen another address on Stripe's own pages; that one stays.
      return { personId: person_id ?? null, email: told_email ?? found.email }
    },
    async changeEmail(customerId: string, email: string, key: string) {
      await stripe.customers.update(
        customerId,
        { email, metadata: { told_email: email } },
        once(key),
      )
    },
    async dropCustomer(customerId: string, key: string) {
      await stripe.customers.del(customerId, undefined, once(key)).catch(unlessMissing(null))
    },
    async customerState(customer: string): Promise<CustomerState> {
      const [subscriptions, invoices, packs] = await Promise.all([
        subscriptionsOf(stripe, prices, customer),
        stripe.invoices.list({ customer, limit: LATEST_INVOICES }).catch(unlessMissing(NONE)),
        packsOf(stripe, customer),
      ])
      return { subscriptions, invoices: invoices.data.flatMap(raw => invoiceOf(raw) ?? []), packs }
    },
    invoices: (customer: string, { limit, cursor }: { limit: number; cursor?: string }) =>
      stripe.invoices
        .list({ customer, limit, ...(cursor !== undefined && { starting_after: cursor }) })
        .then(asPage)
        // Deleted there, or a cursor that was never theirs.
        .catch(unlessMissing<InvoicePage>({ items: [], nextCursor: null })),
  }
}

const NONE = { data: [] }

async function subscriptionsOf(stripe: Stripe, prices: Prices, customer: string) {
  const asked = { customer, status: 'all', limit: MOST_ROWS, expand: ['data.schedule'] } as const
  const { data } = await stripe.subscriptions
    .list({ ...asked, expand: [...asked.expand] })
    .catch(unlessMissing<{ data: Stripe.Subscription[] }>(NONE))
  const ours = data.map(async raw =>
    subscriptionOf(raw, await prices.choiceOf(nextPriceId(liveSchedule(raw)))),
  )
  return (await Promise.all(ours)).filter(subscription => subscription !== null)
}

async function packsOf(stripe: Stripe, customer: string) {
  const expand = ['data.payment_intent.latest_charge']
  const asked = { customer, status: 'complete', limit: MOST_ROWS, expand } as const
  const packs: PaidPack[] = []
  try {
    for await (const {
      mode,
      payment_status,
      payment_intent,
      metadata,
      created,
      id,
    } of stripe.checkout.sessions.list(asked)) {
      const uploads = Number(metadata?.uploads ?? 0)
      if (mode !== 'payment' || payment_status !== 'paid' || uploads <= 0) continue
      const paymentId = idOf(payment_intent) ?? id
      const uploadsKept = uploads - refundedOf(payment_intent, uploads)
      packs.push({ paymentId, uploads, uploadsKept, openedAt: new Date(created * 1000) })
    }
    return packs
  } catch (error) {
    return unlessMissing(packs)(error)
  }
}

/** How many of a pack's uploads were paid back; a part of one was not. */
function refundedOf(intent: Stripe.Checkout.Session['payment_intent'], uploads: number): number {
  const charge = typeof intent === 'object' ? intent?.latest_charge : null
  if (!charge || typeof charge === 'string' || charge.amount === 0) return 0
  return Math.floor((uploads * charge.amount_refunded) / charge.amount)
}

function asPage({ data, has_more }: Stripe.ApiList<Stripe.Invoice>): InvoicePage {
  const items = data.map(raw => ({
    id: raw.id,
    number: raw.number,
    status: raw.status ?? 'draft',
    amountCents: raw.total,
    currency: raw.currency,
    createdAt: new Date(raw.created * 1000).toISOString(),
    url: raw.hosted_invoice_url ?? null,
    pdfUrl: raw.invoice_pdf ?? null,
  }))
  return { items, nextCursor: has_more ? (items.at(-1)?.id ?? null) : null }
}
