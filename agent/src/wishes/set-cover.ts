import type { Journal } from '../journal/journal.ts'
import type { VideoRow } from '../journal/rows.ts'
import { EXIT, Refusal } from '../lib/refusal.ts'
import { factsOf } from '../publish/steps/video-facts.ts'
import { noWay } from './no-way.ts'

/** The same milliseconds from the start; refused when the video has no such picture. */
export function pictureAt(video: VideoRow, ms: number): number {
  if (video.facts === null) {
    throw new Refusal(EXIT.waiting, 'The video is still being read. Try again in a moment.')
  }
  const { durationMs } = factsOf(video)
  if (ms < durationMs) return ms
  const length = (Math.floor(durationMs / 100) / 10).toFixed(1)
  throw noWay(`The video is ${length} s long; it has no picture at ${ms / 1000} s.`)
}

/** Chooses the picture that stands for the video; null: the usual one. */
export function setCover(journal: Journal, video: VideoRow, ms: number | null): void {
  const rows = journal.publicationsOf(video.sha256)
  if (rows.length > 0 && rows.every(row => row.state === 'published')) {
    throw noWay('That video is published; change its picture at the platform.')
  }
  journal.changeVideo(video.sha256, { cover_ms: ms })
}
