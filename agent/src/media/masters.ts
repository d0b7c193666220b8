import type { Platform } from '@content/api/contract'
import type { Facts } from './facts.ts'
import type { Plan, PlanOptions, RepairPlan } from './plan.ts'
import { planRendition } from './plan.ts'

/** One file to make, and every platform it serves. */
export interface Master {
  readonly platforms: readonly Platform[]
  readonly plan: Plan
}

/** Plans every platform and joins those that need the very same file, so that it is made once. */
export function planMasters(
  facts: Facts,
  wanted: readonly Platform[],
  options: Partial<Record<Platform, PlanOptions>> = {},
): Master[] {
  const masters = new Map<string, Master>()
  for (const platform of wanted) {
    const plan = planRendition(facts, platform, options[platform])
    const key = plan.kind === 'refused' ? platform : shapeOf(plan)
    const same = masters.get(key)
    masters.set(key, same ? joined(same, platform, plan) : { platforms: [platform], plan })
  }
  return [...masters.values()]
}

/** What the file will be, without why. */
function shapeOf(plan: Exclude<Plan, { kind: 'refused' }>): string {
  return plan.kind === 'untouched' ? plan.kind : JSON.stringify([plan.video, plan.audio])
}

function joined(master: Master, platform: Platform, plan: Plan): Master {
  const platforms = [...master.platforms, platform]
  if (!isRepair(master.plan) || !isRepair(plan)) return { ...master, platforms }
  const reasons = [...new Set([...master.plan.reasons, ...plan.reasons])]
  return { platforms, plan: { ...master.plan, reasons } }
}

function isRepair(plan: Plan): plan is RepairPlan {
  return plan.kind !== 'untouched' && plan.kind !== 'refused'
}
