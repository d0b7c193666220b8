import { type FaultRows, type PlatformFaults, rowAt, rowsFrom } from '../../platform-faults/rows.ts'

const LOCKED_OUT = 'YouTube no longer lets us in. Connect it again in the dashboard.'
const QUOTA = 'YouTube allows no more uploads through this service today.'
const BUSY = 'YouTube is busy.'
const CLOSED = 'YouTube says that this channel or Google account is closed or suspended.'
const FIX_WORDS = 'Change the words and approve it again.'
const NOT_UNDERSTOOD = 'YouTube did not understand the request.'

const requests = rowsFrom('YouTube Data API: Errors', {
  authError: [LOCKED_OUT, 'you', 'fiveMinutes', 'connect'],
  UNAUTHENTICATED: [LOCKED_OUT, 'you', 'fiveMinutes', 'connect'],
  youtubeSignupRequired: [
    'This Google account has no YouTube channel yet.',
    'you',
    'never',
    'openPlatform',
  ],
  insufficientPermissions: [
    'The permission to upload was not given. Connect YouTube again and tick every box.',
    'you',
    'never',
    'connect',
  ],
  quotaExceeded: [QUOTA, 'wait', 'pacificMidnight', 'nothing'],
  dailyLimitExceeded: [QUOTA, 'wait', 'pacificMidnight', 'nothing'],
  uploadLimitExceeded: [
    'This channel has reached its daily upload limit.',
    'wait',
    'day',
    'nothing',
  ],
  rateLimitExceeded: [BUSY, 'wait', 'backoff', 'nothing'],
  userRateLimitExceeded: [BUSY, 'wait', 'backoff', 'nothing'],
  servingLimitExceeded: [BUSY, 'wait', 'backoff', 'nothing'],
  RATE_LIMIT_EXCEEDED: [BUSY, 'wait', 'backoff', 'nothing'],
  uploadRateLimitExceeded: [BUSY, 'wait', 'backoff', 'nothing'],
  alreadyExists: [
    'YouTube did not open the upload; it is tried again.',
    'wait',
    'backoff',
    'nothing',
  ],
  internalError: [BUSY, 'wait', 'backoff', 'nothing'],
  backendError: [BUSY, 'wait', 'backoff', 'nothing'],
  notReady: [BUSY, 'wait', 'backoff', 'nothing'],
  invalidTitle: [`YouTube does not take this title. ${FIX_WORDS}`, 'you', 'never', 'changeWords'],
  invalidDescription: [
    `YouTube does not take this description. ${FIX_WORDS}`,
    'you',
    'never',
    'changeWords',
  ],
  invalidTags: [`YouTube does not take these tags. ${FIX_WORDS}`, 'you', 'never', 'changeWords'],
  invalidCategoryId: ['YouTube does not take the category.', 'us', 'never', 'update'],
  invalidPublishAt: ['YouTube does not take the publishing time.', 'you', 'never', 'approve'],
  invalidFilename: ['YouTube does not take the file name.', 'you', 'never', 'replaceFile'],
  invalidRecordingDetails: [NOT_UNDERSTOOD, 'us', 'never', 'update'],
  invalidVideoGameRating: [NOT_UNDERSTOOD, 'us', 'never', 'update'],
  invalidVideoMetadata: [
    `YouTube does not take these words. ${FIX_WORDS}`,
    'you',
    'never',
    'changeWords',
  ],
  defaultLanguageNotSet: [NOT_UNDERSTOOD, 'us', 'never', 'update'],
  mediaBodyRequired: ['YouTube received no video.', 'us', 'never', 'update'],
  invalidImage: ['YouTube cannot use this picture.', 'you', 'never', 'openPlatform'],
  videoNotFound: ['YouTube no longer has this video.', 'you', 'never', 'openPlatform'],
  forbidden: ['YouTube does not allow this for your channel.', 'you', 'never', 'openPlatform'],
  forbiddenPrivacySetting: [
    'YouTube does not allow this visibility here.',
    'you',
    'never',
    'approve',
  ],
  forbiddenLicenseSetting: ['YouTube does not allow this licence here.', 'us', 'never', 'update'],
  accessNotConfigured: ['Our access to YouTube is not set up correctly.', 'us', 'never', 'nothing'],
  channelClosed: [CLOSED, 'you', 'never', 'openPlatform'],
  channelSuspended: [CLOSED, 'you', 'never', 'openPlatform'],
  authenticatedUserAccountClosed: [CLOSED, 'you', 'never', 'openPlatform'],
  authenticatedUserAccountSuspended: [CLOSED, 'you', 'never', 'openPlatform'],
  authenticatedUserNotChannel: [
    'This Google account has no YouTube channel.',
    'you',
    'never',
    'openPlatform',
  ],
  uploadTooLarge: ['The file is larger than YouTube takes.', 'you', 'never', 'replaceFile'],
})

const afterwards = rowsFrom('YouTube Data API: Videos, status', {
  deleted: ['The video was deleted at YouTube.', 'you', 'never', 'retry'],
  'failed.conversion': ['YouTube could not convert this video.', 'you', 'never', 'replaceFile'],
  'failed.invalidFile': ['YouTube could not read this file.', 'you', 'never', 'replaceFile'],
  'failed.emptyFile': ['YouTube received an empty file.', 'us', 'never', 'retry'],
  'failed.tooSmall': ['YouTube says that the file is too small.', 'you', 'never', 'replaceFile'],
  'failed.codec': [
    'YouTube cannot read how this video was encoded.',
    'you',
    'never',
    'replaceFile',
  ],
  'failed.uploadAborted': ['YouTube stopped the upload.', 'you', 'never', 'retry'],
  'rejected.copyright': ['YouTube rejected it: a copyright claim.', 'you', 'never', 'openPlatform'],
  'rejected.inappropriate': [
    'YouTube rejected it as inappropriate.',
    'you',
    'never',
    'openPlatform',
  ],
  'rejected.duplicate': [
    'YouTube rejected it: the channel has this video already.',
    'you',
    'never',
    'openPlatform',
  ],
  'rejected.termsOfUse': [
    'YouTube rejected it under its terms of use.',
    'you',
    'never',
    'openPlatform',
  ],
  'rejected.uploaderAccountSuspended': [CLOSED, 'you', 'never', 'openPlatform'],
  'rejected.uploaderAccountClosed': [CLOSED, 'you', 'never', 'openPlatform'],
  'rejected.length': [
    'YouTube rejected it: too long. Videos over 15 minutes need a verified channel.',
    'you',
    'never',
    'openPlatform',
  ],
  'rejected.claim': [
    'YouTube rejected it: somebody claims the content.',
    'you',
    'never',
    'openPlatform',
  ],
  'rejected.trademark': [
    'YouTube rejected it: a trademark complaint.',
    'you',
    'never',
    'openPlatform',
  ],
  'rejected.legal': ['YouTube rejected it for a legal reason.', 'you', 'never', 'openPlatform'],
})

/** A request's `reason`; `failed.` and `rejected.` + why for videos that YouTube did not keep. */
const YOUTUBE_FAULTS: FaultRows = { ...requests, ...afterwards }

/** What our client finds by itself. */
const YOUTUBE_OWN_FAULTS: FaultRows = rowsFrom('agent: publishing', {
  channel_unverified: [
    'YouTube takes pictures only from channels with a verified phone number.',
    'you',
    'never',
    'openPlatform',
  ],
})

export const youtubeFaults: PlatformFaults = {
  rows: YOUTUBE_FAULTS,
  row: code => rowAt(YOUTUBE_FAULTS, code),
  own: YOUTUBE_OWN_FAULTS,
}
