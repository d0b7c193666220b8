import { HOUR_MS, MINUTE_MS } from '../lib/durations.ts'
import { extrasOf, type FileRow, type PublicationRow, type VideoRow } from './rows.ts'
import { instantOf, readSchedule } from './schedule.ts'

export type VideoStep = 'probe' | 'plan' | 'describe' | 'finish' | 'none'
export type PublicationStep =
  | 'prepare'
  | 'ask_consent'
  | 'reserve'
  | 'begin'
  | 'check'
  | 'cancel'
  | 'tell'
  | 'attach_extras'
  | 'none'

/** No pause is longer; a date beyond it was written by a clock that has been set back since. */
const LONGEST_WAIT_MS = 26 * HOUR_MS

/** Something that waits longer than this is not worth staying for. */
export const LONG_WAIT_MS = 10 * MINUTE_MS

/** Does its next try lie in the future? */
export const isWaiting = ({ next_at }: { next_at: number }, nowMs: number) =>
  next_at > nowMs && next_at - nowMs < LONGEST_WAIT_MS

const ENDED = new Set(['published', 'failed', 'unknown'])

export const isEnded = (row: PublicationRow) => ENDED.has(row.state)

/** Is it live without what was to go with it? Nothing more is sent of what was cancelled. */
const lacksExtras = (row: PublicationRow, { cancelled_at }: VideoRow) =>
  cancelled_at === null &&
  row.state === 'published' &&
  Object.values(extrasOf(row)).includes('wanted')

/** Is nothing left to do for it, apart from telling the server? */
const isOver = (row: PublicationRow, video: VideoRow) => isEnded(row) && !lacksExtras(row, video)

/** What a video needs now, from what the journal says and nothing else. */
export function nextVideoStep(
  video: VideoRow,
  publications: readonly PublicationRow[],
  nowMs: number,
): VideoStep {
  if (isWaiting(video, nowMs)) return 'none'
  if (video.state === 'published' || video.state === 'failed') return 'none'
  const isAllOver = publications.every(row => isOver(row, video) && row.is_told === 1)
  if (video.cancelled_at !== null) return isAllOver ? 'finish' : 'none'
  if (video.state === 'fingerprinted') return 'probe'
  if (publications.length === 0) return 'plan'
  if (isAllOver) return 'finish'
  return video.state === 'probed' && !publications.every(isEnded) ? 'describe' : 'none'
}

/** How long the creator holds this back: by a pause without an end, or until a date; 0: not. */
function heldBackMs(row: PublicationRow, video: VideoRow, nowMs: number): number {
  // What is just being finished is asked about even then: it may be live already.
  if (row.state === 'planned' || isEnded(row) || row.stage === 'finishing') return 0
  if (video.is_paused === 1) return Number.POSITIVE_INFINITY
  const schedule = row.state === 'ready' ? readSchedule(video.schedule) : null
  return schedule ? Math.max(0, instantOf(schedule) - nowMs) : 0
}

/** What a publication needs now. The words and the prepared file come first, consent before all. */
export function nextPublicationStep(
  row: PublicationRow,
  video: VideoRow,
  nowMs: number,
): PublicationStep {
  if (isWaiting(row, nowMs)) return 'none'
  // It ends even while everything is paused.
  if (video.cancelled_at !== null && !isEnded(row)) return 'cancel'
  if (heldBackMs(row, video, nowMs) > 0) return 'none'
  if (isEnded(row)) {
    if (row.is_told === 0) return 'tell'
    return lacksExtras(row, video) && video.is_paused === 0 ? 'attach_extras' : 'none'
  }
  if (video.state === 'fingerprinted' || video.state === 'failed') return 'none'
  switch (row.state) {
    case 'planned':
      return 'prepare'
    case 'prepared':
      return video.state === 'described' ? 'ask_consent' : 'none'
    case 'awaiting_review':
      // A date set means: look whether the rule has changed meanwhile.
      return row.choice === null && row.next_at === 0 ? 'none' : 'ask_consent'
    case 'ready':
      return 'reserve'
    default:
      if (row.stage !== null && row.stage !== 'beginning') return 'check'
      // A begun session may exist remotely or not; opening another one publishes nothing. What may
      // be live without a session written here is asked about.
      return row.state === 'confirming' ? 'reserve' : 'begin'
  }
}

/** Is there still something that will happen soon and without the creator? */
export function isUnderWay(
  video: VideoRow,
  publications: readonly PublicationRow[],
  nowMs: number,
): boolean {
  if (video.state === 'published' || video.state === 'failed') return false
  const isParked = (row: VideoRow | PublicationRow) =>
    isWaiting(row, nowMs) && (row.who_can_fix === 'you' || row.next_at - nowMs > LONG_WAIT_MS)
  const isHeldLong = (row: PublicationRow) => heldBackMs(row, video, nowMs) > LONG_WAIT_MS
  if (isParked(video)) return false
  if (publications.length === 0 || video.state === 'fingerprinted') return true
  return (
    publications.some(row =>
      isEnded(row)
        ? row.is_told === 0 || (lacksExtras(row, video) && video.is_paused === 0 && !isParked(row))
        : !isParked(row) &&
          (video.cancelled_at !== null ||
            (!isHeldLong(row) && !(row.state === 'awaiting_review' && row.choice === null))),
    ) || publications.every(row => isOver(row, video))
  )
}

/** A name that may still become a video by itself. */
export const isFileUnderWay = (file: FileRow) => file.state === 'found' || file.state === 'settled'
