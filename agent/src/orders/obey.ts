import type { DeviceOrder, LocalTime, Wish, WishKind } from '@content/api/contract'
import type { Core } from '../core.ts'
import { FOREVER_MS, pauseAll, resumeAll } from '../journal/pauses.ts'
import type { PublicationRow, VideoRow } from '../journal/rows.ts'
import { BadSchedule, parseSchedule, type Schedule } from '../journal/schedule.ts'
import { approvePublication, mayApprove, whyNotChosen } from '../wishes/approve-publication.ts'
import { cancelVideo } from '../wishes/cancel-video.ts'
import { editWords } from '../wishes/edit-words.ts'
import { endAhead, holdBack, letGo } from '../wishes/hold-back.ts'
import { noWay, tooLate } from '../wishes/no-way.ts'
import { endDoubt } from '../wishes/resolve-doubt.ts'
import { retryVideo } from '../wishes/retry-video.ts'
import { assertAhead, isAllBegun, scheduleVideo } from '../wishes/schedule-video.ts'
import { pictureAt, setCover } from '../wishes/set-cover.ts'

type Aim = Pick<DeviceOrder, 'sha256' | 'connectionId'>
type Deeds = {
  [K in WishKind]: (core: Core, aim: Aim, wish: Extract<Wish, { kind: K }>) => void
}

const DEEDS: Deeds = {
  approve({ journal }, aim, { choice }) {
    const row = rowAt(journal, aim, mayApprove)
    if (choice.platform !== row.platform) {
      throw noWay(`That is a choice for another platform than ${row.label}.`)
    }
    const reason = whyNotChosen(row, choice)
    if (reason) throw noWay(reason)
    approvePublication(journal, row, choice)
  },
  editWords({ journal }, aim, { words }) {
    editWords(journal, rowAt(journal, aim), words)
  },
  schedule({ journal, now }, aim, { at }) {
    const video = videoOf(journal, aim)
    const next = at && readSchedule(at)
    if (next) assertAhead(next, now(), 'Choose a later time, or let it go out at once.')
    if (next && isAllBegun(journal.publicationsOf(video.sha256))) {
      throw noWay('It is being sent already. To hold it back, pause it.')
    }
    scheduleVideo(journal, video, next)
  },
  retry({ journal }, aim) {
    const count = retryVideo(journal, videoOf(journal, aim), aim.connectionId ?? undefined)
    if (count === 0) throw noWay('There is nothing to try again.')
  },
  resolve(core, aim, { saw }) {
    endDoubt(core, doubtAt(core, aim), saw)
  },
  pause({ journal, now }, aim, { until }) {
    if (aim.sha256 !== null) return holdBack(journal, videoOf(journal, aim))
    pauseAll(journal, until === null ? FOREVER_MS : endAhead(Date.parse(until), now()))
  },
  resume({ journal }, aim) {
    if (aim.sha256 !== null) letGo(journal, videoOf(journal, aim))
    else resumeAll(journal)
  },
  cancel({ journal, now }, aim) {
    cancelVideo(journal, videoOf(journal, aim), now())
  },
  cover({ journal }, aim, { atMs }) {
    const video = videoOf(journal, aim)
    setCover(journal, video, atMs === null ? null : pictureAt(video, atMs))
  },
}

/** Changes the journal as the order wishes. Throws a Refusal that says why it cannot be done. */
export function obey(core: Core, order: Aim & { wish: Wish }): void {
  // Safe cast: each deed stands under the kind of the wish that it takes.
  const deed = DEEDS[order.wish.kind] as (core: Core, aim: Aim, wish: Wish) => void
  deed(core, order, order.wish)
}

/** What is in doubt at the channel that an order is about. */
export function doubtAt({ journal }: Core, aim: Aim): { video: VideoRow; row: PublicationRow } {
  const video = videoOf(journal, aim)
  const row = rowsAt(journal, aim).find(it => it.state === 'unknown')
  if (!row) throw noWay('Nothing is in doubt there any more.')
  return { video, row }
}

function videoOf(journal: Core['journal'], { sha256 }: Aim): VideoRow {
  const video = sha256 === null ? null : journal.video(sha256)
  if (!video) throw noWay('This computer does not know that video.')
  return video
}

/** The newest publication there that fits; too late when there are only others. */
function rowAt(journal: Core['journal'], aim: Aim, fits = (_: PublicationRow) => true) {
  const there = rowsAt(journal, aim)
  const [newest] = there
  if (!newest) throw noWay('That video does not go to that channel.')
  const found = there.find(fits)
  if (!found) throw tooLate(newest)
  return found
}

/** What goes to the channel that is meant, the newest first. */
function rowsAt(journal: Core['journal'], aim: Aim): PublicationRow[] {
  const { sha256 } = videoOf(journal, aim)
  const all = journal.publicationsOf(sha256)
  return all.filter(row => row.connection_id === aim.connectionId).toReversed()
}

function readSchedule({ local, timeZone }: LocalTime): Schedule {
  try {
    return parseSchedule(local, timeZone)
  } catch (error) {
    throw error instanceof BadSchedule ? noWay(error.message) : error
  }
}
