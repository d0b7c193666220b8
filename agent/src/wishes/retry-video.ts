import type { Journal } from '../journal/journal.ts'
import { isEnded } from '../journal/next-step.ts'
import { NO_TROUBLE, type PublicationRow, type VideoRow } from '../journal/rows.ts'
import { noWay } from './no-way.ts'

/** Tries now what failed or waits, everywhere or at one channel: how many. Throws a Refusal. */
export function retryVideo(journal: Journal, video: VideoRow, connectionId?: string): number {
  if (video.state === 'published') return 0
  const rows = journal.publicationsOf(video.sha256)
  const isMeant = (row: PublicationRow) =>
    connectionId === undefined || row.connection_id === connectionId
  const stopped = rows.filter(row => isMeant(row) && isStopped(row))
  // To try one again takes the wish to cancel back, and nobody asked for the others.
  if (video.cancelled_at !== null && !rows.every(row => isMeant(row) || isEnded(row))) {
    throw noWay(STILL_CANCELLED)
  }
  for (const row of stopped) journal.changePublication(row.id, againFrom(row))
  const isVideoStopped = video.state === 'failed' || video.next_at > 0
  if (!isVideoStopped && stopped.length === 0) return 0
  const state = video.metadata ? 'described' : video.facts ? 'probed' : 'fingerprinted'
  journal.changeVideo(video.sha256, {
    ...{ ...NO_TROUBLE, state, attempts: 0, next_at: 0 },
    cancelled_at: null,
  })
  return Math.max(1, stopped.length)
}

const STILL_CANCELLED =
  'It is still being cancelled at another channel. Try again when that has ended.'

const isStopped = (row: PublicationRow) =>
  row.state === 'failed' ||
  row.state === 'unknown' ||
  (row.next_at > 0 && row.state !== 'published')

/** What the journal says of a publication once its creator asked to try again. */
export function againFrom(row: PublicationRow): Partial<PublicationRow> {
  const now = { ...NO_TROUBLE, attempts: 0, next_at: 0, restarts: 0 }
  const prepared = row.rendition_path === null ? 'planned' : 'prepared'
  // An unknown outcome keeps its session: the platform is asked about it, nothing is sent again.
  if (row.state === 'unknown') {
    if (row.session !== null) {
      return { ...now, state: 'confirming', waiting_since: null, outcome: null, is_told: 0 }
    }
    // Without one the server is asked, as somebody who remembers nothing; its creator first, where
    // they may never have said yes to it.
    const state = row.choice === null ? prepared : 'ready'
    return { ...now, state, server_id: null, outcome: null, is_told: 0 }
  }
  if (row.state !== 'failed') return now
  return {
    ...now,
    state: prepared,
    stage: null,
    session: null,
    percent: 0,
    outcome: null,
    is_told: 0,
  }
}
