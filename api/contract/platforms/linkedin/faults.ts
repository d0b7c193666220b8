import { type FaultRows, type PlatformFaults, rowAt, rowsFrom } from '../../platform-faults/rows.ts'

const RECONNECT = 'LinkedIn no longer lets us in. Connect it again in the dashboard.'
const BUSY = 'LinkedIn is busy.'
const NOT_UNDERSTOOD = 'LinkedIn did not understand the request.'
const NEWER =
  'LinkedIn no longer serves the interface that this program speaks. A newer program does.'
const AGAIN = 'The upload has to start anew; it is sent again.'

/** Keyed by `code` of the error; by `http_` and a status where it names none. */
const LINKEDIN_FAULTS: FaultRows = rowsFrom('Microsoft Learn, LinkedIn: error handling', {
  http_401: [RECONNECT, 'you', 'fiveMinutes', 'connect'],
  INVALID_ACCESS_TOKEN: [RECONNECT, 'you', 'fiveMinutes', 'connect'],
  EMPTY_ACCESS_TOKEN: [RECONNECT, 'you', 'fiveMinutes', 'connect'],
  EXPIRED_ACCESS_TOKEN: [RECONNECT, 'you', 'fiveMinutes', 'connect'],
  REVOKED_ACCESS_TOKEN: [RECONNECT, 'you', 'fiveMinutes', 'connect'],
  ACCESS_DENIED: [
    'LinkedIn did not give the permission to post. Connect it again and allow it.',
    'you',
    'never',
    'connect',
  ],
  http_426: [NEWER, 'us', 'never', 'update'],
  NONEXISTENT_VERSION: [NEWER, 'us', 'never', 'update'],
  VERSION_MISSING: [NOT_UNDERSTOOD, 'us', 'never', 'update'],
  CONFLICT: [BUSY, 'wait', 'backoff', 'nothing'],
  TOO_MANY_REQUESTS: ['LinkedIn takes no more from this member today.', 'wait', 'hour', 'nothing'],
  http_429: ['LinkedIn takes no more from this member today.', 'wait', 'hour', 'nothing'],
  MEDIA_ASSET_WAITING_UPLOAD: ['LinkedIn is processing the video.', 'wait', 'backoff', 'nothing'],
  MEDIA_ASSET_PROCESSING_FAILED: [
    'LinkedIn could not process the video.',
    'you',
    'never',
    'replaceFile',
  ],
  EXPIRED_UPLOAD_URL: [AGAIN, 'wait', 'backoff', 'nothing'],
  UPDATING_ASSET_FAILED: [AGAIN, 'wait', 'backoff', 'nothing'],
  FIELD_LENGTH_TOO_LONG: [
    'The text is too long for LinkedIn. Change it and approve again.',
    'you',
    'never',
    'changeWords',
  ],
  DUPLICATE_POST: [
    'You posted the same text on LinkedIn before. Change it and approve again.',
    'you',
    'never',
    'changeWords',
  ],
  MISSING_FIELD: [NOT_UNDERSTOOD, 'us', 'never', 'update'],
  INVALID_VALUE_FOR_FIELD: [NOT_UNDERSTOOD, 'us', 'never', 'update'],
  INVALID_URN_TYPE: [NOT_UNDERSTOOD, 'us', 'never', 'update'],
  INVALID_URN_ID: [NOT_UNDERSTOOD, 'us', 'never', 'update'],
  INVALID_VIDEO_ID: [NOT_UNDERSTOOD, 'us', 'never', 'update'],
})

export const linkedinFaults: PlatformFaults = {
  rows: LINKEDIN_FAULTS,
  row: code => rowAt(LINKEDIN_FAULTS, code),
  own: {},
}
