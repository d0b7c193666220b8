import type { FaultRows } from '../fault-rows.ts'

const RECONNECT = 'Instagram no longer lets us in. Connect it again in the dashboard.'
const PERMISSION = 'Instagram did not give the permission to publish. Connect it again.'
const BUSY = 'Instagram is busy.'
const SLOW = 'Instagram asks us to slow down.'
const FORMAT = 'Instagram cannot use this video.'

/** Keyed by `code`, or `code/subcode` where Instagram gives one; the finer key comes first. */
export const INSTAGRAM_FAULTS: FaultRows = {
  '190': [RECONNECT, 'you', 'fiveMinutes'],
  '10': [PERMISSION, 'you', 'never'],
  '200': ['Meta has restricted access for this service or account.', 'us', 'never'],
  '100/33': ['Instagram cannot find that account or container.', 'you', 'never'],
  '100': ['Instagram did not understand the request.', 'us', 'never'],
  '1': [BUSY, 'wait', 'backoff'],
  '2': [BUSY, 'wait', 'backoff'],
  '4': [SLOW, 'wait', 'hour'],
  '17': [SLOW, 'wait', 'hour'],
  '32': [SLOW, 'wait', 'hour'],
  '613': [SLOW, 'wait', 'hour'],
  '80001': [SLOW, 'wait', 'hour'],
  '80002': [SLOW, 'wait', 'hour'],
  '4/2207051': ['Instagram suspects spam and blocked this for now.', 'wait', 'day'],
  '9/2207042': ['This account has reached its daily limit of posts.', 'wait', 'day'],
  '9': ['This account has reached its daily limit of posts.', 'wait', 'day'],
  '25/2207050': ['This Instagram account is restricted or inactive.', 'you', 'never'],
  '24/2207006': ['Instagram cannot find the uploaded video.', 'us', 'never'],
  '24/2207008': ['Instagram lost the prepared post; it is made again.', 'wait', 'backoff'],
  '9007/2207027': ['Instagram is still working on the video.', 'wait', 'backoff'],
  '9007': ['Instagram is still working on the video.', 'wait', 'backoff'],
  '352/2207026': [FORMAT, 'you', 'never'],
  '36004/2207010': [
    'The caption is too long for Instagram. Change it and approve again.',
    'you',
    'never',
  ],
  '1/2207057': ['The cover position lies outside the video.', 'us', 'never'],
  '100/2207023': ['Instagram did not understand the kind of post.', 'us', 'never'],
  '9004/2207052': ['Instagram could not read the upload.', 'us', 'never'],
  '-2/2207003': ['Instagram took too long to read the video.', 'wait', 'backoff'],
  '-1/2207001': [BUSY, 'wait', 'backoff'],
  '-1/2207032': ['Instagram could not make the post.', 'wait', 'backoff'],
  '-2/2207020': ['The prepared post expired; it is made again.', 'wait', 'backoff'],
  '-1/2207053': ['Instagram could not take the upload; it is sent again.', 'wait', 'backoff'],
  '368': ['Instagram blocked this under its policies.', 'you', 'never'],
  '341': ['This account has reached a limit at Instagram.', 'wait', 'day'],
  '2207001': [BUSY, 'wait', 'backoff'],
  '2207003': ['Instagram took too long to read the video.', 'wait', 'backoff'],
  '2207020': ['The prepared post expired; it is made again.', 'wait', 'backoff'],
  '2207026': [FORMAT, 'you', 'never'],
  '2207032': ['Instagram could not make the post.', 'wait', 'backoff'],
  '2207053': ['Instagram could not take the upload; it is sent again.', 'wait', 'backoff'],
  '2207076': [FORMAT, 'you', 'never'],
  '2207077': [FORMAT, 'you', 'never'],
  '2207081': ['This account cannot post trial reels.', 'you', 'never'],
  '2207082': [BUSY, 'wait', 'backoff'],
  '2207085': [FORMAT, 'you', 'never'],
}
