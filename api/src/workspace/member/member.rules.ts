import type { Role } from '../../../contract/index.ts'
import { reaches } from '../../../contract/index.ts'
import type { Config } from '../../config.ts'

interface Change {
  /** Of the one who asks. */
  asking: Role
  /** Of the one it is about, as it is. */
  before: Role
  /** As it is to be; null when they are to go. */
  after: Role | null
}

/** Why this change of a member is not theirs to make, as a sentence; null when it is. */
export function whyNotChange({ asking, before, after }: Change): string | null {
  if (!reaches(asking, 'admin')) return 'This needs the role of an admin.'
  if (asking === 'owner') return null
  if (before === 'owner') return 'Only an owner changes what an owner may do.'
  return after === 'owner' ? 'Only an owner makes owners.' : null
}

/** Whether a workspace would lose an owner by it. */
export const losesOwner = ({ before, after }: Omit<Change, 'asking'>): boolean =>
  before === 'owner' && after !== 'owner'

/** Where no mails are sent nobody can confirm an address, and nobody is asked to. */
export const asksForProof = ({ mail }: Pick<Config, 'mail'>): boolean => mail.kind !== 'outbox'

/** What somebody reads whose address is not confirmed yet. */
export const UNPROVEN = 'Please confirm your e-mail address first; we sent you a link.'
