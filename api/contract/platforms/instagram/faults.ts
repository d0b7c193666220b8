import {
  type FaultRow,
  type FaultRows,
  type PlatformFaults,
  rowAt,
  rowsFrom,
} from '../../platform-faults/rows.ts'

const RECONNECT = 'Instagram no longer lets us in. Connect it again in the dashboard.'
const PERMISSION = 'Instagram did not give the permission to publish. Connect it again.'
const BUSY = 'Instagram is busy.'
const SLOW = 'Instagram asks us to slow down.'
const FORMAT = 'Instagram cannot use this video.'
const DAILY = 'This account has reached its daily limit of posts.'
const WORKING = 'Instagram is still working on the video.'
const TIMEOUT = 'Instagram took too long to read the video.'
const NOT_MADE = 'Instagram could not make the post.'
const EXPIRED = 'The prepared post expired; it is made again.'
const NOT_TAKEN = 'Instagram could not take the upload; it is sent again.'
const CAPTION = 'The caption is too long for Instagram. Change it and approve again.'

const documented = rowsFrom('Instagram Platform: Error codes', {
  '190': [RECONNECT, 'you', 'fiveMinutes', 'connect'],
  '10': [PERMISSION, 'you', 'never', 'connect'],
  '200': ['Meta has restricted access for this service or account.', 'us', 'never', 'nothing'],
  '201-299': [PERMISSION, 'you', 'never', 'connect'],
  '100/33': ['Instagram cannot find that account or container.', 'you', 'never', 'connect'],
  '100': ['Instagram did not understand the request.', 'us', 'never', 'update'],
  '1': [BUSY, 'wait', 'backoff', 'nothing'],
  '2': [BUSY, 'wait', 'backoff', 'nothing'],
  '4': [SLOW, 'wait', 'hour', 'nothing'],
  '17': [SLOW, 'wait', 'hour', 'nothing'],
  '32': [SLOW, 'wait', 'hour', 'nothing'],
  '613': [SLOW, 'wait', 'hour', 'nothing'],
  '80001': [SLOW, 'wait', 'hour', 'nothing'],
  '80002': [SLOW, 'wait', 'hour', 'nothing'],
  '4/2207051': ['Instagram suspects spam and blocked this for now.', 'wait', 'day', 'nothing'],
  '9/2207042': [DAILY, 'wait', 'day', 'nothing'],
  '9': [DAILY, 'wait', 'day', 'nothing'],
  '25/2207050': [
    'This Instagram account is restricted or inactive.',
    'you',
    'never',
    'openPlatform',
  ],
  '24/2207006': ['Instagram cannot find the uploaded video.', 'us', 'never', 'retry'],
  '24/2207008': [
    'Instagram lost the prepared post; it is made again.',
    'wait',
    'backoff',
    'nothing',
  ],
  '9007/2207027': [WORKING, 'wait', 'backoff', 'nothing'],
  '9007': [WORKING, 'wait', 'backoff', 'nothing'],
  '352/2207026': [FORMAT, 'you', 'never', 'replaceFile'],
  '36004/2207010': [CAPTION, 'you', 'never', 'changeWords'],
  '1/2207057': ['The cover position lies outside the video.', 'us', 'never', 'update'],
  '100/2207023': ['Instagram did not understand the kind of post.', 'us', 'never', 'update'],
  '9004/2207052': ['Instagram could not read the upload.', 'us', 'never', 'retry'],
  '-2/2207003': [TIMEOUT, 'wait', 'backoff', 'nothing'],
  '-1/2207001': [BUSY, 'wait', 'backoff', 'nothing'],
  '-1/2207032': [NOT_MADE, 'wait', 'backoff', 'nothing'],
  '-2/2207020': [EXPIRED, 'wait', 'backoff', 'nothing'],
  '-1/2207053': [NOT_TAKEN, 'wait', 'backoff', 'nothing'],
  '368': ['Instagram blocked this under its policies.', 'you', 'never', 'openPlatform'],
  '341': ['This account has reached a limit at Instagram.', 'wait', 'day', 'nothing'],
})

// A container that failed tells the subcode alone.
const alone = rowsFrom('Instagram Platform: IG Container, status', {
  '2207001': [BUSY, 'wait', 'backoff', 'nothing'],
  '2207003': [TIMEOUT, 'wait', 'backoff', 'nothing'],
  '2207010': [CAPTION, 'you', 'never', 'changeWords'],
  '2207020': [EXPIRED, 'wait', 'backoff', 'nothing'],
  '2207026': [FORMAT, 'you', 'never', 'replaceFile'],
  '2207032': [NOT_MADE, 'wait', 'backoff', 'nothing'],
  '2207053': [NOT_TAKEN, 'wait', 'backoff', 'nothing'],
  ERROR: ['Instagram could not process the video.', 'us', 'never', 'retry'],
})

const seen = rowsFrom('Seen by other publishing services; in no table of Instagram', {
  '2207076': [FORMAT, 'you', 'never', 'replaceFile'],
  '2207077': [FORMAT, 'you', 'never', 'replaceFile'],
  '2207081': ['This account cannot post trial reels.', 'you', 'never', 'openPlatform'],
  '2207082': [BUSY, 'wait', 'backoff', 'nothing'],
  '2207085': [FORMAT, 'you', 'never', 'replaceFile'],
})

/** Keyed by `code`, or `code/subcode` where Instagram gives one. */
const INSTAGRAM_FAULTS = { ...documented, ...alone, ...seen }

/** The finest row there is: the pair, then the subcode, then the code. */
function instagramRow(code: string): FaultRow | null {
  const [general = code, subcode = ''] = code.split('/')
  return (
    rowAt(INSTAGRAM_FAULTS, code) ??
    rowAt(INSTAGRAM_FAULTS, subcode) ??
    rowAt(INSTAGRAM_FAULTS, general) ??
    (/^2\d\d$/.test(general) ? INSTAGRAM_FAULTS['201-299'] : null)
  )
}

/** What our client finds by itself. */
const INSTAGRAM_OWN_FAULTS: FaultRows = rowsFrom('agent: publishing', {
  usage_high: [
    'Instagram is asked too much just now. It goes on by itself a little later.',
    'wait',
    'backoff',
    'nothing',
  ],
})

export const instagramFaults: PlatformFaults = {
  rows: INSTAGRAM_FAULTS,
  row: instagramRow,
  own: INSTAGRAM_OWN_FAULTS,
}
