import type { FaultCode } from '../faults.ts'
import { type FaultRow, type FaultRows, rowsFrom } from './rows.ts'

const GOES_ON = 'It goes on by itself.'

const network = rowsFrom('agent: the network', {
  offline: [`There is no network. ${GOES_ON}`, 'wait', 'backoff', 'nothing'],
  network: [`The connection broke off. ${GOES_ON}`, 'wait', 'backoff', 'nothing'],
  captive_portal: [
    `This network wants you to sign in first: open any page in a browser. ${GOES_ON}`,
    'wait',
    'backoff',
    'nothing',
  ],
  proxy: [
    `The proxy of this network does not let us through. ${GOES_ON}`,
    'wait',
    'backoff',
    'nothing',
  ],
  clock: [
    `The clock of this computer is wrong. Set it right. ${GOES_ON}`,
    'wait',
    'backoff',
    'nothing',
  ],
  tls: [
    'The other side could not prove that it is itself, so nothing was sent. It is tried again.',
    'wait',
    'backoff',
    'nothing',
  ],
  pin_mismatch: [
    'A host showed another key than the pinned one; nothing was sent. Try another network.',
    'you',
    'fiveMinutes',
    'nothing',
  ],
  not_https: [
    'An address was not encrypted, so nothing was sent. Its server has to offer https.',
    'us',
    'never',
    'nothing',
  ],
  update: [
    'The newer version could not be loaded. The present one goes on, and it is tried again.',
    'wait',
    'backoff',
    'nothing',
  ],
  server_unreachable: [
    'Our server cannot be reached. It is tried again by itself.',
    'wait',
    'backoff',
    'nothing',
  ],
})

const files = rowsFrom('agent: the files', {
  journal_full: [
    "The disk with the agent's journal is full. Free some space; it goes on by itself.",
    'you',
    'minute',
    'freeDisk',
  ],
  journal_newer: [
    'The journal was written by a newer version of the agent: please update this one.',
    'you',
    'never',
    'update',
  ],
  file_gone: [
    'The file is no longer where it was. Put it back and it goes on.',
    'you',
    'minute',
    'replaceFile',
  ],
  file_changed: [
    'The file was changed after it was found; the new content counts as another video.',
    'you',
    'never',
    'replaceFile',
  ],
  not_ready: ['This file is not whole, or it cannot be read yet.', 'you', 'minute', 'replaceFile'],
  not_a_video: ['There is no video in this file.', 'you', 'never', 'replaceFile'],
  unusable_video: ['This video cannot be used as it is.', 'you', 'never', 'replaceFile'],
  too_long: ['This account does not take videos of this length.', 'you', 'never', 'replaceFile'],
  other_version: [
    'It looks like another version of a video. Publish it by its name to have it too.',
    'you',
    'never',
    'nothing',
  ],
  copy: ['The same video is known under another name.', 'wait', 'never', 'nothing'],
  not_moved: [
    'It is published, but the file could not be moved to the folder for processed videos.',
    'you',
    'minute',
    'freeDisk',
  ],
  no_folder: ['The watched folder cannot be made. Choose another.', 'you', 'never', 'nothing'],
  rendition_gone: [
    'The prepared file is gone or was changed; it is prepared again.',
    'wait',
    'backoff',
    'nothing',
  ],
  rendition_new: [
    'The file was prepared anew; it is sent from the start.',
    'wait',
    'backoff',
    'nothing',
  ],
})

const media = rowsFrom('agent: FFmpeg', {
  media_disk_full: ['The disk is full. Make room and it goes on.', 'you', 'minute', 'freeDisk'],
  media_tools: ['FFmpeg is missing or cannot be used.', 'you', 'minute', 'nothing'],
  media_ffmpeg: ['FFmpeg could not prepare this video.', 'us', 'never', 'update'],
  media_timeout: ['FFmpeg came to a standstill with this video.', 'us', 'never', 'retry'],
  media_stopped: ['FFmpeg was stopped from outside.', 'us', 'never', 'retry'],
  media_unusable_result: ['FFmpeg made something else than was asked.', 'us', 'never', 'update'],
  captions: ['The captions cannot be used.', 'you', 'never', 'replaceFile'],
  captions_not_burned: [
    'The captions cannot be written into the pictures.',
    'you',
    'minute',
    'replaceFile',
  ],
})

