import { scanBoxes } from '../instagram/boxes.ts'
import { type MediaFacts, probeMedia } from '../kit/probe.ts'

// The field's own text says 5 GB; its guide says this.
const MAX_BYTES = 500_000_000
const MIN_SECONDS = 3
const MAX_SECONDS = 1800
const MAX_ASPECT = 2.4
// A container's duration is rounded to its time scale, so the bounds get a frame of slack.
const SLACK_SECONDS = 0.05

/** The `processingFailureReason` of a received file; `undefined` when it passes. */
export async function mediaFailReason(path: string): Promise<string | undefined> {
  const facts = await probeMedia(path)
  if (!facts) return 'The file is not a video'
  const said = factsFailReason({ ...facts, sizeBytes: Bun.file(path).size })
  if (said) return said
  return (await scanBoxes(path)).isCutShort ? 'The file is cut short' : undefined
}

/** The checks that need only the probe. */
export function factsFailReason(file: MediaFacts & { sizeBytes: number }): string | undefined {
  const { video, durationSec, sizeBytes } = file
  if (!video || !file.formatNames.includes('mp4')) return 'The file is not an MP4 video'
  if (sizeBytes > MAX_BYTES) return 'The file is too large'
  if (durationSec < MIN_SECONDS - SLACK_SECONDS) return 'The video is too short'
  if (durationSec > MAX_SECONDS + SLACK_SECONDS) return 'The video is too long'
  const aspect = video.width / video.height
  const isShape = aspect <= MAX_ASPECT && aspect >= 1 / MAX_ASPECT
  return isShape ? undefined : 'The aspect ratio is not supported'
}
