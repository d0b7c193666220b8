import { mkdirSync, renameSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { mustRun } from '../../run-program.ts'
import { findMediaTool } from '../../sandbox/kit/probe.ts'
import type { World } from './world.ts'

/** A video that was put into the watched folder. */
export interface Dropped {
  file: string
  sha256: string
  sizeBytes: number
}

export type Kind = 'clean' | 'remux' | 'sound'

/** Tiny clips, made once; every dropped video is one of them with bytes of its own. */
export type Clips = Record<Kind, Uint8Array>

const SECONDS = 4
const PICTURE = `testsrc2=size=360x640:rate=30:duration=${SECONDS}`
const VIDEO = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-bf', '0']
const GROUPS = ['-g', '30', '-flags', '+cgop', '-use_editlist', '0']
const SOUND = ['-c:a', 'aac', '-ac', '2']
const FRONT = ['-movflags', '+faststart']

/** What each kind lacks: nothing, the index at the front, a sample rate that Instagram takes. */
const RECIPES: Record<Kind, { rate: number; output: string[] }> = {
  clean: { rate: 48_000, output: FRONT },
  remux: { rate: 48_000, output: [] },
  sound: { rate: 96_000, output: FRONT },
}

export async function makeClips(dir: string): Promise<Clips> {
  const ffmpegPath = findMediaTool('ffmpeg')
  const make = async (kind: Kind) => {
    const { rate, output } = RECIPES[kind]
    const path = join(dir, `${kind}.mp4`)
    const tone = `sine=frequency=440:duration=${SECONDS}:sample_rate=${rate}`
    const inputs = ['-f', 'lavfi', '-i', PICTURE, '-f', 'lavfi', '-i', tone]
    const command = [ffmpegPath, '-v', 'error', '-y', ...inputs, ...VIDEO, ...GROUPS, ...SOUND]
    await mustRun([...command, ...output, path])
    return Bun.file(path).bytes()
  }
  return { clean: await make('clean'), remux: await make('remux'), sound: await make('sound') }
}

const BLOCK = new Uint8Array(2 ** 20)

/** Puts a new video into the watched folder, padded with a `free` box that is like no other. */
export async function dropVideo(
  world: Pick<World, 'dir' | 'watchDir'>,
  clip: Uint8Array,
  about: { name: string; padBytes: number },
): Promise<Dropped> {
  const file = `${about.name}.mp4`
  const making = join(world.dir, 'making')
  mkdirSync(making, { recursive: true })
  const hasher = new Bun.CryptoHasher('sha256')
  const path = join(making, file)
  let sizeBytes = 0
  const handle = await open(path, 'w')
  const write = async (bytes: Uint8Array) => {
    hasher.update(bytes)
    sizeBytes += bytes.length
    await handle.write(bytes)
  }
  await write(unlikeAnyOther(clip))
  await write(freeBoxHead(about.padBytes))
  for (let left = about.padBytes - 24; left > 0; left -= BLOCK.length) {
    await write(BLOCK.subarray(0, Math.min(left, BLOCK.length)))
  }
  await handle.close()
  renameSync(path, join(world.watchDir, file))
  return { file, sha256: hasher.digest('hex'), sizeBytes }
}

const SIGNATURE = 'H.264/MPEG-4 AVC codec'

/** x264 signs its first frame; another signature survives a remux, which drops `free` boxes. */
function unlikeAnyOther(clip: Uint8Array): Uint8Array {
  const at = Buffer.from(clip.buffer, clip.byteOffset, clip.length).indexOf(SIGNATURE)
  if (at < 0) throw new Error('The clip carries no signature of x264.')
  const mark = Buffer.from(crypto.getRandomValues(new Uint8Array(SIGNATURE.length / 2)))
  const copy = clip.slice()
  copy.set(new TextEncoder().encode(mark.toString('hex')), at)
  return copy
}

/** Size, `free`, and sixteen bytes that no other box has. */
function freeBoxHead(boxBytes: number): Uint8Array {
  const head = new Uint8Array(24)
  new DataView(head.buffer).setUint32(0, boxBytes)
  head.set(new TextEncoder().encode('free'), 4)
  head.set(crypto.getRandomValues(new Uint8Array(16)), 8)
  return head
}
