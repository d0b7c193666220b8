import { basename } from 'node:path'
import { Metadata, nameOf, type Platform, traitsOf } from '@content/api/contract'

/** Plain words from the file's name alone, for when no model is asked. */
export function draftFromName(path: string, platforms: readonly Platform[]): Metadata[] {
  const title = titleFrom(path)
  return platforms.map(platform =>
    Metadata.parse(
      traitsOf(platform).hasTitle
        ? { platform, title, description: '', tags: [] }
        : { platform, caption: title },
    ),
  )
}

const titleFrom = (path: string) =>
  [...(nameOf(basename(path)) ?? 'Video')].slice(0, 100).join('').trim() || 'Video'