const publishing = rowsFrom('agent: publishing', {
  awaiting_review: ['It waits until you have approved it.', 'you', 'never', 'approve'],
  no_consent: ['It was not approved for this platform.', 'you', 'never', 'approve'],
  no_connection: [
    'No channel is connected yet. Connect one in the dashboard.',
    'you',
    'minute',
    'connect',
  ],
  channel_unclear: [
    'A channel that the folder names is not connected, or several are called so.',
    'you',
    'minute',
    'nothing',
  ],
  held_elsewhere: [
    'Another of your devices is publishing this video there.',
    'wait',
    'minute',
    'nothing',
  ],
  queued: [
    'The platform takes no more uploads through this service now.',
    'wait',
    'hour',
    'nothing',
  ],
  platform_down: [
    'The platform fails again and again. It is tried again.',
    'wait',
    'hour',
    'nothing',
  ],
  unknown: [
    'It may be published, and it is not known. Look at the channel.',
    'you',
    'never',
    'lookAtChannel',
  ],
  not_there: ['It was not there when you looked.', 'you', 'never', 'retry'],
  cancelled: ['You cancelled it before it was published there.', 'you', 'never', 'retry'],
  not_everywhere: [
    'It was not published everywhere. See the reason there.',
    'you',
    'never',
    'retry',
  ],
  session_gone: [
    'The unfinished upload was forgotten; it is sent again.',
    'wait',
    'backoff',
    'nothing',
  ],
  upload_expired: ['The upload has to start anew; it is sent again.', 'wait', 'backoff', 'nothing'],
  upload_out_of_step: [
    'The upload has to start anew; it is sent again.',
    'wait',
    'backoff',
    'nothing',
  ],
  stalled: ['Nothing of the last part was kept; it is sent again.', 'wait', 'backoff', 'nothing'],
  token_renewed: ['The permission was renewed; it goes on.', 'wait', 'backoff', 'nothing'],
  upload_refused: ['The upload was not taken; it is sent again.', 'wait', 'backoff', 'nothing'],
  strange_answer: ['The platform gave an answer we do not understand.', 'us', 'backoff', 'update'],
  strange_host: [
    'The platform sent us to an address that is not its own; nothing was sent there.',
    'us',
    'never',
    'update',
  ],
})

const refusals = {
  invalid: ['Our server did not take the request.', 'us', 'never', 'update'],
  unauthenticated: [
    'The server knows no valid key of this device. Sign in again.',
    'you',
    'minute',
    'signIn',
  ],
  plan_limit: ['Your plan does not include this.', 'you', 'hour', 'upgradePlan'],
  second_factor: [
    'Our server asks for the code from your authenticator app. Sign in again.',
    'you',
    'minute',
    'signIn',
  ],
  device_login: ['Nobody has let this device in. Sign in again.', 'you', 'minute', 'signIn'],
  forbidden: ['You may not do that.', 'you', 'fiveMinutes', 'nothing'],
  not_found: ['Our server no longer knows it.', 'you', 'fiveMinutes', 'nothing'],
  method_not_allowed: ['Our server did not take the request.', 'us', 'never', 'update'],
  conflict: ['Someone changed this at the same time.', 'you', 'fiveMinutes', 'nothing'],
  connection_lost: [
    'The channel is no longer connected. Connect it again in the dashboard.',
    'you',
    'minute',
    'connect',
  ],
  too_large: ['Our server did not take so large a request.', 'us', 'never', 'update'],
  media_type: ['Our server did not take the request.', 'us', 'never', 'update'],
  rate_limited: ['Our server asks us to slow down.', 'wait', 'backoff', 'nothing'],
  internal: ['Something broke on our side.', 'us', 'backoff', 'nothing'],
  upstream: ['The platform did not answer properly.', 'wait', 'backoff', 'nothing'],
  unavailable: ['Our server cannot do that right now.', 'wait', 'backoff', 'nothing'],
} as const satisfies Record<FaultCode, Parameters<typeof rowsFrom>[1][string]>

/** What the agent itself and our server find, whatever the platform. */
export const AGENT_FAULTS: FaultRows = {
  ...network,
  ...files,
  ...media,
  ...publishing,
  ...rowsFrom('our server', refusals),
}

/** What an answer means that has no code of its own. */
export const STATUS_FAULTS = rowsFrom('HTTP', {
  busy: ['The platform is busy. It is tried again by itself.', 'wait', 'backoff', 'nothing'],
  refused: ['The platform refused it.', 'us', 'never', 'update'],
})

/** `http_` or `put_` and a status: what was answered without a code of the platform's own. */
export function statusRow(code: string): FaultRow | null {
  const status = Number(/^(?:http|put)_(\d{3})$/.exec(code)?.[1] ?? 0)
  if (status === 0) return null
  return status === 429 || status >= 500 ? STATUS_FAULTS.busy : STATUS_FAULTS.refused
}
