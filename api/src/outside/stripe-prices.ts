import { CURRENCY, PACK, PLANS, planCents } from '../../contract/index.ts'
import type { Choice } from './payments.ts'
import type { Stripe } from './stripe.ts'
import { choiceOf, PACK_KEY, planKey } from './stripe-shapes.ts'

export type Prices = ReturnType<typeof createPrices>

/** Prices by their names. One that is missing is made, so that amounts are written once: here. */
export function createPrices(stripe: Stripe) {
  const ids = new Map<string, string>()
  const choices = new Map<string, Choice | null>()
  const found = async (key: string, make: () => Promise<Stripe.Price>) => {
    const known = ids.get(key)
    if (known !== undefined) return known
    const { data } = await stripe.prices.list({ lookup_keys: [key], active: true, limit: 1 })
    const { id } = data[0] ?? (await make())
    ids.set(key, id)
    return id
  }
  return {
    ofPlan: (choice: Choice) => {
      const key = planKey(choice)
      const { plan, interval } = choice
      const fresh = {
        ...{ lookup_key: key, currency: CURRENCY, recurring: { interval } },
        unit_amount: planCents(plan, interval),
        product_data: { name: PLANS[plan].title },
      }
      return found(key, () => stripe.prices.create(fresh, { idempotencyKey: key }))
    },
    ofPack: () => {
      const name = `${PACK.uploads} more uploads`
      const amount = { currency: CURRENCY, unit_amount: PACK.cents }
      const fresh = { ...amount, lookup_key: PACK_KEY, product_data: { name } }
      return found(PACK_KEY, () => stripe.prices.create(fresh, { idempotencyKey: PACK_KEY }))
    },
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
