import { z } from 'zod'
import type { PlatformDefinition } from '../definition.ts'
import { instagramFacts } from './facts.ts'
import { answer, compose, draft, InstagramMetadata } from './words.ts'

export const instagram = {
  ...instagramFacts,
  app: {
    id: 'META_APP_ID',
    secret: 'META_APP_SECRET',
    idSays: 'Our app at Meta, for Instagram.',
    secretSays: 'Its secret, which also signs what Meta tells us of people who leave.',
  },
  metadata: InstagramMetadata,
  rule: z.object({
    platform: z.literal('instagram'),
    mode: z.enum(['automatic', 'review']),
    shareToFeed: z.boolean(),
  }),
  choice: z.object({
    platform: z.literal('instagram'),
    shareToFeed: z.boolean().optional(),
    words: InstagramMetadata.optional(),
  }),
  offer: null,
  answer,
  compose,
  draft,
} as const satisfies PlatformDefinition
