import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findTools } from '../src/media/tools/find-tools.ts'
import { mustRun } from './run-program.ts'

/** A small vertical video that every platform takes as it is; another `seed`, another tone. */
export async function clip(path: string, seed = '1', seconds = 4): Promise<string> {
  const { ffmpegPath } = await findTools({ searchPath: process.env.PATH ?? '' })
  const picture = `testsrc2=size=540x960:rate=30:duration=${seconds}`
  const tone = `frequency=${200 + (Bun.hash.crc32(seed) % 4000)}`
  const made = join(tmpdir(), `clip-${crypto.randomUUID()}.mp4`)
  await mustRun([
    ...[ffmpegPath, '-v', 'error', '-y', '-f', 'lavfi', '-i', picture],
    ...['-f', 'lavfi', '-i', `sine=${tone}:duration=${seconds}:sample_rate=48000`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-bf', '0', '-g', '30'],
    ...['-flags', '+cgop', '-c:a', 'aac', '-ac', '2', '-metadata', `comment=${seed}`],
    ...['-use_editlist', '0', '-movflags', '+faststart', made],
  ])
  const bytes = readFileSync(made)
  await Bun.file(made).delete()
  writeFileSync(path, bytes)
  return path
}

/** The smallest that every platform takes as it is: one grey picture and silence, some 8 KB. */
export async function tinyClip(path: string, seconds = 3.2): Promise<string> {
  const { ffmpegPath } = await findTools({ searchPath: process.env.PATH ?? '' })
  const picture = `color=gray:size=540x960:rate=24:duration=${seconds}`
  await mustRun([
    ...[ffmpegPath, '-v', 'error', '-y', '-f', 'lavfi', '-i', picture],
    ...['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=stereo', '-t', String(seconds)],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '40', '-pix_fmt', 'yuv420p'],
    ...['-bf', '0', '-g', '48', '-flags', '+cgop', '-c:a', 'aac', '-b:a', '32k'],
    ...['-use_editlist', '0', '-movflags', '+faststart', path],
  ])
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
export async function wideClip(path: string): Promise<void> {
  const { ffmpegPath } = await findTools({ searchPath: process.env.PATH ?? '' })
  await mustRun([
    ...[ffmpegPath, '-v', 'error', '-y', '-f', 'lavfi'],
    ...['-i', 'testsrc2=size=1920x1080:rate=30:duration=12'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:duration=12:sample_rate=48000'],
    ...['-c:v', 'mpeg4', '-q:v', '5', '-c:a', 'aac', '-ac', '2', path],
  ])
}
