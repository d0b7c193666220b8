import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from '../../run-program.ts'
import type { Frame } from './camera.ts'

/** Nothing happens for longer than this only while somebody waits. */
const LONGEST_STILL_SECONDS = 0.6
const FRAMES_A_SECOND = 15

export interface Shown {
  path: string
  seconds: number
}

/**
 * As long as its caption: waiting is cut out, the rest goes faster where there is still too much,
 * and what is seen last stays until the caption has been read.
 */
export function fitted(frames: readonly Frame[], seconds: number): Shown[] {
  const shown = frames.map(({ path, atMs }, index) => {
    const next = frames[index + 1]?.atMs ?? atMs
    return { path, seconds: Math.min((next - atMs) / 1000, LONGEST_STILL_SECONDS) }
  })
  const lasts = shown.reduce((sum, it) => sum + it.seconds, 0)
  // Its end is to be seen as well.
  const most = seconds - LONGEST_STILL_SECONDS
  const speed = lasts > most ? most / lasts : 1
  const quick = shown.map(it => ({ ...it, seconds: it.seconds * speed }))
  const last = quick.at(-1)
  if (last) last.seconds = seconds - lasts * speed
  return quick
}

/** Both kinds of film: the smaller one, and the one that every browser plays. */
export async function encode(shown: readonly Shown[], folder: string, out: string): Promise<void> {
  const list = join(folder, 'frames.txt')
  const lines = shown.map(it => `file '${it.path}'\nduration ${it.seconds.toFixed(4)}`)
  // The last one counts only when it is named again.
  writeFileSync(list, [...lines, `file '${shown.at(-1)?.path}'`, ''].join('\n'))
  const input = [
    process.env.FFMPEG_PATH ?? Bun.which('ffmpeg') ?? 'ffmpeg',
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'],
    ...['-f', 'concat', '-safe', '0', '-i', list],
    ...['-vf', `fps=${FRAMES_A_SECOND},format=yuv420p`, '-an', '-map_metadata', '-1'],
  ]
  await mustRun([
    ...input,
    ...['-c:v', 'libvpx-vp9', '-crf', '38', '-b:v', '0', '-g', '200', '-row-mt', '1'],
    ...['-deadline', 'realtime', '-cpu-used', '8', '-tune-content', 'screen', `${out}.webm`],
  ])
  await mustRun([
    ...input,
    ...['-c:v', 'libx264', '-crf', '27', '-preset', 'fast', '-tune', 'animation', '-g', '200'],
    ...['-movflags', '+faststart', `${out}.mp4`],
  ])
}
