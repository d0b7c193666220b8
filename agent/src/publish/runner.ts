import { mkdirSync } from 'node:fs'
import type { WatchFolder } from '../config.ts'
import type { Core } from '../core.ts'
import { isDamage } from '../journal/damage.ts'
import {
  isUnderWay,
  LONG_WAIT_MS,
  nextPublicationStep,
  nextVideoStep,
} from '../journal/next-step.ts'
import { type OpenRows, openRows } from '../journal/open-rows.ts'
import { pausedUntil, underPause } from '../journal/pauses.ts'
import { reserveAnew } from '../journal/reservations.ts'
import type { FileRow, PublicationRow, VideoRow } from '../journal/rows.ts'
import { instantOf, readSchedule } from '../journal/schedule.ts'
import { Setback } from '../lib/step-error.ts'
import { MediaError } from '../media/media-error.ts'
import { sweepLeftovers } from '../media/tools/leftovers.ts'
import { openPreviewSharer } from '../previews/sharer.ts'
import { type Finder, openFinder } from '../watch/finder.ts'
import { openBell } from './brakes/bell.ts'
import { openJumpWatch } from './brakes/clock-jumps.ts'
import { openBrakes } from './brakes/pauses.ts'
import { fullSetback, openStandstill } from './brakes/standstill.ts'
import { openWaitingTeller } from './report/tell-waiting.ts'
import { finishVideo } from './steps/finish-video.ts'
import { changeAfterSetback, changeWhenUntold, retryMs } from './steps/outcomes.ts'
import { mediaSetback, workFor } from './steps/prepare-step.ts'
import { takeStep } from './steps/publication-steps.ts'
import { renditionsIn } from './steps/rendition-folder.ts'
import { describeVideo, planVideo, probeVideo } from './steps/video-steps.ts'

export interface RunOptions {
  /** Sweep these; none works only on files named by the creator. */
  folders: readonly WatchFolder[]
  quietMs: number
  sweepMs: number
  /** Leave when nothing is left that goes on without the creator. */
  isUntilDone: boolean
  signal: AbortSignal
  /** One sentence for the creator that belongs to no video. */
  say?: (line: string) => void
  /** What goes on beside the work and changes the journal too; it rings when it did. */
  beside?: (ring: () => void) => { close(): Promise<void> }
}

/** How many tasks of a kind run at once; platforms are independent of each other. */
const SLOTS = { hash: 2, video: 4, copy: 1, prepare: 1, platform: 2 } as const
/** How soon another process's word is heard; asking costs one read of shared memory. */
const FOREIGN_POLL_MS = 800

const NAP_MS = 2000

/** The one loop that owns the journal: looks, decides by `next-step`, acts, writes down. */
export async function run(core: Core, options: RunOptions): Promise<void> {
  const { journal } = core
  const { signal } = options
  const bell = openBell()
  const standstill = openStandstill(options.say ?? (() => undefined))
  const tasks = openTasks(bell.ring, standstill)
  const tidy = openTidy()
  const brakes = openBrakes(journal, core.now)
  const lookForJump = openJumpWatch(journal, core.now)
  const teller = openWaitingTeller(core, bell.ring)
  const sharer = openPreviewSharer(core, bell.ring)
  reserveAnew(journal)
  makeFolders(options.folders)
  await sweepLeftovers(renditionsIn(core.config.home))
  const finder = openFinder(core, { ...options, onFailure: standstill.onFailure }, bell.ring)
  // Another process wrote: a file was named, a publication approved or tried again.
  let foreign = journal.foreignVersion()
  const listener = setInterval(() => {
    const now = journal.foreignVersion()
    if (now === foreign) return
    foreign = now
    if (journal.hasRequest()) finder.sweepSoon()
    brakes.look()
    bell.ring()
  }, FOREIGN_POLL_MS)
  const beside = options.beside?.(() => {
    brakes.look()
    bell.ring()
  })
  try {
    while (!signal.aborted) {
      standstill.attempt(lookForJump)
      const lookInMs = await finder.look()
      const stillMs = standstill.leftMs()
      // Read once a turn: whatever changes a row from here on rings the bell when it is done.
      const open = openRows(journal)
      if (stillMs === 0) launch(core, open, { tasks, finder, brakes, signal })
      if (options.isUntilDone && tasks.count() === 0 && isDone(core, open)) break
      let tellInMs = Number.POSITIVE_INFINITY
      standstill.attempt(() => {
        tellInMs = Math.min(teller.look(), sharer.look())
      })
      const dueInMs = Math.min(lookInMs, tellInMs, nextDueAt(core, open) - core.now())
      const waitMs = stillMs > 0 ? stillMs : dueInMs
      if (tasks.count() === 0 && waitMs > NAP_MS) tidy.beforeSleep()
      else tidy.worked()
      await bell.wait(Math.max(10, waitMs), signal)
    }
  } finally {
    clearInterval(listener)
    finder.close()
    await beside?.close()
    await tasks.settled()
    await Promise.all([teller.close(), sharer.close()])
  }
}

