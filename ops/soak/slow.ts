import { join } from 'node:path'
import { tinyClip } from '../../agent/tests/clips.ts'
import { endedVideos, type JournalPublication, readJournal } from './journal.ts'
import { PLATFORM_NAMES, type PlatformName } from './network/lines.ts'
import { dropVideo } from './world/videos.ts'
import type { World } from './world/world.ts'

export interface SlowOutcome {
  sizeBytes: number
  seconds: number
  /** How often it is there, and how many bytes were sent for it, heads of requests included. */
  platforms: { name: PlatformName; live: number; sentBytes: number; sendings: number }[]
  publications: Pick<JournalPublication, 'platform' | 'state' | 'reason'>[]
  isPublished: boolean
}

const LOOK_EVERY_MS = 500
const SLOW = { bytesPerSecond: 1000, latencyMs: 2000 }
const SENDING = /upload_id=|ig-api-upload/

/** One small video over lines of 1 KB a second with two seconds of latency, from end to end. */
export async function runSlow(
  world: World,
  { padBytes }: { padBytes: number },
  signal: AbortSignal,
): Promise<SlowOutcome> {
  await Promise.all(PLATFORM_NAMES.map(name => world.lines[name].set({ up: SLOW, down: SLOW })))
  const startedAt = performance.now()
  const { sha256, sizeBytes } = await dropVideo(world, await clip(world), {
    name: 'slow',
    padBytes,
  })
  const isOver = () => endedVideos(readJournal(world.home)).some(video => video.sha256 === sha256)
  while (!signal.aborted && !isOver()) await Bun.sleep(LOOK_EVERY_MS)
  const seconds = (performance.now() - startedAt) / 1000
  const platforms = await Promise.all(PLATFORM_NAMES.map(name => seenAt(world, name)))
  const isPublished = platforms.every(({ live }) => live === 1)
  const publications = readJournal(world.home).publications
  return { sizeBytes, seconds, platforms, publications, isPublished }
}

const clip = async ({ dir }: World) => Bun.file(await tinyClip(join(dir, 'tiny.mp4'))).bytes()

async function seenAt({ plain, lines }: World, name: PlatformName) {
  const answer = await fetch(`${plain[name].origin}/_sandbox/ledger`)
  // The sandbox is ours: its ledger has this shape.
  const { publications } = (await answer.json()) as { publications: object[] }
  const sendings = lines[name].exchanges.filter(it => SENDING.test(it.head))
  const sentBytes = sendings.reduce((sum, it) => sum + it.sentBytes, 0)
  return { name, live: publications.length, sentBytes, sendings: sendings.length }
}

/** What a person reads at the end. */
export function slowLines(it: SlowOutcome): string[] {
  return [
    `${it.sizeBytes} bytes at ${SLOW.bytesPerSecond} a second in ${Math.round(it.seconds)} s`,
    ...it.platforms.map(({ name, live, sentBytes, sendings }) => {
      const mark = live === 1 ? '✓' : '✗'
      return `${mark} ${name}: there ${live} times, ${sentBytes} bytes sent in ${sendings} requests`
    }),
    ...it.publications.map(
      ({ platform, state, reason }) => `  ${platform} ${state} ${reason ?? ''}`,
    ),
  ]
}
