import type { Plan } from '@content/api/contract'

/** What a plan includes, a line each. */
export function promisesOf(plan: Plan): string[] {
  const { uploadsPerMonth, platforms, historyDays } = plan
  const when = (has: boolean, words: string) => (has ? [words] : [])
  return [
    uploadsPerMonth === null ? 'Uploads without limit' : `${uploadsPerMonth} uploads a month`,
    platforms === null ? 'All platforms' : `${platforms} platform of your choice`,
    historyDays === null ? 'Figures with all their history' : `Figures of ${historyDays} days`,
    ...when(plan.hasOwnPrompts, 'Your own prompts and brand voice'),
    ...when(plan.hasApiAccess, 'API keys and webhooks'),
    ...when(plan.hasWhiteLabel, 'Your name, logo and colour'),
    `Support: ${plan.support}`,
  ]
}
