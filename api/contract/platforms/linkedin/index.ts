import { z } from 'zod'
import type { PlatformDefinition } from '../definition.ts'
import { LINKEDIN_VISIBILITIES, linkedinFacts } from './facts.ts'
import { answer, compose, draft, LinkedInMetadata } from './words.ts'

export { littleText } from './limits.ts'

const LinkedInVisibility = z.enum(LINKEDIN_VISIBILITIES)

export const linkedin = {
  ...linkedinFacts,
  app: {
    id: 'LINKEDIN_CLIENT_ID',
    secret: 'LINKEDIN_CLIENT_SECRET',
    idSays: 'Our app at LinkedIn.',
    secretSays: 'Its secret.',
  },
  metadata: LinkedInMetadata,
  rule: z.object({
    platform: z.literal('linkedin'),
    mode: z.enum(['automatic', 'review']),
    privacy: LinkedInVisibility,
  }),
  choice: z.object({
    platform: z.literal('linkedin'),
    privacy: LinkedInVisibility.optional(),
    words: LinkedInMetadata.optional(),
  }),
  offer: null,
  answer,
  compose,
  draft,
} as const satisfies PlatformDefinition
