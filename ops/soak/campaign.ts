import { start } from '../../agent/tests/processes.ts'
import { STAND_INS } from '../sandbox/index.ts'
import { type Kill, makeChaos } from './chaos.ts'
import { gather } from './evidence.ts'
import { endedVideos, isEnded, type JournalPicture, readJournal } from './journal.ts'
import { PLATFORM_NAMES } from './network/lines.ts'
import { type Evidence, judge, type Violation } from './oracle.ts'
import { pick, seededRandom } from './random.ts'
import { type Clips, type Dropped, dropVideo, type Kind } from './world/videos.ts'
import type { World } from './world/world.ts'

export interface CampaignOptions {
  kills: number
  seed: number
  clips: Clips
  /** No more than so many videos; without it they keep coming as long as there are kills. */
  videos?: number
  /** How long everything may take to come to rest after the last kill. */
  restMs: number
  signal: AbortSignal
  onKill?: (kill: Kill) => void
  /** Looked at now and then; when it says so, the campaign ends early. */
  isEnough?: () => boolean
}

export interface Outcome {
  kills: Kill[]
  evidence: Evidence
  violations: Violation[]
  seconds: number
}

const LOOK_EVERY_MS = 250
const MOST_OPEN = 8
const REFUSE_EVERY = 10
const KINDS: readonly Kind[] = ['clean', 'clean', 'clean', 'clean', 'remux', 'sound']
/** The platform that is asked to refuse a video for good, now and then. */
const REFUSER = PLATFORM_NAMES.reduce((found, it) => (STAND_INS[found].soak.refusal ? found : it))
const REFUSED = STAND_INS[REFUSER].soak.refusal
/** What that platform calls it. */
const REFUSAL = REFUSED?.code ?? ''

/** Drops videos and kills programs, waits until all is at rest, and judges what is left. */
export async function runCampaign(world: World, options: CampaignOptions): Promise<Outcome> {
  const startedAt = performance.now()
  const random = seededRandom(options.seed)
  const chaos = makeChaos(world, seededRandom(options.seed + 1))
  const life = makeLife(world, options, random)
  const kills: Kill[] = []
  const killing = (async () => {
    while (kills.length < options.kills && !options.signal.aborted && !options.isEnough?.()) {
      const kill = await chaos.once()
      kills.push(kill)
      options.onKill?.(kill)
    }
  })()
  await life.until(killing)
  await chaos.calm()
  const end = await judgeAtRest(world, life.dropped, options)
  return { kills, ...end, seconds: (performance.now() - startedAt) / 1000 }
}

/** Waits until each video has come to its end and the server knows; judges what is there then. */
export async function judgeAtRest(
  world: World,
  dropped: Dropped[],
  { restMs, signal }: Pick<CampaignOptions, 'restMs' | 'signal'>,
): Promise<Pick<Outcome, 'evidence' | 'violations'>> {
  const endsAt = performance.now() + restMs
  while (performance.now() < endsAt && !signal.aborted) {
    const picture = readJournal(world.home)
    await approveWaiting(world, picture)
    if (isAtRest(picture, dropped)) break
    await Bun.sleep(LOOK_EVERY_MS)
  }
  // The last thing an agent does is moving the file; it has done so when the journal says so.
  await world.victims.agent.stop()
  const evidence = await gather(world, { dropped, provoked: [REFUSAL] })
  return { evidence, violations: judge(evidence) }
}

