import type { Facts } from './facts.ts'
import type { Tools } from './find-tools.ts'
import { fileArgument, runTool, SAFE_INPUT } from './run-tool.ts'

const SHARES = [0.1, 0.5, 0.9]
const LONGEST_SIDE = 512

/** Up to three small JPEG pictures from a video, for a model that writes its metadata. */
export async function keyFrames(
  tools: Tools,
  video: { path: string; facts: Facts },
  signal?: AbortSignal,
): Promise<Uint8Array[]> {
  const at = SHARES.map(share => (video.facts.durationMs / 1000) * share)
  const frames = await Promise.all(at.map(second => frameAt(tools, { ...video, second }, signal)))
  return frames.filter(frame => frame.length > 0)
}

async function frameAt(
  tools: Tools,
  { path, facts, second }: { path: string; facts: Facts; second: number },
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const [w, h] = ['iw', 'ih'].map(side => `min(${LONGEST_SIDE}\\,${side})`)
  const scale = `scale=w=${w}:h=${h}:force_original_aspect_ratio=decrease`
  const { stdout } = await runTool(
    [
      ...[tools.ffmpegPath, '-nostdin', '-v', 'error', '-ss', second.toFixed(3), ...SAFE_INPUT],
      ...['-i', fileArgument(path), '-map', `0:${facts.video.index}`, '-frames:v', '1'],
      ...['-vf', `${scale},format=yuvj420p`, '-q:v', '5', '-f', 'mjpeg', 'pipe:1'],
    ],
    { timeLimitMs: 60_000, signal },
  )
  return stdout
}
