import { describe, expect, test } from 'bun:test'
import { FAULTS } from '../faults.ts'
import { faultsOf } from '../platforms/faults.ts'
import { PLATFORMS, type Platform } from '../platforms/index.ts'
import { AGENT_FAULTS, type FaultRow, faultRow, platformRow } from './index.ts'

// Copied by hand from the platforms' pages, so that a row that is lost is missed.
const TOLD = {
  youtube: `authError UNAUTHENTICATED youtubeSignupRequired insufficientPermissions
    quotaExceeded dailyLimitExceeded uploadLimitExceeded rateLimitExceeded userRateLimitExceeded
    servingLimitExceeded RATE_LIMIT_EXCEEDED internalError backendError notReady invalidTitle
    invalidDescription invalidTags invalidCategoryId invalidPublishAt invalidFilename
    invalidRecordingDetails invalidVideoGameRating invalidVideoMetadata defaultLanguageNotSet
    mediaBodyRequired forbidden forbiddenPrivacySetting forbiddenLicenseSetting
    accessNotConfigured channelClosed channelSuspended authenticatedUserAccountClosed
    authenticatedUserAccountSuspended authenticatedUserNotChannel uploadTooLarge invalidImage
    videoNotFound uploadRateLimitExceeded alreadyExists deleted failed.conversion failed.invalidFile
    failed.emptyFile failed.tooSmall failed.codec failed.uploadAborted rejected.copyright
    rejected.inappropriate rejected.duplicate rejected.termsOfUse
    rejected.uploaderAccountSuspended rejected.length rejected.claim
    rejected.uploaderAccountClosed rejected.trademark rejected.legal`,
  instagram: `190 190/463 190/460 190/458 190/459 190/467 10 200 201 250 299 100/33 1 2 4 17 32
    613 80001 80002 4/2207051 9/2207042 25/2207050 24/2207006 24/2207008 9007/2207027 352/2207026
    36004/2207010 1/2207057 100/2207023 9004/2207052 -2/2207003 -1/2207001 -1/2207032 -2/2207020
    -1/2207053 2207076 2207077 2207081 2207082 2207085 368 341`,
  tiktok: `access_token_invalid scope_not_authorized scope_permission_missed invalid_param
    invalid_params invalid_file_upload spam_risk_too_many_posts spam_risk_user_banned_from_posting
    reached_active_user_cap unaudited_client_can_only_post_to_private_accounts
    privacy_level_option_mismatch url_ownership_unverified rate_limit_exceeded internal_error
    invalid_publish_id token_not_authorized_for_specified_publish_id publish_not_cancellable
    spam_risk_too_many_pending_share failed.internal failed.video_pull_failed
    failed.photo_pull_failed failed.file_format_check_failed failed.duration_check_failed
    failed.frame_rate_check_failed failed.picture_size_check_failed
    failed.spam_risk_too_many_posts failed.spam_risk failed.spam_risk_text
    failed.spam_risk_user_banned_from_posting failed.app_version_check_failed
    failed.auth_removed failed.publish_cancelled
    put_400 put_403 put_404 put_416`,
  linkedin: `EMPTY_ACCESS_TOKEN INVALID_ACCESS_TOKEN EXPIRED_ACCESS_TOKEN REVOKED_ACCESS_TOKEN
    http_401 ACCESS_DENIED NONEXISTENT_VERSION http_426 CONFLICT TOO_MANY_REQUESTS http_429
    MEDIA_ASSET_WAITING_UPLOAD MEDIA_ASSET_PROCESSING_FAILED EXPIRED_UPLOAD_URL
    UPDATING_ASSET_FAILED FIELD_LENGTH_TOO_LONG DUPLICATE_POST MISSING_FIELD
    INVALID_VALUE_FOR_FIELD INVALID_URN_TYPE INVALID_URN_ID INVALID_VIDEO_ID`,
} as const satisfies Record<Platform, string>

