import type { Core } from '../core.ts'
import { FOREVER_MS, pauseAll, pausedUntil, resumeAll } from '../journal/pauses.ts'
import { BadSchedule } from '../journal/schedule.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { pauseLine, pauseStatus } from '../status/pause-line.ts'
import { endAhead, holdBack, letGo } from '../wishes/hold-back.ts'
import { findVideo } from './arguments/find-videos.ts'
import { durationMs, momentOf } from './arguments/read-time.ts'
import { withCore } from './context.ts'

export interface PauseOptions {
  for?: string
  until?: string
}

/** `content pause [VIDEO]`: holds everything back, or one video; an agent at work obeys at once. */
export function pauseWork(
  out: Output,
  wanted: string | undefined,
  options: PauseOptions,
): Promise<ExitCode> {
  return withCore(async core => {
    if (wanted !== undefined) return holdVideo(core, out, { wanted, options })
    const untilMs = endOf(options, core.now())
    pauseAll(core.journal, untilMs)
    out.say(pauseLine(untilMs))
    out.json({ pause: pauseStatus(untilMs) })
    return EXIT.ok
  })
}

/** `content resume [VIDEO]`: lets go what was held back. */
export function resumeWork(out: Output, wanted: string | undefined): Promise<ExitCode> {
  return withCore(async core => {
    if (wanted !== undefined) return letGoVideo(core, out, wanted)
    const wasPaused = pausedUntil(core.journal, core.now()) !== null
    resumeAll(core.journal)
    out.say(wasPaused ? 'It goes on.' : 'It was not paused.')
    const held = core.journal.openVideos().filter(video => video.is_paused === 1)
    for (const { path } of held) out.say(`Still paused by itself: content resume "${path}"`)
    out.json({ pause: null, videosStillPaused: held.map(video => video.path) })
    return EXIT.ok
  })
}

function endOf(options: PauseOptions, nowMs: number): number {
  if (options.for !== undefined && options.until !== undefined) {
    throw new Refusal(EXIT.usage, 'Say --for or --until, not both.')
  }
  if (options.for !== undefined) {
    const ms = durationMs(options.for)
    if (ms !== null) return nowMs + ms
    throw new Refusal(EXIT.usage, `"${options.for}" is no length of time. Write 2h, 90m or 1h30m.`)
  }
  if (options.until === undefined) return FOREVER_MS
  return endAhead(readMoment(options.until, nowMs), nowMs)
}

function readMoment(text: string, nowMs: number): number {
  try {
    return momentOf(text, nowMs)
  } catch (error) {
    if (!(error instanceof BadSchedule)) throw error
    throw new Refusal(EXIT.usage, `"${text}" is no time. Write 08:00 or "2026-12-01 18:00".`)
  }
}

function holdVideo(
  core: Core,
  out: Output,
  { wanted, options }: { wanted: string; options: PauseOptions },
): ExitCode {
  if (options.for !== undefined || options.until !== undefined) {
    throw new Refusal(EXIT.usage, 'One video is paused until you resume it. For a date: schedule.')
  }
  const video = findVideo(core, wanted)
  holdBack(core.journal, video)
  out.say(`Paused: ${video.path}. To go on: content resume ${video.sha256.slice(0, 12)}`)
  out.json({ paused: video.sha256 })
  return EXIT.ok
}

function letGoVideo(core: Core, out: Output, wanted: string): ExitCode {
  const video = findVideo(core, wanted)
  letGo(core.journal, video)
  out.say(video.is_paused ? `It goes on: ${video.path}` : `It was not paused: ${video.path}`)
  const untilMs = pausedUntil(core.journal, core.now())
  if (untilMs !== null) out.say(pauseLine(untilMs))
  out.json({ resumed: video.sha256, pause: pauseStatus(untilMs) })
  return EXIT.ok
}
