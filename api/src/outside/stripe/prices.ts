import { CURRENCY, PACK, PLANS } from '../../../contract/index.ts'
import type { Stripe } from './client.ts'
import { once } from './client.ts'
import type { Choice } from './payments.ts'
import type { PriceName } from './shapes.ts'
import { choiceOf, PACK_PRICE, planPrice } from './shapes.ts'

export type Prices = ReturnType<typeof createPrices>

/** Prices by name. One that is missing is made, so that amounts are written in our table alone. */
export function createPrices(stripe: Stripe) {
  const ids = new Map<string, string>()
  const choices = new Map<string, Choice | null>()
  const found = async (price: PriceName, fresh: Fresh): Promise<string> => {
    const { ours, byHand, cents } = price
    const known = ids.get(ours)
    if (known !== undefined) return known
    const { data } = await stripe.prices.list({ lookup_keys: [ours, byHand], active: true })
    const fitting = data.find(
      it =>
        it.unit_amount === cents &&
        it.currency === CURRENCY &&
        it.recurring?.interval === fresh.recurring?.interval &&
        (it.recurring?.interval_count ?? 1) === 1,
    )
    const make = { ...fresh, lookup_key: ours, currency: CURRENCY, unit_amount: cents }
    const { id } = fitting ?? (await stripe.prices.create(make, once(`price:${ours}`)))
    ids.set(ours, id)
    return id
  }
  return {
    ofPlan: (choice: Choice) =>
      found(planPrice(choice), {
        recurring: { interval: choice.interval },
        product_data: { name: PLANS[choice.plan].title },
      }),
    ofPack: () =>
      found(PACK_PRICE, { product_data: { name: `${PACK.uploads} more uploads this month` } }),
    /** What a price that is only named by its id is for. */
    choiceOf: async (priceId: string | null): Promise<Choice | null> => {
      if (priceId === null) return null
      const known = choices.get(priceId)
      if (known !== undefined) return known
      const choice = choiceOf((await stripe.prices.retrieve(priceId)).lookup_key)
      choices.set(priceId, choice)
      return choice
    },
  }
}

interface Fresh {
  product_data: { name: string }
  recurring?: { interval: Choice['interval'] }
}
