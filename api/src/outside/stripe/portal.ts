import { BillingInterval, PaidPlan } from '../../../contract/index.ts'
import type { Stripe } from './client.ts'
import { isDenied, isMissing, isUnsetPortal, once } from './client.ts'
import type { Portal } from './payments.ts'
import type { Prices } from './prices.ts'
import { idOf } from './shapes.ts'

const MADE_FOR = 'content-creation'
const MOST_ROWS = 100

/** Opens Stripe's page for cards, addresses and invoices. */
export function portalOpener(stripe: Stripe, prices: Prices) {
  let known: string | null = null
  return async (customer: string, return_url: string): Promise<Portal> => {
    known ??= await settings(stripe, prices)
    const ours = known !== null && { configuration: known }
    // An old page's address no longer opens, so each call makes its own.
    const key = `portal:${crypto.randomUUID()}`
    try {
      const asked = { customer, return_url, ...ours }
      const { url } = await stripe.billingPortal.sessions.create(asked, once(key))
      return { kind: 'open', url }
    } catch (error) {
      known = null
      if (isUnsetPortal(error)) return { kind: 'unset' }
      if (isMissing(error)) return { kind: 'gone' }
      throw error
    }
  }
}

/**
 * The settings without which Stripe opens no such page, made once and found again by their label.
 * Null when our key may not make any: then those count that somebody saved at Stripe.
 */
async function settings(stripe: Stripe, prices: Prices): Promise<string | null> {
  const { configurations } = stripe.billingPortal
  const choices = PaidPlan.options.flatMap(plan =>
    BillingInterval.options.map(interval => ({ plan, interval })),
  )
  const sold = await Promise.all(choices.map(choice => prices.ofPlan(choice)))
  const metadata = { made_for: MADE_FOR, prices: sold.join(',') }
  try {
    const { data } = await configurations.list({ active: true, limit: MOST_ROWS })
    const found = data.find(it => it.metadata?.made_for === MADE_FOR)
    if (found?.metadata?.prices === metadata.prices) return found.id
    const wanted = { features: featuresOf(await productsOf(stripe, sold)), metadata }
    const key = once(`portal-settings:${found?.id ?? 'new'}:${metadata.prices}`)
    const made = found
      ? await configurations.update(found.id, wanted, key)
      : await configurations.create(wanted, key)
    return made.id
  } catch (error) {
    if (isDenied(error)) return null
    throw error
  }
}

type Features = Stripe.BillingPortal.ConfigurationCreateParams['features']
type Products = Exclude<NonNullable<Features['subscription_update']>['products'], '' | undefined>

async function productsOf(stripe: Stripe, sold: string[]): Promise<Products> {
  const found = await Promise.all(sold.map(id => stripe.prices.retrieve(id)))
  const byProduct = Map.groupBy(found, ({ product }) => idOf(product) ?? '')
  return [...byProduct].map(([product, prices]) => ({ product, prices: prices.map(it => it.id) }))
}

/** What a customer may do there; the same as on our own page, at the same prices. */
const featuresOf = (products: Products): Features => ({
  customer_update: { enabled: true, allowed_updates: ['name', 'email', 'address', 'tax_id'] },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: true, mode: 'at_period_end' },
  subscription_update: {
    ...{ enabled: true, default_allowed_updates: ['price'], products },
    proration_behavior: 'always_invoice',
    schedule_at_period_end: {
      conditions: [{ type: 'decreasing_item_amount' }, { type: 'shortening_interval' }],
    },
  },
})
