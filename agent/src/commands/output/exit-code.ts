import { EXIT, type ExitCode } from '../../lib/refusal.ts'
import type { VideoStatus } from '../../status/status.ts'

/** The exit code that sums up how videos stand: the worst news that a person can act on first. */
export function exitCodeFor(videos: readonly VideoStatus[]): ExitCode {
  const all = videos.flatMap(video => [video, ...video.publications])
  if (all.some(it => it.remedy === 'upgradePlan')) return EXIT.planLimit
  if (all.some(it => it.state === 'failed' || it.state === 'unknown' || it.state === 'held')) {
    return EXIT.failed
  }
  if (all.some(it => it.state === 'awaiting_review' || isStuck(it))) return EXIT.needsYou
  return videos.every(isFinished) ? EXIT.ok : EXIT.waiting
}

const isStuck = (it: { whoCanFix: string | null; state: string }) =>
  it.whoCanFix === 'you' && it.state !== 'published'

const isFinished = (video: VideoStatus) =>
  video.state === 'published' ||
  (video.state === 'copy' && video.publications.every(it => it.state === 'published'))
