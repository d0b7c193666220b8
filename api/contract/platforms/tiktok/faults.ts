import { type FaultRows, type PlatformFaults, rowAt, rowsFrom } from '../../platform-faults/rows.ts'

const SHAPE = 'TikTok did not understand the request.'
const BUSY = 'TikTok is busy.'
const PERMISSION = 'The permission to post was not given. Connect TikTok again and allow it.'
const OFTEN = 'This TikTok account posted too often today.'
const BANNED = 'TikTok has banned this account from posting.'
const PRIVATE_ONLY =
  'Until TikTok has audited this service, the account has to be private and the video "only me".'

const requests = rowsFrom('TikTok Content Posting API: Errors', {
  access_token_invalid: [
    'TikTok no longer lets us in. Connect it again in the dashboard.',
    'you',
    'fiveMinutes',
    'connect',
  ],
  scope_not_authorized: [PERMISSION, 'you', 'never', 'connect'],
  scope_permission_missed: [PERMISSION, 'you', 'never', 'connect'],
  invalid_param: [SHAPE, 'us', 'never', 'update'],
  invalid_params: [SHAPE, 'us', 'never', 'update'],
  invalid_file_upload: ['TikTok cannot take this file.', 'you', 'never', 'replaceFile'],
  spam_risk_too_many_posts: [OFTEN, 'wait', 'day', 'nothing'],
  spam_risk_too_many_pending_share: [
    'Five drafts wait in the TikTok inbox. Post or delete some there.',
    'you',
    'hour',
    'openPlatform',
  ],
  spam_risk_user_banned_from_posting: [BANNED, 'you', 'never', 'openPlatform'],
  reached_active_user_cap: [
    'This service may not post for more TikTok accounts today.',
    'wait',
    'day',
    'nothing',
  ],
  unaudited_client_can_only_post_to_private_accounts: [
    PRIVATE_ONLY,
    'you',
    'never',
    'openPlatform',
  ],
  privacy_level_option_mismatch: [
    'TikTok no longer offers that visibility. Please choose again.',
    'you',
    'never',
    'approve',
  ],
  url_ownership_unverified: [SHAPE, 'us', 'never', 'nothing'],
  rate_limit_exceeded: ['TikTok asks us to slow down.', 'wait', 'minute', 'nothing'],
  internal_error: [BUSY, 'wait', 'backoff', 'nothing'],
})

const status = rowsFrom('TikTok Content Posting API: Get Post Status', {
  invalid_publish_id: ['TikTok does not know this post.', 'you', 'never', 'openPlatform'],
  token_not_authorized_for_specified_publish_id: [
    'TikTok says that another account made this post. Connect the account that did.',
    'you',
    'never',
    'connect',
  ],
  publish_not_cancellable: ['TikTok no longer stops this post.', 'you', 'never', 'openPlatform'],
  'failed.internal': [
    'TikTok had a fault of its own; it is sent again.',
    'wait',
    'backoff',
    'nothing',
  ],
  'failed.video_pull_failed': [
    'TikTok could not read the upload; it is sent again.',
    'wait',
    'backoff',
    'nothing',
  ],
  'failed.photo_pull_failed': [
    'TikTok could not read the picture; it is sent again.',
    'wait',
    'backoff',
    'nothing',
  ],
  'failed.file_format_check_failed': [
    'TikTok cannot read this kind of video.',
    'you',
    'never',
    'replaceFile',
  ],
  'failed.duration_check_failed': [
    'TikTok does not take a video of this length.',
    'you',
    'never',
    'replaceFile',
  ],
  'failed.frame_rate_check_failed': [
    'TikTok does not take this frame rate.',
    'you',
    'never',
    'replaceFile',
  ],
  'failed.picture_size_check_failed': [
    'TikTok does not take this picture size.',
    'you',
    'never',
    'replaceFile',
  ],
  'failed.spam_risk_too_many_posts': [OFTEN, 'wait', 'day', 'nothing'],
  'failed.spam_risk': ['TikTok took the post for spam.', 'you', 'never', 'openPlatform'],
  'failed.spam_risk_text': ['TikTok took the caption for spam.', 'you', 'never', 'changeWords'],
  'failed.spam_risk_user_banned_from_posting': [BANNED, 'you', 'never', 'openPlatform'],
  'failed.app_version_check_failed': [
    'The TikTok app on your phone is too old for drafts from here. Update it there.',
    'you',
    'never',
    'openPlatform',
  ],
  'failed.auth_removed': [
    'TikTok access was taken back during the upload.',
    'you',
    'never',
    'connect',
  ],
  'failed.publish_cancelled': ['The post was cancelled at TikTok.', 'you', 'never', 'retry'],
})

const bytes = rowsFrom('TikTok Content Posting API: Media Transfer Guide', {
  put_400: [SHAPE, 'us', 'never', 'update'],
  put_403: ['The upload address ran out; it is sent again.', 'wait', 'backoff', 'nothing'],
  put_404: ['TikTok forgot the upload; it is sent again.', 'wait', 'backoff', 'nothing'],
  put_416: ['TikTok has other parts of the file than we sent.', 'wait', 'backoff', 'nothing'],
})

/** A request's code, `failed.` + fail_reason, and `put_` + status where bytes were refused. */
const TIKTOK_FAULTS: FaultRows = { ...requests, ...status, ...bytes }

export const tiktokFaults: PlatformFaults = {
  rows: TIKTOK_FAULTS,
  row: code => rowAt(TIKTOK_FAULTS, code),
  own: {},
}
