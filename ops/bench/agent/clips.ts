import type { Tools } from '../../../agent/src/media/tools/find-tools.ts'
import { yieldToOthers } from '../../../agent/src/media/tools/run-tool.ts'

/** Runs one ffmpeg to its end; throws what it said when it fails. */
export async function ffmpeg(
  tools: Tools,
  args: readonly string[],
  comesAfterOthers = false,
): Promise<void> {
  const child = Bun.spawn([tools.ffmpegPath, '-v', 'error', '-nostdin', '-y', ...args], {
    stderr: 'pipe',
  })
  if (comesAfterOthers) yieldToOthers(child.pid)
  const said = await new Response(child.stderr).text()
  if ((await child.exited) !== 0) throw new Error(said.trim())
}

const PICTURES = 'testsrc2=size=1920x1080:rate=30:duration=60'
const SOUND = 'sine=frequency=440:duration=60:sample_rate=48000'
const INPUTS = ['-f', 'lavfi', '-i', PICTURES, '-f', 'lavfi', '-i', SOUND]

/** A minute that every platform takes, but for its index, which stands at the end. */
export async function compliantClip(tools: Tools, path: string): Promise<string> {
  const video = ['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '8M', '-maxrate', '10M']
  const shape = ['-bufsize', '8M', '-pix_fmt', 'yuv420p', '-bf', '0', '-g', '60', '-flags', '+cgop']
  await ffmpeg(tools, [...INPUTS, ...video, ...shape, '-c:a', 'aac', '-ac', '2', path])
  return path
}

/** A minute of 10-bit HEVC, as a camera records it. */
export async function cameraClip(tools: Tools, path: string): Promise<string> {
  const video = ['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le']
  const quiet = ['-x265-params', 'log-level=error', '-tag:v', 'hvc1']
  await ffmpeg(tools, [...INPUTS, ...video, ...quiet, '-c:a', 'aac', '-ac', '2', path])
  return path
}
