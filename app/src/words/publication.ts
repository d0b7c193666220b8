import {
  PLATFORM_NAMES,
  type Platform,
  type PublicationRow,
  type PublicationState,
  type Queue,
  type WaitingRow,
} from '@content/api/contract'
import { instant } from './format.ts'

const STATE_WORDS: Record<PublicationState, string> = {
  reserved: 'Waiting to start',
  uploading: 'Uploading',
  confirming: 'The platform is processing it',
  published: 'Published',
  failed: 'Not published',
  unknown: 'Not certain',
}

/** Where a publication stands, in two or three words. */
export const stateWords = (row: PublicationRow): string =>
  row.state === 'reserved' && row.queue ? 'In line' : STATE_WORDS[row.state]

/** Its place in the line for a platform's daily allowance, and when it is expected to go. */
export const queueWords = (platform: Platform, { position, nextTurnAt }: Queue): string =>
  `${PLATFORM_NAMES[platform]} takes only so many uploads a day from us. ` +
  `Place ${position} in the line, expected ${instant(nextTurnAt)}.`

const WHO_WORDS = {
  you: 'You can fix this.',
  us: 'This is ours to fix.',
  wait: 'Nobody has to do anything; it will be tried again.',
}

/** What happened and who can act, or nothing when all is well. */
export function reasonFor(row: PublicationRow): string | null {
  if (!row.reason) return null
  return row.whoCanFix ? `${row.reason} ${WHO_WORDS[row.whoCanFix]}` : row.reason
}

const WAITING_WORDS: Record<WaitingRow['kind'], string> = {
  review: 'Waits for your yes, on that computer: content approve',
  scheduled: 'Scheduled',
  paused: 'Paused',
  trouble: 'Cannot go on',
}

/** What a video on a computer waits for, and until when. */
export function waitingWords({ kind, reason, until }: WaitingRow): string {
  const before = { review: '. Planned for', scheduled: ' for', paused: ' until', trouble: ' until' }
  const when = until ? `${before[kind]} ${instant(until)}` : ''
  return `${WAITING_WORDS[kind]}${when}.${reason ? ` ${reason}` : ''}`
}
