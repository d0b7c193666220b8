import type { PlatformFacts } from '../definition.ts'
import { meters } from './limits.ts'

export const YOUTUBE_VISIBILITIES = ['public', 'unlisted', 'private'] as const

export const youtubeFacts = {
  id: 'youtube',
  name: 'YouTube',
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
    renewal: 'any_time',
    takesAccessBack: true,
    canFindLost: true,
    figures: {
      atOnce: 50,
      inOneCall: 50,
      aDay: 10_000,
      onlyAsReturned: true,
      confirmedWithinDays: 30,
    },
  },
  studio: { words: 'Open YouTube Studio', href: 'https://studio.youtube.com' },
  scopes: {
    'https://www.googleapis.com/auth/youtube.upload': 'upload videos',
    'https://www.googleapis.com/auth/youtube.readonly': 'see your channel and its figures',
  },
  captionsScope: 'https://www.googleapis.com/auth/youtube.force-ssl',
  link: /^https?:\/\/(?:(?:www|m)\.)?(?:youtu\.be\/|youtube\.com\/(?:watch\?v=|shorts\/))([\w-]{11})/,
  visibilities: YOUTUBE_VISIBILITIES,
  firstRule: { platform: 'youtube', mode: 'review', privacy: 'private' },
  meters,
} as const satisfies PlatformFacts
