import { z } from 'zod'
import { StorableText as Text } from '../../text.ts'
import { codePoints, cutToFit, tagsIn, utf8Bytes } from '../counting.ts'
import type { DraftMaterial, Meter } from '../definition.ts'

/** Data API, videos resource: `snippet.title`, `snippet.description`, `snippet.tags[]`. */
export const YOUTUBE_TEXT_LIMITS = {
  titleCharacters: 100,
  descriptionBytes: 5000,
  tagCharacters: 500,
} as const
const MOST_DRAFTED_TAGS = 10

const hasAngle = (text: string) => /[<>]/.test(text)

/** Separators count, and so do two quotes around a tag that holds a space. */
export function youtubeTagCharacters(tags: readonly string[]): number {
  const own = tags.reduce((sum, tag) => sum + codePoints(tag) + (tag.includes(' ') ? 2 : 0), 0)
  return own + Math.max(0, tags.length - 1)
}

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

export const meters: readonly Meter[] = [
  {
    ...{ field: 'title', unit: 'characters', count: codePoints },
    most: YOUTUBE_TEXT_LIMITS.titleCharacters,
  },
  {
    ...{ field: 'description', unit: 'bytes', count: utf8Bytes },
    most: YOUTUBE_TEXT_LIMITS.descriptionBytes,
  },
  {
    ...{ field: 'tags', unit: 'characters', most: YOUTUBE_TEXT_LIMITS.tagCharacters },
    count: tags => youtubeTagCharacters(tagsIn(tags)),
  },
]

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
