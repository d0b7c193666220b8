import { z } from 'zod'
import { TikTokMetadata } from './words.ts'

const TikTokPrivacy = z.enum([
  'PUBLIC_TO_EVERYONE',
  'MUTUAL_FOLLOW_FRIENDS',
  'FOLLOWER_OF_CREATOR',
  'SELF_ONLY',
])

/** What people call each of them, and type. */
export const TIKTOK_AUDIENCES: Record<z.infer<typeof TikTokPrivacy>, string> = {
  PUBLIC_TO_EVERYONE: 'everyone',
  MUTUAL_FOLLOW_FRIENDS: 'friends',
  FOLLOWER_OF_CREATOR: 'followers',
  SELF_ONLY: 'only-me',
}

export const TikTokChoice = z.object({
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
})
export type TikTokChoice = z.infer<typeof TikTokChoice>
