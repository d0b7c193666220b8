import type { Period, Plan, PlanName, Platform, Quota } from '../../contract/index.ts'
import { PERIOD_DAYS, PLANS, PLATFORM_NAMES, planAllowing } from '../../contract/index.ts'
import { Fault } from '../lib/fault.ts'

/** What some plans include and others do not, and how a person reads that. */
const FEATURES = {
  ownPrompts: { isIn: plan => plan.hasOwnPrompts, words: 'Your own prompts come' },
  apiAccess: { isIn: plan => plan.hasApiAccess, words: 'Keys for your own programs come' },
  webhooks: { isIn: plan => plan.hasApiAccess, words: 'Webhooks come' },
  whiteLabel: { isIn: plan => plan.hasWhiteLabel, words: 'Your own name, logo and colours come' },
  videoFigures: {
    isIn: plan => plan.analytics === 'advanced',
    words: 'Figures of single videos come',
  },
  figureExport: { isIn: plan => plan.analytics === 'advanced', words: 'Exported figures come' },
} as const satisfies Record<string, { isIn: (plan: Plan) => boolean; words: string }>
export type Feature = keyof typeof FEATURES

/** Whether the plan includes it, where nothing is refused but less is shown. */
export const hasFeature = (plan: PlanName, feature: Feature): boolean =>
  FEATURES[feature].isIn(PLANS[plan])

/** Throws `plan_limit` when the plan does not include it. */
export function requireFeature(plan: PlanName, feature: Feature): void {
  if (hasFeature(plan, feature)) return
  const { isIn, words } = FEATURES[feature]
  throw refusal(planAllowing(isIn), more => `${words} with the ${more} plan.`)
}

/** Throws `plan_limit` when the plan does not look back so far. */
export function requireHistory(plan: PlanName, period: Period): void {
  const wanted = PERIOD_DAYS[period] ?? Number.POSITIVE_INFINITY
  const reaches = ({ historyDays }: Plan) => historyDays === null || wanted <= historyDays
  const { title, historyDays } = PLANS[plan]
  if (reaches(PLANS[plan])) return
  const first = `The ${title} plan shows the last ${historyDays} days.`
  throw refusal(planAllowing(reaches), more => `${more} shows all of them.`, first)
}

/** Throws `plan_limit` when one more platform is more than the plan connects. */
export function requireConnectable(
  plan: PlanName,
  live: readonly string[],
  wanted: Platform,
): void {
  const others = new Set(live.filter(platform => platform !== wanted)).size
  const fits = ({ platforms }: Plan) => platforms === null || others + 1 <= platforms
  if (fits(PLANS[plan])) return
  const { title, platforms } = PLANS[plan]
  const count = platforms === 1 ? 'one platform' : `${platforms} platforms`
  const too = `${PLATFORM_NAMES[wanted]} too comes with`
  const first = `The ${title} plan connects ${count}.`
  throw refusal(planAllowing(fits), more => `${too} the ${more} plan.`, first)
}

/** Throws `plan_limit` when the plan does not cover this platform; it covers the oldest ones. */
export function requirePublishable(
  plan: PlanName,
  wanted: Platform,
  connected: readonly Platform[],
): void {
  const allowed = PLANS[plan].platforms
  if (allowed === null || connected.slice(0, allowed).includes(wanted)) return
  const cheapest = planAllowing(({ platforms }) => platforms === null || platforms > allowed)
  const count = allowed === 1 ? '1 platform' : `${allowed} platforms`
  const covered = `Your ${PLANS[plan].title} plan publishes to ${count}`
  const first = `${covered}, and ${PLATFORM_NAMES[wanted]} would be one more.`
  throw refusal(cheapest, more => `${more} includes it.`, first)
}

/** Throws `plan_limit` when nothing of the month is left. */
export function requireUpload({ plan, limit, remaining }: Quota): void {
  if (remaining === null || remaining > 0) return
  throw uploadsUsedUp({ plan, limit })
}

/** What a creator is told whose uploads are used up; a pack helps until the month ends. */
export function uploadsUsedUp({ plan, limit }: Pick<Quota, 'plan' | 'limit'>): Fault {
  const { title, uploadsPerMonth } = PLANS[plan]
  const more = planAllowing(other => (other.uploadsPerMonth ?? Infinity) > (uploadsPerMonth ?? 0))
  const first = `All ${limit ?? 0} uploads of your ${title} plan are used this month.`
  return refusal(more, () => offer(more), first)
}

function offer(plan: PlanName | null): string {
  if (plan === null) return ''
  const { title, uploadsPerMonth } = PLANS[plan]
  return uploadsPerMonth === null
    ? `${title} has no limit.`
    : `${title} includes ${uploadsPerMonth} a month.`
}

/** The one shape of a refusal: what is so, which plan would help, and that plan by name. */
function refusal(
  allowedBy: PlanName | null,
  help: (title: string) => string,
  first?: string,
): Fault {
  if (allowedBy === null || allowedBy === 'free') return new Fault('plan_limit', first)
  const sentences = [first, help(PLANS[allowedBy].title)].filter(Boolean)
  return new Fault('plan_limit', sentences.join(' '), { allowedBy })
}