const ALL: [string, FaultRow][] = [
  ...PLATFORMS.map(faultsOf).flatMap(it => [...Object.entries(it.rows), ...Object.entries(it.own)]),
  ...Object.entries(AGENT_FAULTS),
]
const codesWhere = (is: (row: FaultRow) => boolean) =>
  ALL.filter(([, row]) => is(row)).map(([code]) => code)

describe('every code', () => {
  for (const platform of PLATFORMS) {
    test(`that the pages of ${platform} name has a row of its own`, () => {
      const codes = TOLD[platform].split(/\s+/)
      expect(codes.filter(code => !platformRow(platform, code))).toEqual([])
    })
  }

  test('with which our server refuses has a row', () => {
    expect(Object.keys(FAULTS).filter(code => !faultRow(null, code))).toEqual([])
  })

  test('that is only a status is busy or refused', () => {
    expect(faultRow('youtube', 'http_503')?.whoCanFix).toBe('wait')
    expect(faultRow('tiktok', 'put_429')?.retry).toBe('backoff')
    expect(faultRow('instagram', 'http_418')?.retry).toBe('never')
  })

  test('that nobody wrote down is nothing, whatever it is called', () => {
    for (const code of ['', 'nonsense', 'constructor', '__proto__', 'http_', '1000/5']) {
      for (const platform of [...PLATFORMS, null]) {
        expect(faultRow(platform, code)).toBeNull()
      }
    }
  })
})

describe('Instagram', () => {
  test('means the finest code that it gave', () => {
    expect(faultRow('instagram', '1/2207057')?.whoCanFix).toBe('us')
    expect(faultRow('instagram', '1/99')?.whoCanFix).toBe('wait')
    expect(faultRow('instagram', '24/2207082')?.retry).toBe('backoff')
    expect(faultRow('instagram', '200')?.remedy).toBe('nothing')
    expect(faultRow('instagram', '220/5')?.remedy).toBe('connect')
  })
})

describe('every row', () => {
  test('is a sentence that stands alone, and says who told it', () => {
    expect(codesWhere(row => !/^[A-Z].*\.$/.test(row.cause))).toEqual([])
    expect(codesWhere(row => row.source === '')).toEqual([])
  })

  test('that is ours to mend asks nothing of the creator but to send again or update', () => {
    const isAsking = ({ remedy }: FaultRow) => !['nothing', 'update', 'retry'].includes(remedy)
    expect(codesWhere(row => row.whoCanFix === 'us' && isAsking(row))).toEqual([])
    const waits = ({ retry }: FaultRow) => retry !== 'never' && retry !== 'backoff'
    expect(codesWhere(row => row.whoCanFix === 'us' && waits(row))).toEqual([])
  })

  test('that only needs time is tried again, and has no remedy', () => {
    const never = codesWhere(row => row.whoCanFix === 'wait' && row.retry === 'never')
    // A copy waits for nothing: its original is published.
    expect(never).toEqual(['copy'])
    expect(codesWhere(row => row.whoCanFix === 'wait' && row.remedy !== 'nothing')).toEqual([])
  })

  test('that the creator can mend never hurries, and names its remedy', () => {
    expect(codesWhere(row => row.whoCanFix === 'you' && row.retry === 'backoff')).toEqual([])
    // Done on their own computer, as the sentence says.
    const byThemselves =
      'pin_mismatch no_folder media_tools forbidden not_found conflict other_version' +
      ' channel_unclear'
    expect(codesWhere(row => row.whoCanFix === 'you' && row.remedy === 'nothing').sort()).toEqual(
      byThemselves.split(' ').sort(),
    )
  })

  test('about words or consent is never tried again with the same ones', () => {
    const isSaid = ({ remedy }: FaultRow) => remedy === 'changeWords' || remedy === 'approve'
    expect(codesWhere(row => isSaid(row) && row.retry !== 'never')).toEqual([])
  })
})
