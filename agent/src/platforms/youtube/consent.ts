import type { Choice, PublishRule } from '@content/api/contract'
import { NOT_LOOKED_AT, otherRule } from '../consent.ts'
import type { Approval, Consent, Terms } from '../platform.ts'

type Rule = Extract<PublishRule, { platform: 'youtube' }>

export interface YouTubeTerms extends Terms {
  platform: 'youtube'
  privacy: Rule['privacy']
  isMadeForKids: boolean
}

/** As the rule says, but for what the creator chose for this one video. */
export function consent(rule: PublishRule, choice: Choice | null): Consent<YouTubeTerms> {
  if (rule.platform !== 'youtube') throw otherRule()
  const chosen = choice?.platform === 'youtube' ? choice : undefined
  if (rule.mode === 'review' && !chosen) return { kind: 'needed', reason: NOT_LOOKED_AT }
  const privacy = chosen?.privacy ?? rule.privacy
  const isMadeForKids = chosen?.madeForKids ?? rule.madeForKids ?? false
  return { kind: 'given', terms: { platform: 'youtube', privacy, isMadeForKids } }
}

export const approval: Approval = {
  flags: [
    ['--made-for-kids', 'it is made for children, whatever the rule says'],
    ['--no-made-for-kids', 'it is not'],
  ],
  fields: ({ privacy, madeForKids }) => ({ privacy, madeForKids }),
  hint: '',
}
