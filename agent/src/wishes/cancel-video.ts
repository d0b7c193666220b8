import type { Journal } from '../journal/journal.ts'
import { isEnded } from '../journal/next-step.ts'
import { NO_TROUBLE, type VideoRow } from '../journal/rows.ts'
import { noWay } from './no-way.ts'

/** Cancels one video: whatever of it a platform does not have whole is never published. */
export function cancelVideo(journal: Journal, video: VideoRow, nowMs: number): void {
  if (video.state === 'published') throw noWay(OUT)
  if (video.state === 'failed') throw noWay(OVER)
  journal.atomically(() => {
    for (const row of journal.publicationsOf(video.sha256)) {
      // Nothing is waited for any more.
      if (!isEnded(row)) journal.changePublication(row.id, { next_at: 0 })
    }
    journal.changeVideo(video.sha256, {
      ...{ ...NO_TROUBLE, next_at: 0, is_paused: 0 },
      cancelled_at: nowMs,
    })
  })
}

const OUT = 'That video is published already. Take it down where it was published.'
const OVER = 'Nothing of that video is on its way.'
