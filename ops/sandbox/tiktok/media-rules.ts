import { open } from 'node:fs/promises'
import { scanBoxes } from '../instagram/boxes.ts'
import { type MediaFacts, probeMedia } from '../kit/probe.ts'

const CODECS = ['h264', 'hevc', 'vp8', 'vp9']
const MAX_API_SECONDS = 600

export type MediaFailReason =
  | 'file_format_check_failed'
  | 'duration_check_failed'
  | 'frame_rate_check_failed'
  | 'picture_size_check_failed'

/** The `fail_reason` that TikTok's checks give a received file; `undefined` when it passes. */
export async function mediaFailReason(
  path: string,
  creatorMaxSec: number,
): Promise<MediaFailReason | undefined> {
  const facts = await probeMedia(path)
  if (!facts?.video || !CODECS.includes(facts.video.codec)) return 'file_format_check_failed'
  if (!(await isWholeContainer(path, facts))) return 'file_format_check_failed'
  return pictureFailReason(facts, creatorMaxSec)
}

/** The checks that need only the probe. */
export function pictureFailReason(
  { durationSec, video }: MediaFacts,
  creatorMaxSec: number,
): MediaFailReason | undefined {
  if (!video) return 'file_format_check_failed'
  // A container's duration is rounded to its time scale, so the bound gets a frame of slack.
  if (durationSec > Math.min(MAX_API_SECONDS, creatorMaxSec) + 0.05) return 'duration_check_failed'
  if (video.fps < 22.5 || video.fps > 60.5) return 'frame_rate_check_failed'
  const sides = [video.width, video.height]
  if (sides.some(side => side < 360 || side > 4096)) return 'picture_size_check_failed'
  return undefined
}

async function isWholeContainer(path: string, facts: MediaFacts): Promise<boolean> {
  if (facts.formatNames.includes('mp4')) return !(await scanBoxes(path)).isCutShort
  if (facts.formatNames.includes('webm')) return (await head(path)).includes('webm')
  return false
}

// ffprobe calls Matroska and WebM by one name; the document type is in the first bytes.
async function head(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}
