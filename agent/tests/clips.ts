import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { madeOnce } from '../../ops/testing/made-once.ts'
import { findTools } from '../src/media/tools/find-tools.ts'
import { mustRun } from './run-program.ts'

/** A small vertical video that every platform takes as it is; another `seed`, another tone. */
export async function clip(path: string, seed = '1', seconds = 4): Promise<string> {
  const pictures = await made('pictures.mp4', [
    ...['-f', 'lavfi', '-i', `testsrc2=size=540x960:rate=30:duration=${seconds}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-bf', '0'],
    ...['-g', '30', '-flags', '+cgop'],
  ])
  const plain = ['-use_editlist', '0', '-movflags', '+faststart']
  await withTone(path, { pictures, seed, seconds, options: plain })
  return path
}

/** The smallest that every platform takes as it is: one grey picture and silence, some 8 KB. */
export async function tinyClip(path: string, seconds = 3.2): Promise<string> {
  const tiny = await made('tiny.mp4', [
    ...['-f', 'lavfi', '-i', `color=gray:size=540x960:rate=24:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=stereo', '-t', String(seconds)],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '40', '-pix_fmt', 'yuv420p'],
    ...['-bf', '0', '-g', '48', '-flags', '+cgop', '-c:a', 'aac', '-b:a', '32k'],
    ...['-use_editlist', '0', '-movflags', '+faststart'],
  ])
  copyFileSync(tiny, path)
  return path
}

/** Pads a video with a `free` box, so that it is large, quick to make and still whole. */
export async function largeClip(path: string, seed: string, bytes: number): Promise<string> {
  await clip(path, seed)
  const head = new Uint8Array(8)
  new DataView(head.buffer).setUint32(0, bytes)
  head.set(new TextEncoder().encode('free'), 4)
  const video = readFileSync(path)
  writeFileSync(path, Buffer.concat([video, head, new Uint8Array(bytes - 8)]))
  return path
}

/** A landscape Matroska file, which no short-video platform takes before it was prepared. */
export async function wideClip(path: string, { size = '640x360', seconds = 4 } = {}) {
  const pictures = await made('wide.mkv', [
    ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=30:duration=${seconds}`],
    ...['-c:v', 'mpeg4', '-q:v', '5'],
  ])
  await withTone(path, { pictures, seed: path, seconds })
}

interface Toned {
  pictures: string
  seed: string
  seconds: number
  options?: string[]
}

/** Other bytes alone would not make another video: the same pictures need another sound. */
async function withTone(path: string, { pictures, seed, seconds, options = [] }: Toned) {
  const tone = `frequency=${200 + (Bun.hash.crc32(seed) % 4000)}`
  const made = join(tmpdir(), `clip-${crypto.randomUUID()}${extname(pictures)}`)
  await encode(made, [
    ...['-i', pictures, '-f', 'lavfi'],
    ...['-i', `sine=${tone}:duration=${seconds}:sample_rate=48000`, '-c:v', 'copy'],
    ...['-c:a', 'aac', '-ac', '2', '-metadata', `comment=${seed}`, ...options],
  ])
  // All of it at once, as a watched folder would not see it while it is encoded.
  const bytes = readFileSync(made)
  await Bun.file(made).delete()
  writeFileSync(path, bytes)
}

/** Encodes once in a run what this recipe says. */
function made(name: string, recipe: string[]): Promise<string> {
  const key = Bun.hash(recipe.join(' ')).toString(16)
  return madeOnce(`${key}-${name}`, target => encode(target, recipe))
}

async function encode(target: string, recipe: string[]) {
  const { ffmpegPath } = await findTools({ searchPath: process.env.PATH ?? '' })
  await mustRun([ffmpegPath, '-v', 'error', '-y', ...recipe, target])
}
