import type { Facts } from './facts.ts'
import type { Tools } from './find-tools.ts'
import { fileArgument, runTool, SAFE_INPUT } from './run-tool.ts'

interface Wanted {
  readonly path: string
  readonly facts: Facts
  readonly atMs: number
  readonly longestSide: number
  /** 2 is the best, 31 the worst. */
  readonly quality: number
}

/** One picture of a video as a JPEG; empty when there is none at that time. */
export async function pictureOf(
  tools: Tools,
  { path, facts, atMs, longestSide, quality }: Wanted,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { width, height } = facts.video
  const down = Math.min(1, longestSide / Math.max(width, height))
  const [w, h] = [width, height].map(side => Math.max(1, Math.round(side * down)))
  const { stdout } = await runTool(
    [
      ...[tools.ffmpegPath, '-nostdin', '-v', 'error', '-ss', (atMs / 1000).toFixed(3)],
      ...[...SAFE_INPUT, '-i', fileArgument(path), '-map', `0:${facts.video.index}`],
      ...['-frames:v', '1', '-vf', `scale=${w}:${h},setsar=1,format=yuvj420p`],
      ...['-q:v', String(quality), '-f', 'mjpeg', 'pipe:1'],
    ],
    { timeLimitMs: 60_000, signal },
  )
  return stdout
}
