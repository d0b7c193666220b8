import { z } from 'zod'
import { rowAt } from '../../platform-faults/rows.ts'
import type { PlatformDefinition } from '../definition.ts'
import { LINKEDIN_FAULTS } from './faults.ts'
import { answer, compose, draft, LinkedInMetadata, meters } from './words.ts'

export { littleText } from './words.ts'

const LinkedInVisibility = z.enum(['PUBLIC', 'CONNECTIONS'])

export const linkedin = {
  id: 'linkedin',
  name: 'LinkedIn',
  app: {
    id: 'LINKEDIN_CLIENT_ID',
    secret: 'LINKEDIN_CLIENT_SECRET',
    idSays: 'Our app at LinkedIn.',
    secretSays: 'Its secret.',
  },
  traits: {
    choicePerVideo: false,
    hasTitle: false,
    extrasAfterLive: [],
    captions: 'burned',
    dailySlots: null,
    ownProject: null,
    signsRequests: false,
    renewsOnlyWhileLive: false,
    takesAccessBack: false,
    canFindLost: false,
    figures: { atOnce: 20, onlyAsReturned: false },
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
  visibilities: LinkedInVisibility.options,
  metadata: LinkedInMetadata,
  rule: z.object({
    platform: z.literal('linkedin'),
    mode: z.enum(['automatic', 'review']),
    privacy: LinkedInVisibility,
  }),
  firstRule: { platform: 'linkedin', mode: 'review', privacy: 'PUBLIC' },
  choice: z.object({
    platform: z.literal('linkedin'),
    privacy: LinkedInVisibility.optional(),
    words: LinkedInMetadata.optional(),
  }),
  meters,
  answer,
  compose,
  draft,
  faultRows: LINKEDIN_FAULTS,
  fault: code => rowAt(LINKEDIN_FAULTS, code),
  ownFaults: {},
} as const satisfies PlatformDefinition
