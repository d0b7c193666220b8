import { z } from 'zod'
import { StorableText as Text } from '../../text.ts'
import { CaptionAnswer, captioned, hashtags } from '../counting.ts'
import type { DraftMaterial } from '../definition.ts'
import { TIKTOK_TEXT_LIMITS } from './limits.ts'

const MOST_DRAFTED_HASHTAGS = 4

export const TikTokMetadata = z.object({
  platform: z.literal('tiktok'),
  caption: Text.refine(
    t => t.length <= TIKTOK_TEXT_LIMITS.captionUtf16,
    'A TikTok caption has at most 2200 UTF-16 units.',
  ),
})

export const answer = CaptionAnswer(300)
export const compose = captioned

export const draft = ({ title, keywords }: DraftMaterial) => ({
  caption: `${title} ${hashtags(keywords.slice(0, MOST_DRAFTED_HASHTAGS))}`.trim(),
})