/** The first folder has to be there; another may lie on a disk that is not plugged in. */
function makeFolders([first, ...others]: readonly WatchFolder[]): void {
  try {
    if (first) mkdirSync(first.path, { recursive: true })
  } catch (error) {
    const said = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    const choose = 'Choose another: content config watch_dir PATH'
    const reason = `The folder ${first?.path} cannot be made${said}. ${choose}`
    throw new Setback({ code: 'no_folder', reason, whoCanFix: 'you', retry: 'never' })
  }
  for (const { path } of others) {
    try {
      mkdirSync(path)
    } catch {
      // It exists, or the sweep says that it is missing.
    }
  }
}

/** Gives back, before a long sleep, what the work before it needed. */
function openTidy() {
  let hasWorked = true
  return {
    worked() {
      hasWorked = true
    },
    beforeSleep() {
      if (hasWorked) Bun.gc(true)
      hasWorked = false
    },
  }
}

function openTasks(onEnd: () => void, to: ReturnType<typeof openStandstill>) {
  const running = new Map<string, { kind: string; end: Promise<void> }>()
  return {
    count: () => running.size,
    has: (key: string) => running.has(key),
    isFull: (kind: string, slots: number) =>
      [...running.values()].filter(task => task.kind === kind).length >= slots,
    start(key: string, kind: string, work: () => Promise<void>) {
      const end = work()
        .then(to.onSuccess, to.onFailure)
        .finally(() => {
          running.delete(key)
          onEnd()
        })
      running.set(key, { kind, end })
    },
    settled: async () => {
      await Promise.allSettled([...running.values()].map(task => task.end))
    },
  }
}

interface Floor {
  tasks: ReturnType<typeof openTasks>
  finder: Finder
  brakes: ReturnType<typeof openBrakes>
  signal: AbortSignal
}

function launch(core: Core, open: OpenRows, floor: Floor): void {
  const { journal } = core
  const nowMs = core.now()
  // Those at work come first in the list, so this many rows hold every one that may start.
  for (const row of journal.filesIn('settled', SLOTS.hash * 2)) launchFile(row, floor)
  for (const video of open.videos.map(underPause(journal, nowMs))) {
    const rows = open.of.get(video.sha256) ?? []
    launchVideo(core, { video, rows, nowMs }, floor)
    for (const row of rows) launchPublication(core, { row, video, nowMs }, floor)
  }
}

function launchFile(row: FileRow, { tasks, finder, signal }: Floor): void {
  const key = `file:${row.path}`
  if (tasks.has(key) || tasks.isFull('hash', SLOTS.hash)) return
  tasks.start(key, 'hash', () => untilStopped(finder.examine(row, signal), signal))
}

const untilStopped = (work: Promise<void>, signal: AbortSignal) =>
  work.catch(error => {
    if (!signal.aborted) throw error
  })

