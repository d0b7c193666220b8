import type { WatchFolder } from '../config.ts'
import type { Core } from '../core.ts'
import type { FileRow } from '../journal/rows.ts'
import { Intake, slicesOf } from './intake.ts'
import { sweep } from './sweep.ts'
import { openWatcher } from './watcher.ts'

export interface FinderOptions {
  /** The folders to watch; none means that only files named by the creator count. */
  folders: readonly WatchFolder[]
  quietMs: number
  sweepMs: number
  /** Milliseconds on a clock that nobody sets; its zero means nothing. */
  clock?: () => number
  /** A look that could not be done; the next one is soon. */
  onFailure?: (error: unknown) => void
  /** One sentence for the creator. */
  say?: (line: string) => void
}

export interface Finder {
  /** Looks at whatever is due; answers with how long until the next look is. */
  look(): Promise<number>
  examine(row: FileRow, signal: AbortSignal): Promise<void>
  /** Somebody named a file, so everything is looked at. */
  sweepSoon(): void
  close(): void
}

/** After a failure, such as a journal on a full disk, the next try is not left to an event. */
const AFTER_FAILURE_MS = 5000

/** Finds videos in the watched folders: events say where to look, the sweep is the truth. */
export function openFinder(core: Core, options: FinderOptions, onHint: () => void): Finder {
  const clock = options.clock ?? (() => performance.now())
  const intake = new Intake(core, { quietMs: options.quietMs, clock })
  const hinted = new Set<string>()
  let followed = new Set<string>()
  let sweepAt = clock()
  const watcher = openWatcher({
    roots: options.folders,
    onHint(path) {
      hinted.add(path)
      onHint()
    },
    onTrouble: code => options.say?.(unheard(code, options.sweepMs)),
  })
  const sweepAll = async () => {
    sweepAt = clock() + options.sweepMs
    // Heard before it is listed: what lands in between would be seen by neither.
    const heard = new Set([...options.folders.map(it => it.path), ...followed])
    watcher.follow([...heard])
    const { folders } = await sweep(core, intake, options.folders)
    followed = new Set(folders)
    watcher.follow(folders)
    if (folders.some(folder => !heard.has(folder))) sweepAt = clock()
  }
  const lookAtHints = async () => {
    const paths = [...hinted]
    hinted.clear()
    for (const slice of slicesOf(paths)) {
      const folders = await intake.lookAt(slice)
      if (folders.some(folder => !followed.has(folder))) sweepAt = clock()
    }
  }
  return {
    async look() {
      try {
        await lookAtHints()
        if (clock() >= sweepAt) await sweepAll()
        const untilDueMs = await intake.lookAtDue()
        return Math.min(untilDueMs, Math.max(0, sweepAt - clock()))
      } catch (error) {
        options.onFailure?.(error)
        sweepAt = clock() + Math.min(AFTER_FAILURE_MS, options.sweepMs)
        return sweepAt - clock()
      }
    },
    examine: (row, signal) => intake.examine(row, signal),
    sweepSoon() {
      sweepAt = clock()
    },
    close() {
      watcher.close()
      intake.close()
    },
  }
}

function unheard(code: string, sweepMs: number): string {
  const every = `every ${Math.round(sweepMs / 1000)} s`
  const said = code ? ` (${code})` : ''
  return `The system does not tell of every change${said}; the folders are looked at ${every}.`
}
