import { PLATFORM_NAMES } from '@content/api/contract'
import {
  BadSchedule,
  describeSchedule,
  instantOf,
  localZone,
  parseSchedule,
  readSchedule,
  type Schedule,
} from '../journal/schedule.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { assertAhead, scheduleVideo } from '../wishes/schedule-video.ts'
import { findVideo } from './arguments/find-videos.ts'
import { withCore } from './context.ts'

export interface ScheduleOptions {
  at?: string
  zone?: string
  now?: boolean
}

/** `content schedule VIDEO --at … | --now`: when it goes out; without either, when that is. */
export function schedule(out: Output, wanted: string, options: ScheduleOptions): Promise<ExitCode> {
  return withCore(async core => {
    const video = findVideo(core, wanted)
    if (options.at === undefined && options.now !== true) {
      if (options.zone !== undefined) throw new Refusal(EXIT.usage, '--zone belongs to --at.')
      return show(out, readSchedule(video.schedule))
    }
    if (options.at !== undefined && options.now === true) {
      throw new Refusal(EXIT.usage, 'Say --at or --now, not both.')
    }
    const next = readWanted(options, core.now())
    const id = video.sha256.slice(0, 12)
    for (const row of scheduleVideo(core.journal, video, next)) {
      const where = `${PLATFORM_NAMES[row.platform]} (${row.label})`
      out.say(`${where} was begun before. To hold that back, too: content pause ${id}`)
    }
    return show(out, next)
  })
}

/** `--at` and `--zone` as a schedule; null without them. A time that is over is refused. */
export function readWanted(options: ScheduleOptions, nowMs: number): Schedule | null {
  const { at, zone } = options
  if (at === undefined) {
    if (zone === undefined) return null
    throw new Refusal(EXIT.usage, '--zone belongs to --at.')
  }
  const wanted = readTime(at, zone ?? localZone())
  assertAhead(wanted, nowMs, 'To publish at once, leave --at out or say --now.')
  return wanted
}

function readTime(text: string, zone: string): Schedule {
  try {
    return parseSchedule(text, zone)
  } catch (error) {
    throw error instanceof BadSchedule ? new Refusal(EXIT.usage, error.message) : error
  }
}

function show(out: Output, schedule: Schedule | null): ExitCode {
  out.say(schedule ? `Goes out ${describeSchedule(schedule)}.` : 'Goes out as soon as it can.')
  const at = schedule && new Date(instantOf(schedule)).toISOString()
  out.json({ schedule: schedule && { ...schedule, at } })
  return EXIT.ok
}
