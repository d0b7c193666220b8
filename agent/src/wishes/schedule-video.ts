import type { Journal } from '../journal/journal.ts'
import type { JournalState, PublicationRow, VideoRow } from '../journal/rows.ts'
import { describeSchedule, instantOf, type Schedule } from '../journal/schedule.ts'
import { noWay } from './no-way.ts'

const BEGUN = new Set<JournalState>(['reserved', 'uploading', 'confirming', 'unknown'])

/** A slip of the year must not publish at once. Throws a Refusal. */
export function assertAhead(wanted: Schedule, nowMs: number, instead: string): void {
  if (instantOf(wanted) <= nowMs) throw noWay(`${describeSchedule(wanted)} is over. ${instead}`)
}

/** Sets when it goes out; null: as soon as it can. Answers with what was begun before. */
export function scheduleVideo(
  journal: Journal,
  video: VideoRow,
  next: Schedule | null,
): PublicationRow[] {
  const rows = journal.publicationsOf(video.sha256)
  const isOver = rows.length > 0 && rows.every(row => row.state === 'published')
  if (next && (video.state === 'published' || isOver)) {
    throw noWay('That video is published already. Once more: publish --again')
  }
  journal.changeVideo(video.sha256, { schedule: next && JSON.stringify(next) })
  return next ? rows.filter(row => BEGUN.has(row.state)) : []
}

/** Whether all of it that is not live was begun, so that no date holds it back any more. */
export const isAllBegun = (rows: readonly PublicationRow[]) => {
  const open = rows.filter(row => row.state !== 'published' && row.state !== 'failed')
  return open.length > 0 && open.every(row => BEGUN.has(row.state))
}
