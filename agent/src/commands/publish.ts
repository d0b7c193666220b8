import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Core } from '../core.ts'
import { stampOf } from '../journal/file-stamp.ts'
import { isFileUnderWay, isUnderWay, LONG_WAIT_MS } from '../journal/next-step.ts'
import { ownerWhenFree } from '../journal/owner.ts'
import { underPause } from '../journal/pauses.ts'
import { describeSchedule, type Schedule } from '../journal/schedule.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { type RunOptions, run } from '../publish/runner.ts'
import { readStatus } from '../status/status.ts'
import { cutCode, stopSignal, withWorkingCore } from './context.ts'
import { exitCodeFor } from './output/exit-code.ts'
import { follow } from './output/follow.ts'
import { summaryOf } from './output/summary.ts'
import { planAgain } from './plan-again.ts'
import { readWanted, type ScheduleOptions } from './schedule.ts'

export interface PublishOptions extends Pick<ScheduleOptions, 'at' | 'zone'> {
  quiet: number
  timeout?: number
  again: boolean
}

/** `content publish FILE…`: publishes these files now, itself or through the agent at work. */
export function publish(
  out: Output,
  files: readonly string[],
  options: PublishOptions,
): Promise<ExitCode> {
  return withWorkingCore(async core => {
    const schedule = readWanted(options, core.now())
    const paths = await Promise.all(files.map(realPath))
    const stop = stopSignal()
    if (options.again) await planAgain(core, out, { paths, signal: stop })
    for (const path of paths) await request(core, path, schedule)
    if (schedule) out.say(`Goes out ${describeSchedule(schedule)}.`)
    const done = new AbortController()
    const limit = options.timeout ? [AbortSignal.timeout(options.timeout * 1000)] : []
    const signal = AbortSignal.any([stop, done.signal, ...limit])
    const { concerns, isOver } = followed(core, paths)
    const work = { quietMs: options.quiet * 1000, say: out.say, signal }
    const working = workWhenFree(core, work)
    try {
      // Failing to work ends the following too; otherwise the following ends the work.
      await Promise.race([follow(core, out, { signal, concerns, isOver }), working])
    } finally {
      done.abort()
      await working
    }
    const videos = readStatus(core.journal, core.now()).filter(concerns)
    for (const { text, tone } of summaryOf(videos)) out.say(text, tone)
    return stop.aborted ? cutCode(stop) : exitCodeFor(videos)
  })
}

/** Does the work itself as soon as no other agent does. */
async function workWhenFree(
  core: Core,
  work: Pick<RunOptions, 'quietMs' | 'say' | 'signal'>,
): Promise<void> {
  const owner = await ownerWhenFree(core.config.home, work.signal)
  if (!owner) return
  try {
    await run(core, { ...work, folders: [], sweepMs: 5000, isUntilDone: false })
  } finally {
    owner.release()
  }
}

async function realPath(file: string): Promise<string> {
  const path = resolve(file)
  try {
    // The folder may be reached by a link; the file itself may not be one.
    const real = join(realpathSync(dirname(path)), basename(path))
    if (await stampOf(real)) return real
  } catch {
    // Told below, in the same words.
  }
  throw new Refusal(EXIT.usage, `There is no such file: ${path}`)
}

async function request(core: Core, path: string, schedule: Schedule | null): Promise<void> {
  const stamp = await stampOf(path)
  if (!stamp) throw new Refusal(EXIT.usage, `There is no such file: ${path}`)
  const { journal } = core
  const json = schedule && JSON.stringify(schedule)
  journal.atomically(() => {
    if (!journal.file(path)) journal.noteFile(path, stamp, core.now())
    journal.requestFile(path, json)
    const sha256 = journal.file(path)?.sha256
    if (json && sha256) journal.changeVideo(sha256, { schedule: json })
  })
}

/** Which videos these files are, and whether nothing more happens to any of them soon. */
export function followed(core: Pick<Core, 'journal' | 'now'>, paths: readonly string[]) {
  const { journal } = core
  const wanted = new Set(paths)
  const known = new Set<string>()
  const learn = (path: string) => {
    const file = journal.file(path)
    if (file?.sha256) known.add(file.sha256)
    return file
  }
  return {
    concerns: ({ path, sha256 }: { path: string; sha256: string | null }) => {
      if (wanted.has(path)) learn(path)
      return wanted.has(path) || known.has(sha256 ?? '')
    },
    isOver: () => {
      const files = paths.map(learn)
      if (files.some(file => file && isFileUnderWay(file))) return false
      const nowMs = core.now()
      const held = underPause(journal, nowMs, LONG_WAIT_MS)
      return [...known].every(sha256 => {
        const video = journal.video(sha256)
        return !video || !isUnderWay(held(video), journal.publicationsOf(sha256), nowMs)
      })
    },
  }
}
