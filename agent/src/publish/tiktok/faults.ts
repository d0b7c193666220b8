import type { FaultRows } from '../fault-rows.ts'

const SHAPE = 'TikTok did not understand the request.'
const BUSY = 'TikTok is busy.'

/** Request errors, and `failed.` + fail_reason for posts that TikTok gave up on. */
export const TIKTOK_FAULTS: FaultRows = {
  access_token_invalid: [
    'TikTok no longer lets us in. Connect it again in the dashboard.',
    'you',
    'fiveMinutes',
  ],
  scope_not_authorized: [
    'The permission to post was not given. Connect TikTok again and allow it.',
    'you',
    'never',
  ],
  scope_permission_missed: [
    'The permission to post was not given. Connect TikTok again and allow it.',
    'you',
    'never',
  ],
  invalid_param: [SHAPE, 'us', 'never'],
  invalid_params: [SHAPE, 'us', 'never'],
  invalid_file_upload: ['TikTok cannot take this file.', 'you', 'never'],
  spam_risk_too_many_posts: ['This TikTok account posted too often today.', 'wait', 'day'],
  spam_risk_too_many_pending_share: [
    'Five drafts wait in the TikTok inbox. Post or delete some there.',
    'you',
    'hour',
  ],
  spam_risk_user_banned_from_posting: [
    'TikTok has banned this account from posting.',
    'you',
    'never',
  ],
  reached_active_user_cap: [
    'This service may not post for more TikTok accounts today.',
    'wait',
    'day',
  ],
  unaudited_client_can_only_post_to_private_accounts: [
    'Until TikTok has audited this service, the account has to be private and the video "only me".',
    'you',
    'never',
  ],
  privacy_level_option_mismatch: [
    'TikTok no longer offers that visibility. Please choose again.',
    'you',
    'never',
  ],
  url_ownership_unverified: [SHAPE, 'us', 'never'],
  rate_limit_exceeded: ['TikTok asks us to slow down.', 'wait', 'minute'],
  internal_error: [BUSY, 'wait', 'backoff'],
  'failed.internal': ['TikTok had a fault of its own; it is sent again.', 'wait', 'backoff'],
  'failed.file_format_check_failed': ['TikTok cannot read this kind of video.', 'you', 'never'],
  'failed.duration_check_failed': ['TikTok does not take a video of this length.', 'you', 'never'],
  'failed.frame_rate_check_failed': ['TikTok does not take this frame rate.', 'you', 'never'],
  'failed.picture_size_check_failed': ['TikTok does not take this picture size.', 'you', 'never'],
  'failed.spam_risk_too_many_posts': ['This TikTok account posted too often today.', 'wait', 'day'],
  'failed.spam_risk': ['TikTok took the post for spam.', 'you', 'never'],
  'failed.spam_risk_text': ['TikTok took the caption for spam.', 'you', 'never'],
  'failed.spam_risk_user_banned_from_posting': [
    'TikTok has banned this account from posting.',
    'you',
    'never',
  ],
  'failed.auth_removed': ['TikTok access was taken back during the upload.', 'you', 'never'],
  'failed.publish_cancelled': ['The post was cancelled at TikTok.', 'you', 'never'],
}
