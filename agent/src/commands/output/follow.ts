import type { Core } from '../../core.ts'
import { openNews } from '../../journal/news.ts'
import { pausedUntil } from '../../journal/pauses.ts'
import type { Output } from '../../lib/refusal.ts'
import { pause } from '../../platforms/http.ts'
import { pauseLine, pauseStatus } from '../../status/pause-line.ts'
import { nameOf, readChanged, readStatus, type VideoStatus } from '../../status/status.ts'
import { type Line, linesOf } from './words.ts'

const LOOK_EVERY_MS = 250
/** While nothing happens: each waking of an idle agent costs the creator's battery. */
const LOOK_IDLE_MS = 1000
const BUSY_FOR_MS = 5000

interface Until {
  signal: AbortSignal
  concerns(video: VideoStatus): boolean
  isOver?(): boolean
  /** Hears of each video that may have changed. */
  heed?(video: VideoStatus): void
}

/** Prints what changes in the journal, whoever works on it, until told to stop. */
export async function follow(core: Core, out: Output, until: Until): Promise<void> {
  const printed = new Map<string, string>()
  const news = openNews(core.journal)
  let isFirst = true
  let changedAt = performance.now()
  let pausedMs: number | null = null
  const lookForPause = () => {
    const untilMs = pausedUntil(core.journal, core.now())
    if (untilMs === pausedMs) return
    pausedMs = untilMs
    out.say(untilMs === null ? 'It goes on.' : pauseLine(untilMs))
    out.json({ pause: pauseStatus(untilMs) })
  }
  const look = () => {
    lookForPause()
    const changed = news.take()
    if (changed === 'nothing' && !isFirst) return
    changedAt = performance.now()
    const isSome = typeof changed === 'object' && !isFirst
    const all = isSome
      ? readChanged(core.journal, changed, core.now())
      : readStatus(core.journal, core.now())
    for (const video of all.filter(until.concerns)) {
      until.heed?.(video)
      // What had ended before we came is history, not news.
      const hasEnded = video.state === 'published' || video.state === 'copy'
      const isNews = !(isFirst && hasEnded && until.isOver === undefined)
      for (const [key, line] of newLines(video, printed)) {
        printed.set(key, line.text)
        if (isNews) out.say(line.text, line.tone)
      }
      const text = JSON.stringify(video)
      const key = `${nameOf(video)}\njson`
      if (isNews && out.isJson && printed.get(key) !== text) out.json(video)
      printed.set(key, text)
    }
    isFirst = false
  }
  try {
    while (!until.signal.aborted && !until.isOver?.()) {
      look()
      const isBusy = performance.now() - changedAt < BUSY_FOR_MS
      await pause(isBusy ? LOOK_EVERY_MS : LOOK_IDLE_MS, until.signal)
    }
  } catch (error) {
    if (!until.signal.aborted) throw error
  }
  look()
}

function newLines(video: VideoStatus, printed: ReadonlyMap<string, string>): [string, Line][] {
  const keyed = linesOf(video).map((line, index): [string, Line] => [
    `${nameOf(video)}\n${index}`,
    line,
  ])
  return keyed.filter(([key, line]) => printed.get(key) !== line.text)
}