function launchVideo(
  core: Core,
  { video, rows, nowMs }: { video: VideoRow; rows: PublicationRow[]; nowMs: number },
  { tasks, signal }: Floor,
): void {
  const step = nextVideoStep(video, rows, nowMs)
  const key = `video:${video.sha256}`
  if (step === 'none' || tasks.has(key) || tasks.isFull('video', SLOTS.video)) return
  const steps = { probe: probeVideo, plan: planVideo, describe: describeVideo, finish: finishVideo }
  tasks.start(key, 'video', async () => {
    try {
      await steps[step](core, video, signal)
    } catch (error) {
      if (!signal.aborted) videoSetback(core, video, setbackOf(core, error))
    }
  })
}

function videoSetback(core: Core, video: VideoRow, { why }: Setback): void {
  const said = { code: why.code, reason: why.reason, who_can_fix: why.whoCanFix }
  const now = core.journal.video(video.sha256)
  if (!now) return
  core.journal.changeVideo(
    video.sha256,
    why.retry === 'never'
      ? { ...said, state: 'failed' }
      : {
          ...said,
          attempts: now.attempts + 1,
          next_at: core.now() + retryMs(why.retry, now.attempts),
        },
  )
}

function launchPublication(
  core: Core,
  { row, video, nowMs }: { row: PublicationRow; video: VideoRow; nowMs: number },
  { tasks, brakes, signal }: Floor,
): void {
  const step = nextPublicationStep(row, video, nowMs)
  const key = `publication:${row.id}`
  if (step === 'none' || tasks.has(key)) return
  const work = step === 'prepare' ? workFor(core, { row, video }) : 'none'
  const kind = work === 'none' ? row.platform : work
  const slots = work === 'none' ? SLOTS.platform : SLOTS[work]
  if (tasks.isFull(kind, slots)) return
  tasks.start(key, kind, async () => {
    try {
      await brakes.guard({ row, step, signal }, it =>
        takeStep({ core, row, video, signal: it }, step),
      )
    } catch (error) {
      const now = core.journal.publication(row.id)
      if (signal.aborted || brakes.isBroken(error) || !now) return
      const { why } = setbackOf(core, error)
      if (why.code === 'rendition_gone')
        core.journal.changePublication(row.id, { state: 'planned' })
      const change = step === 'tell' ? changeWhenUntold : changeAfterSetback
      core.journal.changePublication(row.id, change(now, why, core.now()))
    }
  })
}

/** Any error as a Setback; what nobody foresaw is ours to mend, and is tried again. */
function setbackOf({ failures }: Core, error: unknown): Setback {
  if (error instanceof Setback) return error
  if (error instanceof MediaError) return mediaSetback(error)
  if (isDamage(error)) throw error
  const full = fullSetback(error)
  if (full) return full
  failures.tell(error)
  const said = error instanceof Error ? error.message.split('\n')[0] : 'unknown'
  const reason = `Something went wrong inside the agent (${said}).`
  return new Setback({ code: 'internal', reason, whoCanFix: 'us', retry: 'backoff' })
}

function isDone(core: Core, open: OpenRows): boolean {
  const { journal } = core
  const nowMs = core.now()
  if (journal.hasFilesUnderWay()) return false
  const videos = open.videos.map(underPause(journal, nowMs, LONG_WAIT_MS))
  return videos.every(video => {
    return !isUnderWay(video, open.of.get(video.sha256) ?? [], nowMs)
  })
}

function nextDueAt(core: Core, open: OpenRows): number {
  const nowMs = core.now()
  const { journal } = core
  const times = [...open.videos, ...open.publications].map(row => row.next_at)
  for (const { schedule } of open.videos) {
    const wanted = readSchedule(schedule)
    if (wanted) times.push(instantOf(wanted))
  }
  times.push(pausedUntil(journal, nowMs) ?? 0)
  return times.reduce((next, at) => (at > nowMs && at < next ? at : next), Number.POSITIVE_INFINITY)
}
