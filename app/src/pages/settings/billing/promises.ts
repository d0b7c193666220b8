import { PLANS, type PlanName } from '@content/api/contract'
import { billingWords } from './words.ts'

/** What a plan includes, a line each. */
export function promisesOf(name: PlanName): string[] {
  const plan = PLANS[name]
  const words = billingWords().promises
  const { uploadsPerMonth, platforms, historyDays } = plan
  const when = (has: boolean, promise: string) => (has ? [promise] : [])
  return [
    uploadsPerMonth === null ? words.noLimit : words.uploads(uploadsPerMonth),
    platforms === null ? words.allPlatforms : words.platforms(platforms),
    historyDays === null ? words.allHistory : words.history(historyDays),
    ...when(plan.hasOwnPrompts, words.prompts),
    ...when(plan.hasApiAccess, words.api),
    ...when(plan.hasWhiteLabel, words.look),
    words.support(name),
  ]
}
