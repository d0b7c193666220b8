import type { Facts } from './facts.ts'
import { pictureOf } from './picture.ts'
import type { Tools } from './tools/find-tools.ts'

const SHARES = [0.1, 0.5, 0.9]
const LONGEST_SIDE = 512

/** Up to three small JPEG pictures from a video, for a model that writes its metadata. */
export async function keyFrames(
  tools: Tools,
  { path, facts }: { path: string; facts: Facts },
  signal?: AbortSignal,
): Promise<Uint8Array[]> {
  const times = SHARES.map(share => facts.durationMs * share)
  const small = { path, facts, longestSide: LONGEST_SIDE, quality: 5 }
  const frames = await Promise.all(times.map(atMs => pictureOf(tools, { ...small, atMs }, signal)))
  return frames.filter(frame => frame.length > 0)
}
