import type { VideoRow } from '../journal/rows.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { pictureAt, setCover } from '../wishes/set-cover.ts'
import { findVideo } from './arguments/find-videos.ts'
import { withCore } from './context.ts'

/** `content cover VIDEO SECONDS`: which picture stands for the video. */
export function cover(out: Output, wanted: string, at: string): Promise<ExitCode> {
  return withCore(async core => {
    const video = findVideo(core, wanted)
    const ms = at === 'none' ? null : coverMs(video, Number(at.trim() || Number.NaN))
    setCover(core.journal, video, ms)
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
  return pictureAt(video, Math.round(seconds * 1000))
}
