import type { PlatformFacts } from '../definition.ts'
import { meters } from './limits.ts'

export const instagramFacts = {
  id: 'instagram',
  name: 'Instagram',
  traits: {
    choicePerVideo: false,
    hasTitle: false,
    extrasAfterLive: [],
    captions: 'burned',
    dailySlots: null,
    ownProject: null,
    signsRequests: true,
    renewal: 'while_live',
    takesAccessBack: true,
    canFindLost: true,
    figures: {
      atOnce: 20,
      inOneCall: 1,
      aDay: null,
      onlyAsReturned: false,
      confirmedWithinDays: null,
    },
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
  firstRule: { platform: 'instagram', mode: 'review', shareToFeed: true },
  meters,
} as const satisfies PlatformFacts
