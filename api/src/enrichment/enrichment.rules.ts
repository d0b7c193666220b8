import type { DraftMaterial, Platform, VideoFacts } from '../../contract/index.ts'
import { definitionOf, Metadata, nameOf } from '../../contract/index.ts'
import { keywordsOf } from './file-name.rules.ts'

type Facts = Pick<VideoFacts, 'fileName' | 'durationMs'> & Partial<VideoFacts>

export interface DraftRequest {
  facts: Facts
  platforms: readonly Platform[]
  language?: string | undefined
}

/** Words for each platform from what the file itself says: the same facts give the same words. */
export function draftMetadata({ facts, platforms, language }: DraftRequest): Metadata[] {
  const day = dayOf(facts.recordedAt, language)
  const name = nameOf(facts.fileName)
  const material: DraftMaterial = {
    title: name ?? plainTitle(facts, day),
    keywords: name === null ? [] : keywordsOf(name),
    recordedOn: day,
    length: lengthOf(facts.durationMs),
  }
  return platforms.map(platform =>
    Metadata.parse({ platform, ...definitionOf(platform).draft(material) }),
  )
}

function plainTitle({ width = 1, height = 0, durationMs }: Facts, day: string | null): string {
  const kind = height > width ? 'Vertical video' : width > height ? 'Video' : 'Square video'
  return day === null ? `${kind}, ${lengthOf(durationMs)}` : `${kind} from ${day}`
}

/** `0:07`, `12:30`, `1:02:03`. */
function lengthOf(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const rest = two(seconds % 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

/** The creator's own calendar day: the date as it was written, whatever its offset from UTC. */
function dayOf(recordedAt: string | undefined, language: string | undefined): string | null {
  if (recordedAt === undefined) return null
  const date = new Date(`${recordedAt.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return null
  return new Intl.DateTimeFormat(known(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    date,
  )
}

function known(language = 'en'): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? 'en'
  } catch {
    return 'en' // The contract's pattern lets through tags that Intl calls malformed.
  }
}

/** All wishes there are, in the order in which they are to be read; null when there is none. */
export const together = (...wishes: (string | null | undefined)[]): string | null =>
  wishes.filter(Boolean).join('\n') || null
