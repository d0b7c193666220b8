import type { Facts } from './facts.ts'
import { MediaError } from './media-error.ts'
import { pictureOf } from './picture.ts'
import type { Tools } from './tools/find-tools.ts'

export interface CoverFrame {
  readonly path: string
  readonly facts: Facts
  /** Counted from the start of the video. */
  readonly atMs: number
}

const WIDEST = 1280
const LARGEST_BYTES = 2_000_000
// JPEG quality as FFmpeg counts it: 2 is the best, 31 the worst.
const QUALITIES = [3, 6, 12, 24]

/** One picture of a video as a JPEG that YouTube takes as its thumbnail. */
export async function coverJpeg(
  tools: Tools,
  { path, facts, atMs }: CoverFrame,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  // The very last picture may begin up to a second before the stated end.
  const latest = Math.max(0, facts.durationMs - 1000)
  for (const quality of QUALITIES) {
    const wanted = { path, facts, quality, longestSide: WIDEST }
    const atWish = await pictureOf(tools, { ...wanted, atMs: Math.min(atMs, latest) }, signal)
    const jpeg = atWish.length > 0 ? atWish : await pictureOf(tools, { ...wanted, atMs: 0 }, signal)
    if (jpeg.length === 0) break
    if (jpeg.length <= LARGEST_BYTES) return jpeg
  }
  throw new MediaError('ffmpeg', 'No cover picture could be taken from this video.')
}
