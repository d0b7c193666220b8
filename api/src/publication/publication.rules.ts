import {
  Metadata,
  type Outcome,
  PLANS,
  PLATFORM_NAMES,
  type PlanName,
  type Platform,
  type PublicationState,
  planAllowing,
} from '../../contract/index.ts'

/** After this long without a word, another device may take a publication over. */
export const SILENT_MS = 15 * 60_000

const LONGEST_TITLE = 100

export interface Claimed {
  state: PublicationState
  deviceId: string | null
  /** Whether the device that holds it still exists. */
  hasDevice: boolean
  updatedAt: Date
}

export type Claim =
  /** It is this device's own, and goes on where it was. */
  | 'resume'
  /** Nothing is under way: it begins anew. */
  | 'begin'
  | 'alreadyPublished'
  | 'heldElsewhere'
  /** The device that could find out whether it is there is gone. */
  | 'orphaned'

/** What a device may do with a publication that is already known. */
export function claimFor(found: Claimed, deviceId: string, now: Date): Claim {
  if (found.state === 'published') return 'alreadyPublished'
  if (found.state === 'failed') return 'begin'
  if (found.deviceId === deviceId) return 'resume'
  // The platform may already have it: only who sent it can find out, so silence frees nothing.
  if (found.state === 'unknown' || found.state === 'confirming') {
    return found.hasDevice ? 'heldElsewhere' : 'orphaned'
  }
  if (found.state === 'reserved' && !found.hasDevice) return 'begin'
  return now.getTime() - found.updatedAt.getTime() < SILENT_MS ? 'heldElsewhere' : 'begin'
}

/** Whether the plan lets this workspace publish there; the oldest connections come first. */
export function mayPublishTo(plan: PlanName, platform: Platform, connected: Platform[]): boolean {
  const allowed = PLANS[plan].platforms
  return allowed === null || connected.slice(0, allowed).includes(platform)
}

/** What a creator reads when the plan covers fewer platforms, and the plan that would help. */
export function platformNotIncluded(
  plan: PlanName,
  platform: Platform,
): { sentence: string; allowedBy: PlanName | null } {
  const allowed = PLANS[plan].platforms ?? 0
  const allowedBy = planAllowing(({ platforms }) => platforms === null || platforms > allowed)
  const count = allowed === 1 ? '1 platform' : `${allowed} platforms`
  const covered = `Your ${PLANS[plan].title} plan publishes to ${count}`
  const sentence = `${covered}, and ${PLATFORM_NAMES[platform]} would be one more.`
  return {
    sentence: allowedBy ? `${sentence} ${PLANS[allowedBy].title} includes it.` : sentence,
    allowedBy,
  }
}

export type OutcomeEffect = 'change' | 'same' | 'conflict'

/** What an outcome does to a publication: published is final, and so is where it is. */
export function effectOf(
  found: { state: PublicationState; remoteId: string | null },
  outcome: Outcome,
): OutcomeEffect {
  if (found.state !== 'published') return 'change'
  if (outcome.state !== 'published') return 'conflict'
  return outcome.remoteId === found.remoteId ? 'same' : 'conflict'
}

/** The line that names a publication in a list: its title, or how its caption begins. */
export function titleOf(metadata: unknown): string {
  const parsed = Metadata.safeParse(metadata)
  if (!parsed.success) return ''
  if (parsed.data.platform === 'youtube') return parsed.data.title
  const [line = ''] = parsed.data.caption.trim().split('\n')
  return [...line].slice(0, LONGEST_TITLE).join('')
}
