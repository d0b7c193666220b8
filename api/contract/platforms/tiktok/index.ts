import { z } from 'zod'
import type { PlatformDefinition } from '../definition.ts'
import { TikTokChoice } from './choice.ts'
import { tiktokFacts } from './facts.ts'
import { TikTokOffer } from './guidelines.ts'
import { answer, compose, draft, TikTokMetadata } from './words.ts'

export * from './choice.ts'
export * from './guidelines.ts'

export const tiktok = {
  ...tiktokFacts,
  app: {
    id: 'TIKTOK_CLIENT_KEY',
    secret: 'TIKTOK_CLIENT_SECRET',
    idSays: 'Our client at TikTok.',
    secretSays: 'Its secret.',
  },
  metadata: TikTokMetadata,
  // It asks for a choice per video, so only "ask me" and "send a draft to my inbox" exist.
  rule: z.object({ platform: z.literal('tiktok'), mode: z.enum(['review', 'inbox']) }),
  choice: TikTokChoice,
  offer: TikTokOffer,
  answer,
  compose,
  draft,
} as const satisfies PlatformDefinition
