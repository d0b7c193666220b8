import { z } from 'zod'
import { StorableText as Text } from '../../text.ts'
import { CaptionAnswer, captioned, cutToFit, hashtags } from '../counting.ts'
import type { DraftMaterial } from '../definition.ts'
import { LINKEDIN_TEXT_LIMITS, littleText } from './limits.ts'

const MOST_DRAFTED_HASHTAGS = 3

const fits = (text: string) => littleText(text).length <= LINKEDIN_TEXT_LIMITS.commentaryCharacters

export const LinkedInMetadata = z.object({
  platform: z.literal('linkedin'),
  caption: Text.refine(
    fits,
    'A LinkedIn post has at most 3000 characters; marks such as # and ( count twice.',
  ),
})

export const answer = CaptionAnswer(1200)
export const compose = captioned

export const draft = ({ title, keywords }: DraftMaterial) => {
  const tags = hashtags(keywords.slice(0, MOST_DRAFTED_HASHTAGS))
  const caption = [title, tags].filter(Boolean).join('\n\n')
  return { caption: cutToFit(caption, fits) }
}
