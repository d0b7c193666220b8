import type { Core } from '../core.ts'
import type { VideoRow } from '../journal/rows.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { factsOf } from '../publish/steps/video-facts.ts'
import { findVideo } from './arguments/find-videos.ts'
import { withCore } from './context.ts'

/** `content cover VIDEO SECONDS`: which picture stands for the video. */
export function cover(out: Output, wanted: string, at: string): Promise<ExitCode> {
  return withCore(async core => {
    const video = findVideo(core, wanted)
    const ms = at === 'none' ? null : coverMs(video, Number(at.trim() || Number.NaN))
    setCover(core, video, ms)
    out.say(ms === null ? 'The usual picture is taken.' : `The picture at ${ms / 1000} s is taken.`)
    out.json({ sha256: video.sha256, coverMs: ms })
    return EXIT.ok
  })
}

/** Seconds from the start in milliseconds; refused when the video has no such picture. */
export function coverMs(video: VideoRow, seconds: number): number {
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new Refusal(EXIT.usage, 'Say which picture in seconds from the start, such as 12.5.')
  }
  if (video.facts === null) {
    throw new Refusal(EXIT.waiting, 'The video is still being read. Try again in a moment.')
  }
  const { durationMs } = factsOf(video)
  const ms = Math.round(seconds * 1000)
  if (ms < durationMs) return ms
  const length = (Math.floor(durationMs / 100) / 10).toFixed(1)
  throw new Refusal(EXIT.usage, `The video is ${length} s long; it has no picture at ${seconds} s.`)
}

export function setCover(core: Core, video: VideoRow, ms: number | null): void {
  const rows = core.journal.publicationsOf(video.sha256)
  if (rows.length > 0 && rows.every(row => row.state === 'published')) {
    throw new Refusal(EXIT.usage, 'That video is published; change its picture at the platform.')
  }
  core.journal.changeVideo(video.sha256, { cover_ms: ms })
}
