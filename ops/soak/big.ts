import { readFileSync } from 'node:fs'
import { rename, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { STAND_INS } from '../sandbox/index.ts'
import { endedVideos, readJournal } from './journal.ts'
import { PLATFORM_NAMES } from './network/lines.ts'
import type { Clips } from './world/videos.ts'
import type { World } from './world/world.ts'

export interface BigOutcome {
  sizeBytes: number
  cuts: number
  seconds: number
  sentBytes: number
  /** The agent's largest memory ever, over all of its lives. */
  peakBytes: number
  sha256: { file: string; arrived: string[] }
  isPublished: boolean
}

const LOOK_EVERY_MS = 20
const MB = 1e6

/** Where parts are largest, a cut costs most. */
export const BIG_PLATFORM = PLATFORM_NAMES.reduce((most, it) =>
  STAND_INS[it].soak.requestBytes > STAND_INS[most].soak.requestBytes ? it : most,
)

/** One huge sparse file, over a line that is cut again and again. */
export async function runBig(
  world: World,
  { clips, sizeBytes, cuts }: { clips: Clips; sizeBytes: number; cuts: number },
  signal: AbortSignal,
): Promise<BigOutcome> {
  const line = world.lines[BIG_PLATFORM]
  const making = join(world.dir, 'big.mp4')
  await makeSparse(making, clips.clean, sizeBytes)
  const sha256 = await hashOf(making)
  const startedAt = performance.now()
  await rename(making, join(world.watchDir, 'big.mp4'))
  const everyBytes = sizeBytes / (cuts + 1)
  let done = 0
  let peakBytes = 0
  while (!signal.aborted && !isOver(world, sha256)) {
    peakBytes = Math.max(peakBytes, peakOf(world.victims.agent.pid()))
    // Each cut comes in the middle of a chunk that is on its way.
    if (done < cuts && line.stats.bytesUp >= (done + 0.5) * everyBytes) {
      line.cut()
      done += 1
    }
    await Bun.sleep(LOOK_EVERY_MS)
  }
  const answer = await fetch(`${world.plain[BIG_PLATFORM].origin}/_sandbox/ledger`)
  // The sandbox is ours: its ledger has this shape.
  const { publications } = (await answer.json()) as { publications: { sha256: string }[] }
  return {
    sizeBytes,
    cuts: done,
    seconds: (performance.now() - startedAt) / 1000,
    sentBytes: line.stats.bytesUp,
    peakBytes,
    sha256: { file: sha256, arrived: publications.map(it => it.sha256) },
    isPublished: publications.length === 1 && publications[0]?.sha256 === sha256,
  }
}

/** A whole tiny video, then a `free` box of 64-bit size that takes no room on disk. */
async function makeSparse(path: string, clip: Uint8Array, sizeBytes: number): Promise<void> {
  const head = new Uint8Array(32)
  const view = new DataView(head.buffer)
  view.setUint32(0, 1)
  head.set(new TextEncoder().encode('free'), 4)
  view.setBigUint64(8, BigInt(sizeBytes - clip.length))
  head.set(crypto.getRandomValues(new Uint8Array(16)), 16)
  await Bun.write(path, Buffer.concat([clip, head]))
  await truncate(path, sizeBytes)
}

async function hashOf(path: string): Promise<string> {
  const hasher = new Bun.CryptoHasher('sha256')
  for await (const chunk of Bun.file(path).stream()) hasher.update(chunk)
  return hasher.digest('hex')
}

function isOver({ home }: World, sha256: string): boolean {
  return endedVideos(readJournal(home)).some(video => video.sha256 === sha256)
}

/** `VmHWM`; 0 where the system does not tell. */
function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

/** What a person reads at the end. */
export function bigLines(it: BigOutcome): string[] {
  const mb = (bytes: number) => `${Math.round(bytes / MB)} MB`
  return [
    `${mb(it.sizeBytes)} in ${Math.round(it.seconds)} s, cut ${it.cuts} times`,
    `${mb(it.sentBytes)} sent in all, ${mb(it.sentBytes - it.sizeBytes)} of it again`,
    `the agent took ${mb(it.peakBytes)} of memory at most`,
    `${it.isPublished ? '✓' : '✗'} sent ${it.sha256.file}`,
    `  arrived ${it.sha256.arrived.join(', ')}`,
  ]
}
