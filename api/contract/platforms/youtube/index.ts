import { z } from 'zod'
import type { PlatformDefinition } from '../definition.ts'
import { YOUTUBE_VISIBILITIES, youtubeFacts } from './facts.ts'
import { answer, compose, draft, YouTubeMetadata } from './words.ts'

const YouTubePrivacy = z.enum(YOUTUBE_VISIBILITIES)

export const youtube = {
  ...youtubeFacts,
  app: {
    id: 'YOUTUBE_CLIENT_ID',
    secret: 'YOUTUBE_CLIENT_SECRET',
    idSays: 'Our OAuth client at Google.',
    secretSays: 'Its secret.',
  },
  metadata: YouTubeMetadata,
  rule: z.object({
    platform: z.literal('youtube'),
    mode: z.enum(['automatic', 'review']),
    privacy: YouTubePrivacy,
    /** YouTube asks of each video whether it is made for children; absent: it is not. */
    madeForKids: z.boolean().optional(),
  }),
  choice: z.object({
    platform: z.literal('youtube'),
    privacy: YouTubePrivacy.optional(),
    madeForKids: z.boolean().optional(),
    words: YouTubeMetadata.optional(),
  }),
  offer: null,
  answer,
  compose,
  draft,
} as const satisfies PlatformDefinition
