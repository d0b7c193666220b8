import type { PlatformFacts } from '../definition.ts'
import { meters } from './limits.ts'

export const tiktokFacts = {
  id: 'tiktok',
  name: 'TikTok',
  traits: {
    choicePerVideo: true,
    hasTitle: false,
    extrasAfterLive: [],
    captions: 'burned',
    dailySlots: null,
    ownProject: null,
    signsRequests: false,
    renewal: 'any_time',
    takesAccessBack: true,
    canFindLost: true,
    figures: {
      atOnce: 20,
      inOneCall: 20,
      aDay: null,
      onlyAsReturned: false,
      confirmedWithinDays: null,
    },
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
  firstRule: { platform: 'tiktok', mode: 'review' },
  meters,
} as const satisfies PlatformFacts
