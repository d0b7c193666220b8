import type { Core } from '../core.ts'
import { nextForPreviews } from '../journal/previews.ts'
import type { VideoRow } from '../journal/rows.ts'
import { MINUTE_MS } from '../lib/durations.ts'
import { Setback } from '../lib/step-error.ts'
import { sharePreviews } from './share-previews.ts'

/** How often a video is tried of which no picture can be made, or none is taken. */
const MOST_TRIES = 3
const AGAIN_MS = 5 * MINUTE_MS
const LAST_WORD_MS = 2000

/**
 * Shares small pictures beside the work, of one video after the other. Nothing waits for that, and
 * a failure is nobody's news: what was not shared is found again, also after a restart.
 */
export function openPreviewSharer(core: Core, onEnd: () => void) {
  const { config, journal, now } = core
  const stop = new AbortController()
  let sharing: Promise<void> | null = null
  /** While the server is in trouble, no video is tried. */
  let restUntil = 0

  const share = async (video: VideoRow) => {
    try {
      await sharePreviews(core, video, stop.signal)
      journal.changeVideo(video.sha256, { previews: 'done' })
    } catch (error) {
      if (stop.signal.aborted) return
      const awayMs = serverAwayMs(error)
      if (awayMs !== null) restUntil = now() + awayMs
      else journal.changeVideo(video.sha256, changeAfterFailure(video, now()))
    }
  }
  const begin = (video: VideoRow) => {
    sharing = share(video)
      // What cannot be written down either, on a full disk, is tried again much later.
      .catch(() => {
        restUntil = now() + AGAIN_MS
      })
      .finally(() => {
        sharing = null
        onEnd()
      })
  }
  return {
    /** Begins what is due; answers how long until it wants to look again. */
    look(): number {
      if (!config.sharesPreviews || sharing) return Number.POSITIVE_INFINITY
      const video = nextForPreviews(journal)
      if (!video) return Number.POSITIVE_INFINITY
      const waitMs = Math.max(video.previews_at, restUntil) - now()
      if (waitMs > 0) return waitMs
      begin(video)
      return Number.POSITIVE_INFINITY
    },
    /** Waits a moment for what is nearly done. */
    async close(): Promise<void> {
      const timer = setTimeout(() => stop.abort(), LAST_WORD_MS)
      await sharing
      clearTimeout(timer)
    },
  }
}

/** Nothing is wrong with this video: the line is down, the key is gone, or it was too much. */
function serverAwayMs(error: unknown): number | null {
  if (!(error instanceof Setback)) return null
  const { code, retry } = error.why
  if (retry === 'never' || /^file_/.test(code)) return null
  return retry === 'backoff' ? AGAIN_MS : Math.max(AGAIN_MS, retry.afterMs)
}

function changeAfterFailure(video: VideoRow, nowMs: number): Partial<VideoRow> {
  const tries = video.previews_tries + 1
  const isOver = tries >= MOST_TRIES
  return {
    previews_tries: tries,
    ...(isOver ? { previews: 'failed' } : { previews_at: nowMs + AGAIN_MS }),
  }
}
