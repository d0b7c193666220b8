import { z } from 'zod'
import { rowAt } from '../../platform-faults/rows.ts'
import type { PlatformDefinition } from '../definition.ts'
import { YOUTUBE_FAULTS, YOUTUBE_OWN_FAULTS } from './faults.ts'
import { answer, compose, draft, meters, YouTubeMetadata } from './words.ts'

export const YouTubePrivacy = z.enum(['public', 'unlisted', 'private'])

export const youtube = {
  id: 'youtube',
  name: 'YouTube',
  app: {
    id: 'YOUTUBE_CLIENT_ID',
    secret: 'YOUTUBE_CLIENT_SECRET',
    idSays: 'Our OAuth client at Google.',
    secretSays: 'Its secret.',
  },
  traits: {
    choicePerVideo: false,
    hasTitle: true,
    extrasAfterLive: ['captions', 'cover'],
    captions: 'track',
    dailySlots: { setting: 'YOUTUBE_DAILY_INSERTS', usual: 100 },
    ownProject: {
      name: 'Google project',
      clientId: /^[\w-]{6,120}\.apps\.googleusercontent\.com$/,
      clientIdSays: 'A client id of Google ends in .apps.googleusercontent.com.',
    },
    signsRequests: false,
    renewsOnlyWhileLive: false,
    takesAccessBack: true,
    canFindLost: true,
    figures: { atOnce: 50, onlyAsReturned: true },
  },
  studio: { words: 'Open YouTube Studio', href: 'https://studio.youtube.com' },
  scopes: {
    'https://www.googleapis.com/auth/youtube.upload': 'upload videos',
    'https://www.googleapis.com/auth/youtube.readonly': 'see your channel and its figures',
  },
  captionsScope: 'https://www.googleapis.com/auth/youtube.force-ssl',
  link: /^https?:\/\/(?:(?:www|m)\.)?(?:youtu\.be\/|youtube\.com\/(?:watch\?v=|shorts\/))([\w-]{11})/,
  visibilities: YouTubePrivacy.options,
  metadata: YouTubeMetadata,
  rule: z.object({
    platform: z.literal('youtube'),
    mode: z.enum(['automatic', 'review']),
    privacy: YouTubePrivacy,
    /** YouTube asks of each video whether it is made for children; absent: it is not. */
    madeForKids: z.boolean().optional(),
  }),
  firstRule: { platform: 'youtube', mode: 'review', privacy: 'private' },
  choice: z.object({
    platform: z.literal('youtube'),
    privacy: YouTubePrivacy.optional(),
    madeForKids: z.boolean().optional(),
    words: YouTubeMetadata.optional(),
  }),
  meters,
  answer,
  compose,
  draft,
  faultRows: YOUTUBE_FAULTS,
  fault: code => rowAt(YOUTUBE_FAULTS, code),
  ownFaults: YOUTUBE_OWN_FAULTS,
} as const satisfies PlatformDefinition
