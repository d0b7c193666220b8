import { DAY_SECONDS } from '../../durations.ts'
import type { Kit } from '../kit/kit.ts'
import type { DemoAccount } from '../kit/oauth.ts'

export interface Outcome {
  uploadStatus: 'processed' | 'failed' | 'rejected'
  failureReason?: string
  rejectionReason?: string
}

export interface YouTubeSettings {
  accessTokenSeconds: number
  /** null is a project in production; 604800 is one in "Testing". */
  refreshTokenSeconds: number | null
  codeSeconds: number
  sessionSeconds: number
  hasChannel: boolean
  isChannelVerified: boolean
  isForcedPrivate: boolean
  processingMs: number
  /** How every video ends, unless `outcomes` names it. */
  outcome: Outcome
  outcomes: Record<string, Outcome>
  /** Projects beside our own: a workspace may bring the client of one. */
  clients: Record<string, string>
  /** Counted for each client apart. */
  dailyInserts: number
  dailySearches: number
  dailyUnits: number
  channelDailyUploads: number
  areLikesHidden: boolean
  areCommentsDisabled: boolean
}

export const YOUTUBE_DEFAULTS: YouTubeSettings = {
  accessTokenSeconds: 3599,
  refreshTokenSeconds: null,
  codeSeconds: 600,
  sessionSeconds: 7 * DAY_SECONDS,
  hasChannel: true,
  isChannelVerified: true,
  isForcedPrivate: false,
  processingMs: 1500,
  outcome: { uploadStatus: 'processed' },
  outcomes: {},
  clients: { '482913560174-sandbox.apps.googleusercontent.com': 'sandbox-own-secret' },
  dailyInserts: 100,
  dailySearches: 100,
  dailyUnits: 10_000,
  channelDailyUploads: 100,
  areLikesHidden: false,
  areCommentsDisabled: false,
}

export const YOUTUBE_ACCOUNTS: DemoAccount[] = [
  { id: 'UCsandboxHarbourKitchen0', name: 'Harbour Kitchen', handle: '@harbourkitchen' },
  { id: 'UCsandboxSecondChannel01', name: 'Night Market Walks', handle: '@nightmarketwalks' },
]

export type YouTubeKit = Kit<YouTubeSettings>
