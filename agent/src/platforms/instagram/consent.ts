import type { Choice, PublishRule } from '@content/api/contract'
import { NOT_LOOKED_AT, otherRule } from '../consent.ts'
import type { Approval, Consent, Terms } from '../platform.ts'

export interface InstagramTerms extends Terms {
  platform: 'instagram'
  shareToFeed: boolean
}

/** As the rule says, but for what the creator chose for this one video. */
export function consent(rule: PublishRule, choice: Choice | null): Consent<InstagramTerms> {
  if (rule.platform !== 'instagram') throw otherRule()
  const chosen = choice?.platform === 'instagram' ? choice : undefined
  if (rule.mode === 'review' && !chosen) return { kind: 'needed', reason: NOT_LOOKED_AT }
  const shareToFeed = chosen?.shareToFeed ?? rule.shareToFeed
  return { kind: 'given', terms: { platform: 'instagram', shareToFeed } }
}

export const approval: Approval = { flags: [], fields: () => ({}), hint: '' }
