import type { Meter } from '../definition.ts'

/** TikTok for Developers, Direct Post: `post_info.title`, counted in UTF-16 runes. */
export const TIKTOK_TEXT_LIMITS = { captionUtf16: 2200 } as const

export const meters: readonly Meter[] = [
  {
    ...{ field: 'caption', unit: 'characters', count: text => text.length },
    most: TIKTOK_TEXT_LIMITS.captionUtf16,
  },
]
