import type { Choice, PublishRule } from '@content/api/contract'
import { NOT_LOOKED_AT, otherRule } from '../consent.ts'
import type { Approval, Consent, Terms } from '../platform.ts'

type Rule = Extract<PublishRule, { platform: 'linkedin' }>

export interface LinkedInTerms extends Terms {
  platform: 'linkedin'
  privacy: Rule['privacy']
}

/** As the rule says, but for what the creator chose for this one video. */
export function consent(rule: PublishRule, choice: Choice | null): Consent<LinkedInTerms> {
  if (rule.platform !== 'linkedin') throw otherRule()
  const chosen = choice?.platform === 'linkedin' ? choice : undefined
  if (rule.mode === 'review' && !chosen) return { kind: 'needed', reason: NOT_LOOKED_AT }
  return {
    kind: 'given',
    terms: { platform: 'linkedin', privacy: chosen?.privacy ?? rule.privacy },
  }
}

export const approval: Approval = {
  flags: [],
  fields: ({ privacy }) => ({ privacy }),
  hint: '',
}
