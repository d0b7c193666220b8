import type { Journal } from '../journal/journal.ts'
import { NO_TROUBLE, type PublicationRow, type VideoRow } from '../journal/rows.ts'

/** What failed or waits is tried now, everywhere or at one channel; answers with how many. */
export function retryVideo(journal: Journal, video: VideoRow, connectionId?: string): number {
  if (video.state === 'published') return 0
  const rows = journal.publicationsOf(video.sha256)
  const isMeant = (row: PublicationRow) =>
    connectionId === undefined || row.connection_id === connectionId
  const stopped = rows.filter(row => isMeant(row) && isStopped(row))
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