function makeLife(world: World, options: CampaignOptions, random: () => number) {
  const dropped: Dropped[] = []
  const most = options.videos ?? Number.POSITIVE_INFINITY
  const add = async () => {
    const name = `soak ${options.seed} ${dropped.length + 1}`
    if (dropped.length % 8 === 5) await world.creator.askEachTime(true).catch(() => undefined)
    if (dropped.length % 8 === 7) await world.creator.askEachTime(false).catch(() => undefined)
    const clip = options.clips[pick(random, KINDS) ?? 'clean']
    dropped.push(await dropVideo(world, clip, { name, padBytes: padBytes(dropped.length, random) }))
  }
  const look = async () => {
    const picture = readJournal(world.home)
    await approveWaiting(world, picture)
    const refused = picture.publications.filter(row => row.code === REFUSAL).length
    // What a sandbox was asked to refuse dies with it, so it is asked until it happened.
    if (refused * REFUSE_EVERY < dropped.length) await refuseNext(world)
    const open = dropped.length - endedVideos(picture).length
    if (open < MOST_OPEN && dropped.length < most) await add()
  }
  return {
    dropped,
    async until(end: Promise<void>) {
      let isOver = false
      const over = end.finally(() => {
        isOver = true
      })
      while (!isOver) {
        await look()
        await Promise.race([over, Bun.sleep(LOOK_EVERY_MS)])
      }
      await over
    },
  }
}

function isAtRest(picture: JournalPicture, dropped: readonly Dropped[]): boolean {
  const ended = new Set(endedVideos(picture).map(video => video.sha256))
  return (
    dropped.every(it => ended.has(it.sha256)) &&
    picture.publications.every(row => isEnded(row) && row.isReported)
  )
}

const MB = 1_000_000

/** Mostly small, some of several chunks, a few of several chunks of the largest kind. */
function padBytes(index: number, random: () => number): number {
  if (index % 12 === 2) return 18 * MB
  const chance = random()
  if (chance < 0.7) return Math.round((0.5 + random() * 3) * MB)
  if (chance < 0.9) return Math.round((5 + random() * 15) * MB)
  if (chance < 0.97) return Math.round((20 + random() * 20) * MB)
  return 70 * MB
}

async function refuseNext({ plain }: World): Promise<void> {
  const url = `${plain[REFUSER].origin}/_sandbox/faults`
  try {
    await fetch(url, { method: 'DELETE', keepalive: false })
    await fetch(url, { method: 'POST', body: JSON.stringify(REFUSED?.fault), keepalive: false })
  } catch {
    // It was killed just now.
  }
}

/** Several campaigns, seen as one. */
export function together([first, ...others]: readonly [Outcome, ...Outcome[]]): Outcome {
  return others.reduce((one, other) => {
    const { api } = one.evidence
    const sum = {
      publications: [...api.publications, ...other.evidence.api.publications],
      used: api.used + other.evidence.api.used,
      held: api.held + other.evidence.api.held,
      holds: api.holds + other.evidence.api.holds,
    }
    return {
      kills: [...one.kills, ...other.kills],
      violations: [...one.violations, ...other.violations],
      seconds: Math.max(one.seconds, other.seconds),
      evidence: { ...joined(one.evidence, other.evidence), api: sum },
    }
  }, first)
}

function joined(one: Evidence, other: Evidence): Omit<Evidence, 'api'> {
  return {
    dropped: [...one.dropped, ...other.dropped],
    videos: [...one.videos, ...other.videos],
    publications: [...one.publications, ...other.publications],
    ledger: [...one.ledger, ...other.ledger],
    filesOnDisk: [...one.filesOnDisk, ...other.filesOnDisk],
    uploads: [...one.uploads, ...other.uploads],
    accidents: [...one.accidents, ...other.accidents],
    provoked: one.provoked,
  }
}

/** Does what a creator does with a video that waits for a choice. */
async function approveWaiting(world: World, { publications }: JournalPicture): Promise<void> {
  const waiting = publications.find(row => row.state === 'awaiting_review' && row.choice === null)
  if (!waiting) return
  const { args, env } = world.agentLife
  const choice = STAND_INS[waiting.platform].demoChoice?.(['SELF_ONLY']).args ?? []
  const words = [
    ...args,
    'approve',
    waiting.sha256.slice(0, 12),
    '--platform',
    waiting.platform,
    ...choice,
  ]
  await start(words, env).exited
}
