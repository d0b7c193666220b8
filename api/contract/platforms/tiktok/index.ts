import { z } from 'zod'
import { rowAt } from '../../platform-faults/rows.ts'
import type { PlatformDefinition } from '../definition.ts'
import { TIKTOK_FAULTS } from './faults.ts'
import { answer, compose, draft, TikTokMetadata } from './words.ts'

export const TikTokPrivacy = z.enum([
  'PUBLIC_TO_EVERYONE',
  'MUTUAL_FOLLOW_FRIENDS',
  'FOLLOWER_OF_CREATOR',
  'SELF_ONLY',
])

/** What people call each of them, and type. */
export const TIKTOK_AUDIENCES: Record<z.infer<typeof TikTokPrivacy>, string> = {
  PUBLIC_TO_EVERYONE: 'everyone',
  MUTUAL_FOLLOW_FRIENDS: 'friends',
  FOLLOWER_OF_CREATOR: 'followers',
  SELF_ONLY: 'only-me',
}

const TikTokChoice = z.object({
  platform: z.literal('tiktok'),
  privacy: TikTokPrivacy,
  allowComment: z.boolean().default(false),
  allowDuet: z.boolean().default(false),
  allowStitch: z.boolean().default(false),
  /** The disclosure switch; either answer below switches it on too. */
  disclosesContent: z.boolean().optional(),
  /** "Your brand": the creator promotes themselves. */
  promotesOwnBrand: z.boolean().default(false),
  /** "Branded content": a third party pays. */
  isPaidPartnership: z.boolean().default(false),
  isAiMade: z.boolean().default(false),
  /** TikTok's Music Usage Confirmation; nothing is posted without it. */
  agreesToMusicTerms: z.boolean().default(false),
  /** TikTok's Branded Content Policy; a paid partnership is not posted without it. */
  agreesToBrandedPolicy: z.boolean().optional(),
  words: TikTokMetadata.optional(),
})
export type TikTokChoice = z.infer<typeof TikTokChoice>

export const tiktok = {
  id: 'tiktok',
  name: 'TikTok',
  app: {
    id: 'TIKTOK_CLIENT_KEY',
    secret: 'TIKTOK_CLIENT_SECRET',
    idSays: 'Our client at TikTok.',
    secretSays: 'Its secret.',
  },
  traits: {
    choicePerVideo: true,
    hasTitle: false,
    extrasAfterLive: [],
    captions: 'burned',
    dailySlots: null,
    ownProject: null,
    signsRequests: false,
    renewsOnlyWhileLive: false,
    takesAccessBack: true,
    canFindLost: true,
    figures: { atOnce: 20, onlyAsReturned: false },
  },
  studio: { words: 'Open TikTok Studio', href: 'https://www.tiktok.com/tiktokstudio/content' },
  scopes: {
    'user.info.basic': 'see your TikTok name',
    'video.publish': 'publish videos',
    'video.upload': 'send drafts to your inbox',
    'video.list': 'read the figures of your videos',
  },
  captionsScope: null,
  link: /^https?:\/\/(?:www\.)?tiktok\.com\/@[^/]+\/video\/(\d+)/,
  // Asked for each video, never set beforehand.
  visibilities: [],
  metadata: TikTokMetadata,
  // It asks for a choice per video, so only "ask me" and "send a draft to my inbox" exist.
  rule: z.object({ platform: z.literal('tiktok'), mode: z.enum(['review', 'inbox']) }),
  firstRule: { platform: 'tiktok', mode: 'review' },
  choice: TikTokChoice,
  answer,
  compose,
  draft,
  faultRows: TIKTOK_FAULTS,
  fault: code => rowAt(TIKTOK_FAULTS, code),
  ownFaults: {},
} as const satisfies PlatformDefinition
