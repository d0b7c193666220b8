import { z } from 'zod'
import { rowAt } from '../../platform-faults/rows.ts'
import type { PlatformDefinition } from '../definition.ts'
import { TikTokChoice } from './choice.ts'
import { TIKTOK_FAULTS } from './faults.ts'
import { answer, compose, draft, meters, TikTokMetadata } from './words.ts'

export * from './choice.ts'
export * from './guidelines.ts'

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
  meters,
  answer,
  compose,
  draft,
  faultRows: TIKTOK_FAULTS,
  fault: code => rowAt(TIKTOK_FAULTS, code),
  ownFaults: {},
} as const satisfies PlatformDefinition
