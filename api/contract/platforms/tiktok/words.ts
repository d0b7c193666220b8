import { z } from 'zod'
import { StorableText as Text } from '../../text.ts'
import { CaptionAnswer, captioned, hashtags } from '../counting.ts'
import type { DraftMaterial, Meter } from '../definition.ts'

/** TikTok for Developers, Direct Post: `post_info.title`, counted in UTF-16 runes. */
export const TIKTOK_TEXT_LIMITS = { captionUtf16: 2200 } as const
const MOST_DRAFTED_HASHTAGS = 4

export const TikTokMetadata = z.object({
  platform: z.literal('tiktok'),
  caption: Text.refine(
    t => t.length <= TIKTOK_TEXT_LIMITS.captionUtf16,
    'A TikTok caption has at most 2200 UTF-16 units.',
  ),
})

export const meters: readonly Meter[] = [
  {
    ...{ field: 'caption', unit: 'characters', count: text => text.length },
    most: TIKTOK_TEXT_LIMITS.captionUtf16,
  },
]

export const answer = CaptionAnswer(300)
export const compose = captioned

export const draft = ({ title, keywords }: DraftMaterial) => ({
  caption: `${title} ${hashtags(keywords.slice(0, MOST_DRAFTED_HASHTAGS))}`.trim(),
})
