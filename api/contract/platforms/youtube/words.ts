import { z } from 'zod'
import { StorableText as Text } from '../../text.ts'
import { codePoints, cutToFit, utf8Bytes } from '../counting.ts'
import type { DraftMaterial } from '../definition.ts'
import { YOUTUBE_TEXT_LIMITS, youtubeTagCharacters } from './limits.ts'

const MOST_DRAFTED_TAGS = 10

const hasAngle = (text: string) => /[<>]/.test(text)

export const YouTubeMetadata = z.object({
  platform: z.literal('youtube'),
  title: Text.refine(t => t.trim().length > 0, 'YouTube wants a title.')
    .refine(
      t => codePoints(t) <= YOUTUBE_TEXT_LIMITS.titleCharacters,
      'A YouTube title has at most 100 characters.',
    )
    .refine(t => !hasAngle(t), 'YouTube does not take < or > in a title.'),
  description: Text.refine(
    t => utf8Bytes(t) <= YOUTUBE_TEXT_LIMITS.descriptionBytes,
    'A YouTube description has at most 5000 bytes.',
  ).refine(t => !hasAngle(t), 'YouTube does not take < or > in a description.'),
  tags: z
    .array(Text.refine(t => t.trim().length > 0 && !/[,<>"]/.test(t), 'That is not a YouTube tag.'))
    .refine(
      tags => youtubeTagCharacters(tags) <= YOUTUBE_TEXT_LIMITS.tagCharacters,
      'YouTube tags have at most 500 characters together.',
    ),
})
export type YouTubeMetadata = z.infer<typeof YouTubeMetadata>

export const answer = z.object({
  title: z.string().describe('At most 100 characters, without < or >'),
  description: z.string().describe('At most 4000 characters, without < or >'),
  tags: z.array(z.string()).describe('At most 15, together at most 400 characters, no commas'),
})

export const compose = ({ title, description, tags }: z.infer<typeof answer>) => ({
  title: title.trim(),
  description: description.trim(),
  tags: tags.map(tag => tag.replace(/^#+/, '').trim()).filter(Boolean),
})

export const draft = ({ title, keywords, recordedOn, length }: DraftMaterial) => ({
  title: cutToFit(title, text => codePoints(text) <= YOUTUBE_TEXT_LIMITS.titleCharacters),
  description: [
    title,
    '',
    ...(recordedOn === null ? [] : [`Recorded on ${recordedOn}.`]),
    `Length ${length}.`,
  ].join('\n'),
  tags: keywords.slice(0, MOST_DRAFTED_TAGS),
})
