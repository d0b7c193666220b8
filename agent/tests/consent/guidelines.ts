import type { TikTokChoice } from '@content/api/contract/platforms/tiktok'
import type { TikTokOptions } from '../../src/platforms/tiktok/consent.ts'

/** A choice that keeps every guideline. */
export const CHOICE: TikTokChoice = {
  ...{ platform: 'tiktok', privacy: 'PUBLIC_TO_EVERYONE' },
  ...{ allowComment: true, allowDuet: true, allowStitch: true },
  ...{ disclosesContent: true, promotesOwnBrand: true, isPaidPartnership: true },
  ...{ isAiMade: false, agreesToMusicTerms: true, agreesToBrandedPolicy: true },
}

export const OPTIONS: TikTokOptions = {
  ...{ nickname: 'Kitchen', username: 'kitchen', maxDurationMs: 60_000 },
  privacyOptions: ['PUBLIC_TO_EVERYONE', 'SELF_ONLY'],
  ...{ isCommentOff: false, isDuetOff: false, isStitchOff: false },
}

export interface Broken {
  /** Of TikTok's Content Sharing Guidelines. */
  point: number
  rule: string
  choice?: Partial<TikTokChoice>
  /** What the creator's account is like, as the agent reads it. */
  options?: Partial<TikTokOptions>
  /** The same, as the sandbox is told it. */
  settings?: Record<string, unknown>
  says: string
}

const NOBODY = { promotesOwnBrand: false, isPaidPartnership: false }

/** Each guideline that a choice can break, broken once. */
export const BROKEN: Broken[] = [
  {
    ...{ point: 2, rule: 'who can see it is one of the options', says: 'choose who can see it' },
    choice: { privacy: 'FOLLOWER_OF_CREATOR' },
  },
  {
    ...{ point: 2, rule: 'a private account shows to nobody else', says: 'followers' },
    options: { privacyOptions: ['FOLLOWER_OF_CREATOR', 'SELF_ONLY'] },
    settings: { isPrivateAccount: true },
  },
  {
    ...{ point: 2, rule: 'comments stay off', says: 'Comments are switched off' },
    ...{ options: { isCommentOff: true }, settings: { commentDisabled: true } },
  },
  {
    ...{ point: 2, rule: 'duets stay off', says: 'Duets are switched off' },
    ...{ options: { isDuetOff: true }, settings: { duetDisabled: true } },
  },
  {
    ...{ point: 2, rule: 'stitches stay off', says: 'Stitches are switched off' },
    ...{ options: { isStitchOff: true }, settings: { stitchDisabled: true } },
  },
  {
    ...{ point: 3, rule: 'a disclosure says for whom', choice: NOBODY },
    says: 'You need to indicate if your content promotes yourself, a third party, or both.',
  },
  {
    ...{ point: 3, rule: 'branded is not private', choice: { privacy: 'SELF_ONLY' } },
    says: 'Branded content visibility cannot be set to private.',
  },
  {
    ...{ point: 4, rule: 'music is agreed to', choice: { agreesToMusicTerms: false } },
    says: 'Music Usage Confirmation',
  },
  {
    ...{ point: 4, rule: 'branded is agreed to', choice: { agreesToBrandedPolicy: false } },
    says: 'Branded Content Policy',
  },
]
