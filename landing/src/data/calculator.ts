import { PACK, PLAN_NAMES, PLANS, type PlanName } from '@content/api/contract'

export interface Way {
  plan: PlanName
  packs: number
  cents: number
}

/** The cheapest way to publish so many videos in a month, paid monthly. */
export function cheapestWay(videos: number): Way {
  const ways = PLAN_NAMES.flatMap(plan => {
    const { uploadsPerMonth, monthlyCents } = PLANS[plan]
    const missing = uploadsPerMonth === null ? 0 : Math.max(0, videos - uploadsPerMonth)
    const packs = Math.ceil(missing / PACK.uploads)
    // Whoever is on Free has one platform only, so packs on top of it are no answer.
    if (packs > PACK.mostAtOnce || (packs > 0 && plan === 'free')) return []
    return [{ plan, packs, cents: monthlyCents + packs * PACK.cents }]
  })
  return ways.reduce((best, way) => (way.cents < best.cents ? way : best))
}

export const EXAMPLES = [10, 30, 60, 100, 150, 200, 300, 500, 1000] as const
