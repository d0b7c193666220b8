import { chmodSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import ffmpeg from '@ffmpeg-installer/ffmpeg'
import { runProgram } from '../run-program.ts'

const SECONDS = 6

/** Puts a small moving picture with a tone into an empty watch folder; returns its name or null. */
export async function ensureSample(folder: string): Promise<string | null> {
  const inside = readdirSync(folder, { withFileTypes: true })
  if (inside.some(it => it.isFile() && !it.name.startsWith('.'))) return null
  const name = 'my-first-video.mp4'
  const partial = join(folder, '.my-first-video.mp4.part')
  await draw(partial)
  renameSync(partial, join(folder, name))
  return name
}

async function draw(path: string): Promise<void> {
  const picture = `testsrc2=size=720x1280:rate=30:duration=${SECONDS}`
  const tone = `sine=frequency=440:sample_rate=48000:duration=${SECONDS}`
  const codecs = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
  const { code, err } = await runProgram([
    program(),
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'],
    ...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', tone],
    ...codecs,
    ...['-ac', '2', '-g', '60', '-movflags', '+faststart', '-f', 'mp4', path],
  ])
  if (code === 0) return
  rmSync(path, { force: true })
  throw new Error(`The sample video could not be made: ${err}`)
}

/** What to know when nothing but the packaged FFmpeg is there; null where another one is. */
export const oldFfmpegWarning = (): string | null =>
  process.env.FFMPEG_PATH || Bun.which('ffmpeg')
    ? null
    : 'FFmpeg is the one of 2018 that comes along. Install a newer one: nobody mends its holes.'

/** ffmpeg as the environment names it, on the PATH, or from its package. */
function program(): string {
  const found = process.env.FFMPEG_PATH ?? Bun.which('ffmpeg')
  if (found) return found
  try {
    // Install scripts are off, so nobody has set the execute bit.
    chmodSync(ffmpeg.path, 0o755)
  } catch {
    // Somebody else owns the package; then it is either executable already or ffmpeg will say so.
  }
  return ffmpeg.path
}
