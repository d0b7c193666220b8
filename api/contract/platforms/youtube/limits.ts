import { codePoints, tagsIn, utf8Bytes } from '../counting.ts'
import type { Meter } from '../definition.ts'

/** Data API, videos resource: `snippet.title`, `snippet.description`, `snippet.tags[]`. */
export const YOUTUBE_TEXT_LIMITS = {
  titleCharacters: 100,
  descriptionBytes: 5000,
  tagCharacters: 500,
} as const

/** Separators count, and so do two quotes around a tag that holds a space. */
export function youtubeTagCharacters(tags: readonly string[]): number {
  const own = tags.reduce((sum, tag) => sum + codePoints(tag) + (tag.includes(' ') ? 2 : 0), 0)
  return own + Math.max(0, tags.length - 1)
}

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
