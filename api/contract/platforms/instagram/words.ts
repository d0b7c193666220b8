import { z } from 'zod'
import { StorableText as Text } from '../../text.ts'
import {
  CaptionAnswer,
  captioned,
  codePoints,
  countHashtags,
  countMentions,
  hashtags,
} from '../counting.ts'
import type { DraftMaterial } from '../definition.ts'
import { INSTAGRAM_TEXT_LIMITS } from './limits.ts'

const MOST_DRAFTED_HASHTAGS = 8

export const InstagramMetadata = z.object({
  platform: z.literal('instagram'),
  caption: Text.refine(
    t => codePoints(t) <= INSTAGRAM_TEXT_LIMITS.captionCharacters,
    'An Instagram caption has at most 2200 characters.',
  )
    .refine(
      t => countHashtags(t) <= INSTAGRAM_TEXT_LIMITS.hashtags,
      'An Instagram caption has at most 30 hashtags.',
    )
    .refine(
      t => countMentions(t) <= INSTAGRAM_TEXT_LIMITS.mentions,
      'An Instagram caption has at most 20 mentions.',
    ),
})

export const answer = CaptionAnswer(1500)
export const compose = captioned

export const draft = ({ title, keywords, recordedOn }: DraftMaterial) => ({
  caption: [
    title,
    ...(recordedOn === null || title.includes(recordedOn) ? [] : [recordedOn]),
    '',
    hashtags([...keywords.slice(0, MOST_DRAFTED_HASHTAGS), 'reels']),
  ].join('\n'),
})
