import {
  definitionOf,
  Metadata,
  type Outcome,
  type Platform,
  type PublicationState,
  titleOfWords,
} from '../../contract/index.ts'
import { MINUTE_MS } from '../lib/time.ts'

/** After this long without a word, another device may take a publication over. */
export const SILENT_MS = 15 * MINUTE_MS

const LONGEST_TITLE = 100

export interface Claimed {
  publicationId: string
  state: PublicationState
  deviceId: string | null
  /** Whether the device that holds it still exists. */
  hasDevice: boolean
  /** Whose journal holds it; null when that was not said. */
  installation: string | null
  updatedAt: Date
}

export type Claim =
  /** It is this device's own, and goes on where it was. */
  | 'resume'
  /** Nothing is under way: it begins anew. */
  | 'begin'
  | 'alreadyPublished'
  | 'heldElsewhere'
  /** It may be there, and whoever could say so has forgotten or is gone. */
  | 'inDoubt'

/** Who asks, and which publication they wrote down for it. */
export interface Claimant {
  deviceId: string
  knownAs: string | null
  installation: string | null
}

/** What a device may do with a publication that is already known. */
export function claimFor(found: Claimed, asker: Claimant, now: Date): Claim {
  if (found.state === 'published') return 'alreadyPublished'
  if (found.state === 'failed') return 'begin'
  if (found.deviceId === asker.deviceId) {
    if (found.state !== 'reserved') {
      return asker.knownAs === found.publicationId ? 'resume' : 'inDoubt'
    }
    // Nothing was sent yet, so there is nothing to remember; but a twin may be about to send it.
    if (isSameInstallation(found, asker)) return 'resume'
    return isSilent(found, now) ? 'begin' : 'heldElsewhere'
  }
  // The platform may already have it: only who sent it can find out, so silence frees nothing.
  if (found.state === 'unknown' || found.state === 'confirming') {
    return found.hasDevice ? 'heldElsewhere' : 'inDoubt'
  }
  if (found.state === 'reserved' && !found.hasDevice) return 'begin'
  if (!isSilent(found, now)) return 'heldElsewhere'
  // Its last bytes may have left without a word to us.
  return found.state === 'uploading' ? 'inDoubt' : 'begin'
}

/** Whether it is the same journal that speaks; one that is not named is taken for the same. */
export const isSameInstallation = (
  found: Pick<Claimed, 'installation'>,
  asker: Pick<Claimant, 'installation'>,
) =>
  found.installation === null ||
  asker.installation === null ||
  found.installation === asker.installation

const isSilent = (found: Pick<Claimed, 'updatedAt'>, now: Date) =>
  now.getTime() - found.updatedAt.getTime() >= SILENT_MS

/** Whether words that a device sends again are the ones its upload was begun with. */
export function isSameMetadata(stored: unknown, sent: Metadata): boolean {
  const known = Metadata.safeParse(stored).data
  return known !== undefined && inOrder(known) === inOrder(sent)
}

const inOrder = (metadata: Metadata) => JSON.stringify(metadata, Object.keys(metadata).sort())

/**
 * Whether a person's own look decides: `yes`, or why it does not. What a device is still
 * speaking about is not in doubt yet.
 */
export function mayResolve(found: Claimed, now: Date): 'yes' | 'notSent' | 'underWay' {
  if (found.state === 'reserved') return 'notSent'
  if (found.state !== 'uploading' && found.state !== 'confirming') return 'yes'
  return isSilent(found, now) ? 'yes' : 'underWay'
}

/** The platform's own id in a video's address, so that its figures can be read; else null. */
export const remoteIdIn = (platform: Platform, url: string): string | null =>
  definitionOf(platform).link?.exec(url)?.[1] ?? null

export type OutcomeEffect = 'change' | 'same' | 'conflict'

/** What an outcome does to a publication: published is final, and so is where it is. */
export function effectOf(
  found: { state: PublicationState; remoteId: string | null },
  outcome: Outcome,
): OutcomeEffect {
  if (found.state !== 'published') return 'change'
  if (outcome.state !== 'published') return 'conflict'
  // A person who saw it there knew no id; the device that does completes the row.
  if (found.remoteId === null) return 'change'
  return outcome.remoteId === found.remoteId ? 'same' : 'conflict'
}

type Published = Extract<Outcome, { state: 'published' }>

/** What a publication's row says once its video is public. */
export const publishedAs = ({ state, remoteId, url, publishedAt }: Published, now: Date) => ({
  state,
  percent: 100,
  remote_id: remoteId,
  url,
  published_at: notAfter(publishedAt, now),
  updated_at: now,
  ...{ failure_code: null, reason: null, who_can_fix: null },
})

/** What of a publication's row is written when it ends so. */
export function endingOf(outcome: Outcome, now: Date) {
  if (outcome.state === 'published') return publishedAs(outcome, now)
  const { state, reason } = outcome
  const ending = { state, reason, updated_at: now }
  if (state === 'unknown') return { ...ending, failure_code: null, who_can_fix: null }
  return { ...ending, failure_code: outcome.code, who_can_fix: outcome.whoCanFix }
}

/** A device's clock may run ahead; a video that is told of has been published by now. */
const notAfter = (publishedAt: string, now: Date): string =>
  new Date(Math.min(Date.parse(publishedAt), now.getTime())).toISOString()

/** The line that names a publication in a list: its title, or how its caption begins. */
export function titleOf(metadata: unknown): string {
  const parsed = Metadata.safeParse(metadata)
  if (!parsed.success) return ''
  return [...titleOfWords(parsed.data)].slice(0, LONGEST_TITLE).join('')
}
