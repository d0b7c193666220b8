import { codePoints, countHashtags, countMentions } from '../counting.ts'
import type { Meter } from '../definition.ts'

/** Instagram Platform, IG User Media: `caption`. */
export const INSTAGRAM_TEXT_LIMITS = {
  captionCharacters: 2200,
  hashtags: 30,
  mentions: 20,
} as const

export const meters: readonly Meter[] = [
  {
    ...{ field: 'caption', unit: 'characters', count: codePoints },
    most: INSTAGRAM_TEXT_LIMITS.captionCharacters,
  },
  {
    ...{ field: 'caption', unit: 'hashtags', count: countHashtags },
    most: INSTAGRAM_TEXT_LIMITS.hashtags,
  },
  {
    ...{ field: 'caption', unit: 'mentions', count: countMentions },
    most: INSTAGRAM_TEXT_LIMITS.mentions,
  },
]
