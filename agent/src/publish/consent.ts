import {
  InstagramMetadata,
  type Metadata,
  type PublishRule,
  TikTokMetadata,
  TikTokPrivacy,
  YouTubeMetadata,
  YouTubePrivacy,
} from '@content/api/contract'
import { z } from 'zod'
import { askVisibility, whyNotTikTok } from '../platforms/tiktok/consent.ts'

/** What the creator decided for one video on one connection. */
export const Choice = z.discriminatedUnion('platform', [
  z.object({
    platform: z.literal('youtube'),
    privacy: YouTubePrivacy.optional(),
    madeForKids: z.boolean().optional(),
    words: YouTubeMetadata.optional(),
  }),
  z.object({
    platform: z.literal('instagram'),
    shareToFeed: z.boolean().optional(),
    words: InstagramMetadata.optional(),
  }),
  z.object({
    platform: z.literal('tiktok'),
    privacy: TikTokPrivacy,
    allowComment: z.boolean().default(false),
    allowDuet: z.boolean().default(false),
    allowStitch: z.boolean().default(false),
    /** The disclosure switch; either answer below switches it on too. */
    disclosesContent: z.boolean().optional(),
    /** "Your brand": the creator promotes themselves. */
    promotesOwnBrand: z.boolean().default(false),
    /** "Branded content": a third party pays. */
    isPaidPartnership: z.boolean().default(false),
    isAiMade: z.boolean().default(false),
    /** TikTok's Music Usage Confirmation; nothing is posted without it. */
    agreesToMusicTerms: z.boolean().default(false),
    /** TikTok's Branded Content Policy; a paid partnership is not posted without it. */
    agreesToBrandedPolicy: z.boolean().optional(),
    words: TikTokMetadata.optional(),
  }),
])
export type Choice = z.infer<typeof Choice>
export type TikTokChoice = Extract<Choice, { platform: 'tiktok' }>

/** What TikTok lets this creator choose from, asked before each post. */
export const TikTokOptions = z.object({
  nickname: z.string(),
  username: z.string(),
  privacyOptions: z.array(z.string()),
  isCommentOff: z.boolean(),
  isDuetOff: z.boolean(),
  isStitchOff: z.boolean(),
  maxDurationMs: z.number(),
})
export type TikTokOptions = z.infer<typeof TikTokOptions>

export type Terms =
  | { platform: 'youtube'; privacy: YouTubePrivacy; isMadeForKids: boolean }
  | { platform: 'instagram'; shareToFeed: boolean }
  | { platform: 'tiktok'; kind: 'direct'; choice: TikTokChoice }
  | { platform: 'tiktok'; kind: 'inbox' }

export type Consent = { kind: 'given'; terms: Terms } | { kind: 'needed'; reason: string }

/** May this be published now, and under which terms? No other place answers that. */
export function consentFor(
  rule: PublishRule,
  choice: Choice | null,
  options: TikTokOptions | null,
): Consent {
  if (rule.platform === 'tiktok') return tiktokConsent(rule.mode, choice, options)
  if (rule.mode === 'review' && choice?.platform !== rule.platform) {
    return { kind: 'needed', reason: 'Waiting for you to look at it and approve it.' }
  }
  if (rule.platform === 'youtube') {
    const chosen = choice?.platform === 'youtube' ? choice : undefined
    const privacy = chosen?.privacy ?? rule.privacy
    const isMadeForKids = chosen?.madeForKids ?? rule.madeForKids ?? false
    return { kind: 'given', terms: { platform: 'youtube', privacy, isMadeForKids } }
  }
  const chosen = choice?.platform === 'instagram' ? choice.shareToFeed : undefined
  const shareToFeed = chosen ?? rule.shareToFeed
  return { kind: 'given', terms: { platform: 'instagram', shareToFeed } }
}

function tiktokConsent(
  mode: 'review' | 'inbox',
  choice: Choice | null,
  options: TikTokOptions | null,
): Consent {
  // A draft is finished in TikTok's own app; nothing that was chosen here goes with it.
  if (mode === 'inbox') return { kind: 'given', terms: { platform: 'tiktok', kind: 'inbox' } }
  if (choice?.platform !== 'tiktok') return { kind: 'needed', reason: askVisibility(options) }
  const reason = whyNotTikTok(choice, options)
  return reason
    ? { kind: 'needed', reason }
    : { kind: 'given', terms: { platform: 'tiktok', kind: 'direct', choice } }
}

/** The words to publish: the creator's own where they wrote some, else the drafted ones. */
export function wordsFor(drafts: readonly Metadata[], choice: Choice | null, rule: PublishRule) {
  return choice?.words ?? drafts.find(words => words.platform === rule.platform) ?? null
}
