import type { PlatformFacts } from '../definition.ts'
import { meters } from './limits.ts'

export const LINKEDIN_VISIBILITIES = ['PUBLIC', 'CONNECTIONS'] as const

export const linkedinFacts = {
  id: 'linkedin',
  name: 'LinkedIn',
  traits: {
    choicePerVideo: false,
    hasTitle: false,
    extrasAfterLive: [],
    captions: 'burned',
    dailySlots: null,
    ownProject: null,
    signsRequests: false,
    renewal: 'never',
    takesAccessBack: false,
    canFindLost: false,
    figures: {
      atOnce: 20,
      inOneCall: 20,
      aDay: null,
      onlyAsReturned: false,
      confirmedWithinDays: null,
    },
  },
  studio: {
    words: 'Open LinkedIn',
    href: 'https://www.linkedin.com/in/me/recent-activity/videos/',
  },
  scopes: {
    openid: 'know which LinkedIn member you are',
    profile: 'see your name',
    w_member_social: 'publish posts',
  },
  captionsScope: null,
  // The address that people copy names an activity, not the post that we made; and no open scope
  // reads a member's posts, so that no figures would come of it.
  link: null,
  visibilities: LINKEDIN_VISIBILITIES,
  firstRule: { platform: 'linkedin', mode: 'review', privacy: 'PUBLIC' },
  meters,
} as const satisfies PlatformFacts
