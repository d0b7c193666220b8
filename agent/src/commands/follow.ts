import type { Core } from '../core.ts'
import { readStatus, type VideoStatus } from '../journal/status.ts'
import { pause } from '../publish/wire.ts'
import type { Output } from './context.ts'
import { linesOf } from './words.ts'

const LOOK_EVERY_MS = 250

/** Prints what changes in the journal, whoever works on it, until the signal or `isOver` says stop. */
export async function follow(
  core: Core,
  out: Output,
  until: { signal: AbortSignal; concerns(video: VideoStatus): boolean; isOver?(): boolean },
): Promise<void> {
  const printed = new Map<string, string>()
  const look = () => {
    for (const video of readStatus(core.journal, core.now()).filter(until.concerns)) {
      for (const [index, line] of linesOf(video).entries()) {
        const key = `${video.path}\n${index}`
        if (printed.get(key) === line) continue
        printed.set(key, line)
        out.say(line)
      }
      const text = JSON.stringify(video)
      if (out.isJson && printed.get(`${video.path}\njson`) !== text) out.json(video)
      printed.set(`${video.path}\njson`, text)
    }
  }
  try {
    while (!until.signal.aborted && !until.isOver?.()) {
      look()
      await pause(LOOK_EVERY_MS, until.signal)
    }
  } catch (error) {
    if (!until.signal.aborted) throw error
  }
  look()
}
