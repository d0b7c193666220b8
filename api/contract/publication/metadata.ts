import { z } from 'zod'
import { Metadata, PLATFORMS, Platform } from '../platforms/index.ts'
import { StorableText as Text } from '../text.ts'
import { Sha256 } from './publication.ts'

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
  platforms: z.array(Platform).min(1).max(PLATFORMS.length),
  /** The channels they are for: those with wishes of their own get words of their own. */
  connectionIds: z.array(z.uuid()).max(20).optional(),
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

/** Other words for what waits on a device, from those that stand there now and a wish. */
export const RewriteWords = z.object({
  deviceId: z.uuid(),
  sha256: Sha256,
  connectionId: z.uuid(),
  words: Metadata,
  instruction: Text.trim().min(1).max(500),
})
export type RewriteWords = z.infer<typeof RewriteWords>

/** Who wrote the words, and when it was not the model, why. */
export const MetadataAuthor = z.object({
  kind: z.enum(['model', 'offline']),
  model: z.string().optional(),
  /** Why the model's answer was not used; absent when it was. */
  reason: z.string().optional(),
})
export type MetadataAuthor = z.infer<typeof MetadataAuthor>

/** Words that hold for one channel in place of those for its platform. */
export const ChannelWords = z.object({ connectionId: z.uuid(), metadata: Metadata })
export type ChannelWords = z.infer<typeof ChannelWords>

/** `words` is null when no model could write them: those that were there stay as they are. */
export const Rewritten = z.object({ words: Metadata.nullable(), author: MetadataAuthor })
export type Rewritten = z.infer<typeof Rewritten>
