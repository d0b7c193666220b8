import type { Journal } from '../journal/journal.ts'
import type { VideoRow } from '../journal/rows.ts'
import { localTime } from '../journal/schedule.ts'
import { noWay } from './no-way.ts'

/** When a pause ends, in milliseconds since 1970; refused when that is over. */
export function endAhead(untilMs: number, nowMs: number): number {
  if (untilMs > nowMs) return untilMs
  throw noWay(`${localTime(untilMs)} is over. Nothing was changed.`)
}

/** Holds one video back until it is let go. */
export function holdBack(journal: Journal, video: VideoRow): void {
  if (video.state === 'published') {
    throw noWay('That video is published already; there is nothing to hold back.')
  }
  journal.changeVideo(video.sha256, { is_paused: 1 })
}

export const letGo = (journal: Journal, video: VideoRow): void =>
  journal.changeVideo(video.sha256, { is_paused: 0 })
