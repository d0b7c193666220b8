import { z } from 'zod'
import type { PlatformDefinition } from '../definition.ts'
import { INSTAGRAM_FAULTS, INSTAGRAM_OWN_FAULTS, instagramRow } from './faults.ts'
import { answer, compose, draft, InstagramMetadata, meters } from './words.ts'

export const instagram = {
  id: 'instagram',
  name: 'Instagram',
  app: {
    id: 'META_APP_ID',
    secret: 'META_APP_SECRET',
    idSays: 'Our app at Meta, for Instagram.',
    secretSays: 'Its secret, which also signs what Meta tells us of people who leave.',
  },
  traits: {
    choicePerVideo: false,
    hasTitle: false,
    extrasAfterLive: [],
    captions: 'burned',
    dailySlots: null,
    ownProject: null,
    signsRequests: true,
    renewsOnlyWhileLive: true,
    takesAccessBack: true,
    canFindLost: true,
    figures: { atOnce: 20, onlyAsReturned: false },
  },
  studio: { words: 'Open Instagram', href: 'https://www.instagram.com' },
  scopes: {
    instagram_basic: 'see your Instagram account',
    instagram_content_publish: 'publish reels',
    instagram_manage_insights: 'read the figures of your reels',
    pages_show_list: 'see which Pages you have',
    pages_read_engagement: 'read the Page that your account is linked to',
    business_management: 'see Pages that belong to a business',
  },
  captionsScope: null,
  // A reel's address holds a short code, and its figures are asked for by another id.
  link: null,
  visibilities: [],
  metadata: InstagramMetadata,
  rule: z.object({
    platform: z.literal('instagram'),
    mode: z.enum(['automatic', 'review']),
    shareToFeed: z.boolean(),
  }),
  firstRule: { platform: 'instagram', mode: 'review', shareToFeed: true },
  choice: z.object({
    platform: z.literal('instagram'),
    shareToFeed: z.boolean().optional(),
    words: InstagramMetadata.optional(),
  }),
  meters,
  answer,
  compose,
  draft,
  faultRows: INSTAGRAM_FAULTS,
  fault: instagramRow,
  ownFaults: INSTAGRAM_OWN_FAULTS,
} as const satisfies PlatformDefinition
