import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { mustRun } from '../../run-program.ts'
import { findMediaTool } from '../kit/probe.ts'

export interface Clip {
  seconds?: number
  size?: string
  fps?: number
  /** ffmpeg arguments after the inputs, instead of the ones that every platform accepts. */
  encode?: string[]
  /** The sound source; `none` for a silent clip. */
  sound?: string
}

export const PLAIN_ENCODE = [
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '30'],
  ...['-c:a', 'aac', '-ar', '48000', '-ac', '2', '-movflags', '+faststart', '-use_editlist', '0'],
]

/** Makes a short real video with ffmpeg, so that tests judge files and not fixtures. */
export async function makeClip(path: string, clip: Clip = {}): Promise<string> {
  if (existsSync(path)) return path
  mkdirSync(dirname(path), { recursive: true })
  const { seconds = 4, size = '360x640', fps = 30, encode = PLAIN_ENCODE, sound } = clip
  const picture = ['-f', 'lavfi', '-i', `testsrc=size=${size}:rate=${fps}:duration=${seconds}`]
  const tone = ['-f', 'lavfi', '-i', sound ?? `sine=frequency=440:duration=${seconds}`]
  const inputs = sound === 'none' ? picture : [...picture, ...tone]
  const partial = path.replace(/(\.\w+)$/, '.partial$1')
  const quiet = ['-v', 'error', '-y']
  await mustRun([findMediaTool('ffmpeg'), ...quiet, ...inputs, ...encode, partial])
  renameSync(partial, path)
  return path
}
