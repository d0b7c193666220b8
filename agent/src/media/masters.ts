import type { Platform } from '@content/api/contract'
import type { Facts } from './facts.ts'
import type { Plan, PlanOptions, RepairPlan } from './plan.ts'
import { isRepair, planRendition } from './plan.ts'

/** One file to make, and every platform it serves. */
export interface Master {
  readonly platforms: readonly Platform[]
  readonly plan: Plan
}

/**
 * Plans every platform, and makes one file do for all that can share it: those that need the very
 * same, and those whose encodes differ only in how strict they are.
 */
export function planMasters(
  facts: Facts,
  wanted: readonly Platform[],
  options: Partial<Record<Platform, PlanOptions>> = {},
): Master[] {
  const masters: Master[] = []
  for (const platform of wanted) {
    const plan = planRendition(facts, platform, options[platform])
    const at = masters.findIndex(master => sharedPlan(master.plan, plan) !== null)
    const found = masters[at]
    const shared = found && sharedPlan(found.plan, plan)
    if (found && shared) {
      masters[at] = { platforms: [...found.platforms, platform], plan: shared }
    } else masters.push({ platforms: [platform], plan })
  }
  return masters
}

// A cap a third lower shows at most in the busiest seconds; below that two files are better.
const LEAST_SHARE = 2 / 3

/** The plan of one file that is right for both, if there is one that neither would notice. */
function sharedPlan(one: Plan, other: Plan): Plan | null {
  if (one.kind === 'untouched' && other.kind === 'untouched') return one
  if (!isRepair(one) || !isRepair(other)) return null
  // A new file is without places too, but lacks what its platform would have taken.
  if ((one.kind === 'blank') !== (other.kind === 'blank')) return null
  const video = sharedVideo(one.video, other.video)
  const audio = video && sharedAudio(one, other)
  if (!video || !audio) return null
  const reasons = [...new Set([...one.reasons, ...other.reasons])]
  return { kind: one.kind, reasons, video, audio }
}

function sharedVideo(one: RepairPlan['video'], other: RepairPlan['video']) {
  if (one === 'copy' || other === 'copy') return one === other ? one : null
  const [strict, loose] = one.maxBitRate <= other.maxBitRate ? [one, other] : [other, one]
  const asStrict = { ...loose, maxBitRate: strict.maxBitRate, preset: strict.preset }
  const isSame = JSON.stringify(asStrict) === JSON.stringify(strict)
  return isSame && strict.maxBitRate >= loose.maxBitRate * LEAST_SHARE ? strict : null
}

/** Beside new pictures, new sound is no loss that a second file would be worth. */
function sharedAudio(one: RepairPlan, other: RepairPlan): RepairPlan['audio'] | null {
  if (JSON.stringify(one.audio) === JSON.stringify(other.audio)) return one.audio
  if (one.video === 'copy') return null
  if (one.audio === 'copy') return other.audio
  return other.audio === 'copy' ? one.audio : null
}
