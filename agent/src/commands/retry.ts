import type { Core } from '../core.ts'
import { NO_TROUBLE, type PublicationRow, type VideoRow } from '../journal/rows.ts'
import { EXIT, type ExitCode, type Output } from '../lib/refusal.ts'
import { findVideo } from './arguments/find-videos.ts'
import { withCore } from './context.ts'

/** `content retry [ID]`: what failed or waits is tried now; what is unknown is asked again. */
export function retry(out: Output, wanted: string | undefined): Promise<ExitCode> {
  return withCore(async core => {
    const videos = wanted ? [findVideo(core, wanted)] : core.journal.videos()
    const count = videos.map(video => retryVideo(core, video)).reduce((sum, it) => sum + it, 0)
    out.say(count === 0 ? 'There is nothing to try again.' : `Trying ${count} again.`)
    out.json({ retried: count })
    return EXIT.ok
  })
}

function retryVideo(core: Core, video: VideoRow): number {
  if (video.state === 'published') return 0
  const rows = core.journal.publicationsOf(video.sha256)
  const stopped = rows.filter(row => isStopped(row))
  for (const row of stopped) core.journal.changePublication(row.id, againFrom(row))
  const isVideoStopped = video.state === 'failed' || video.next_at > 0
  if (!isVideoStopped && stopped.length === 0) return 0
  const state = video.metadata ? 'described' : video.facts ? 'probed' : 'fingerprinted'
  core.journal.changeVideo(video.sha256, { ...NO_TROUBLE, state, attempts: 0, next_at: 0 })
  return Math.max(1, stopped.length)
}

const isStopped = (row: PublicationRow) =>
  row.state === 'failed' ||
  row.state === 'unknown' ||
  (row.next_at > 0 && row.state !== 'published')

/** What the journal says of a publication once its creator asked to try again. */
export function againFrom(row: PublicationRow): Partial<PublicationRow> {
  const now = { ...NO_TROUBLE, attempts: 0, next_at: 0, restarts: 0 }
  // An unknown outcome keeps its session: the platform is asked about it, nothing is sent again.
  if (row.state === 'unknown') {
    return row.session === null
      ? // Without one the server is asked, as somebody who remembers nothing.
        { ...now, state: 'ready', server_id: null, outcome: null, is_told: 0 }
      : { ...now, state: 'confirming', waiting_since: null, outcome: null, is_told: 0 }
  }
  if (row.state !== 'failed') return now
  return {
    ...now,
    state: row.rendition_path === null ? 'planned' : 'prepared',
    stage: null,
    session: null,
    percent: 0,
    outcome: null,
    is_told: 0,
  }
}
