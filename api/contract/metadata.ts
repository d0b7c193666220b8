import { z } from 'zod'
import { Platform } from './platforms.ts'
import { StorableText as Text } from './text.ts'

/** Text limits of each platform, with the unit each one counts in. */
export const TEXT_LIMITS = {
  youtube: { titleCharacters: 100, descriptionBytes: 5000, tagCharacters: 500 },
  instagram: { captionCharacters: 2200, hashtags: 30, mentions: 20 },
  tiktok: { captionUtf16: 2200 },
} as const

const utf8Bytes = (text: string) => new TextEncoder().encode(text).length
const codePoints = (text: string) => [...text].length
const hasAngle = (text: string) => /[<>]/.test(text)

/** YouTube counts separators, and two quotes around a tag that holds a space. */
export function youtubeTagCharacters(tags: readonly string[]): number {
  const own = tags.reduce((sum, tag) => sum + codePoints(tag) + (tag.includes(' ') ? 2 : 0), 0)
  return own + Math.max(0, tags.length - 1)
}

export const countHashtags = (text: string) => text.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0
export const countMentions = (text: string) => text.match(/@[\w.]+/g)?.length ?? 0

export const YouTubeMetadata = z.object({
  platform: z.literal('youtube'),
  title: Text.refine(t => t.trim().length > 0, 'YouTube wants a title.')
    .refine(
      t => codePoints(t) <= TEXT_LIMITS.youtube.titleCharacters,
      'A YouTube title has at most 100 characters.',
    )
    .refine(t => !hasAngle(t), 'YouTube does not take < or > in a title.'),
  description: Text.refine(
    t => utf8Bytes(t) <= TEXT_LIMITS.youtube.descriptionBytes,
    'A YouTube description has at most 5000 bytes.',
  ).refine(t => !hasAngle(t), 'YouTube does not take < or > in a description.'),
  tags: z
    .array(Text.refine(t => t.trim().length > 0 && !/[,<>"]/.test(t), 'That is not a YouTube tag.'))
    .refine(
      tags => youtubeTagCharacters(tags) <= TEXT_LIMITS.youtube.tagCharacters,
      'YouTube tags have at most 500 characters together.',
    ),
})

export const InstagramMetadata = z.object({
  platform: z.literal('instagram'),
  caption: Text.refine(
    t => codePoints(t) <= TEXT_LIMITS.instagram.captionCharacters,
    'An Instagram caption has at most 2200 characters.',
  )
    .refine(
      t => countHashtags(t) <= TEXT_LIMITS.instagram.hashtags,
      'An Instagram caption has at most 30 hashtags.',
    )
    .refine(
      t => countMentions(t) <= TEXT_LIMITS.instagram.mentions,
      'An Instagram caption has at most 20 mentions.',
    ),
})

export const TikTokMetadata = z.object({
  platform: z.literal('tiktok'),
  caption: Text.refine(
    t => t.length <= TEXT_LIMITS.tiktok.captionUtf16,
    'A TikTok caption has at most 2200 UTF-16 units.',
  ),
})

/** The words for one platform, already within that platform's limits. Hashtags are in the text. */
export const Metadata = z.discriminatedUnion('platform', [
  YouTubeMetadata,
  InstagramMetadata,
  TikTokMetadata,
])
export type Metadata = z.infer<typeof Metadata>
export type YouTubeMetadata = z.infer<typeof YouTubeMetadata>
export type InstagramMetadata = z.infer<typeof InstagramMetadata>
export type TikTokMetadata = z.infer<typeof TikTokMetadata>

export const VideoFacts = z.object({
  fileName: Text.min(1).max(1024),
  durationMs: z.number().int().min(0).max(864_000_000),
  width: z.number().int().min(1).max(65_535),
  height: z.number().int().min(1).max(65_535),
  fps: z.number().min(0).max(1000),
  hasAudio: z.boolean(),
  recordedAt: z.iso.datetime({ offset: true }).optional(),
})
export type VideoFacts = z.infer<typeof VideoFacts>

/** Facts, words and at most three small JPEG frames; the video itself never travels. */
export const GenerateMetadata = z.object({
  facts: VideoFacts,
  platforms: z.array(Platform).min(1).max(3),
  transcript: Text.max(20_000).optional(),
  /** The creator's own wishes for this video, in plans that have own prompts. */
  prompt: Text.max(2000).optional(),
  /** Base64 JPEG, at most 200 kB each. */
  keyFrames: z.array(z.base64().max(280_000)).max(3).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .optional(),
})
export type GenerateMetadata = z.infer<typeof GenerateMetadata>

/** Who wrote the words, and when it was not the model, why. */
export const MetadataAuthor = z.object({
  kind: z.enum(['model', 'offline']),
  model: z.string().optional(),
  /** Why the model's answer was not used; absent when it was. */
  reason: z.string().optional(),
})
export type MetadataAuthor = z.infer<typeof MetadataAuthor>
