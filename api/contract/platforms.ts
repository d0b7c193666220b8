import { z } from 'zod'

export const PLATFORMS = ['youtube', 'instagram', 'tiktok'] as const
export const Platform = z.enum(PLATFORMS)
export type Platform = z.infer<typeof Platform>

export const PLATFORM_NAMES: Record<Platform, string> = {
  youtube: 'YouTube',
  instagram: 'Instagram',
  tiktok: 'TikTok',
}

/** Visibility a creator can choose, in each platform's own words. */
export const YouTubePrivacy = z.enum(['public', 'unlisted', 'private'])
export const TikTokPrivacy = z.enum([
  'PUBLIC_TO_EVERYONE',
  'MUTUAL_FOLLOW_FRIENDS',
  'FOLLOWER_OF_CREATOR',
  'SELF_ONLY',
])
export type YouTubePrivacy = z.infer<typeof YouTubePrivacy>
export type TikTokPrivacy = z.infer<typeof TikTokPrivacy>
