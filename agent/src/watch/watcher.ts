import { type FSWatcher, statSync, watch } from 'node:fs'
import { join } from 'node:path'
import type { WatchFolder } from '../config.ts'

export interface Watcher {
  /** From now on changes in these folders are heard, and in no others. */
  follow(folders: readonly string[]): void
  /** Every polled folder was looked at once, so that what is new from now on is told. */
  ready: Promise<void>
  close(): void
}

export interface WatcherOptions {
  roots: readonly WatchFolder[]
  onHint(path: string): void
  /** Said once: from now on some changes are only found by the sweep. */
  onTrouble(code: string): void
  /** How often a network share that sends no events is asked. */
  pollEveryMs?: number
}

const POLL_EVERY_MS = 5000

/**
 * Says which names may have changed. Only a hint: what it misses, the sweep finds. Folders are
 * watched and not the files in them, so that ten thousand files take one watch of the system.
 */
export function openWatcher(options: WatcherOptions): Watcher {
  const { roots, onHint, onTrouble } = options
  const watches = new Map<string, { watcher: FSWatcher; ino: number }>()
  let isTold = false
  const trouble = (error: unknown) => {
    if (!isTold) onTrouble(error instanceof Error && 'code' in error ? String(error.code) : '')
    isTold = true
  }
  const poller = pollerOf(options, trouble)
  const isPolled = (folder: string) => roots.some(it => it.isPolled && it.path === folder)
  const drop = (folder: string) => {
    watches.get(folder)?.watcher.close()
    watches.delete(folder)
  }
  const begin = (folder: string) => {
    // Out of watches, out of handles, a share that went away: the sweep carries on alone.
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name !== null) onHint(join(folder, name))
      })
      watcher.on('error', error => {
        drop(folder)
        trouble(error)
      })
      watches.set(folder, { watcher, ino: statSync(folder).ino })
    } catch (error) {
      trouble(error)
    }
  }
  return {
    ready: poller.then(it => (it ? new Promise(resolve => it.once('ready', resolve)) : undefined)),
    follow(folders) {
      const wanted = new Set(folders)
      for (const [folder, { ino }] of watches) {
        // A folder that was deleted and made again is silent under its old watch.
        if (!wanted.has(folder) || inoOf(folder) !== ino) drop(folder)
      }
      for (const folder of wanted) {
        const isThere = inoOf(folder) !== undefined
        if (isThere && !watches.has(folder) && !isPolled(folder)) begin(folder)
      }
    },
    close() {
      for (const folder of watches.keys()) drop(folder)
      void poller.then(
        it => it?.close(),
        () => undefined,
      )
    },
  }
}

function inoOf(folder: string): number | null {
  try {
    return statSync(folder).ino
  } catch {
    return null
  }
}

async function pollerOf(options: WatcherOptions, onTrouble: (error: unknown) => void) {
  const polled = options.roots.filter(it => it.isPolled)
  if (polled.length === 0) return null
  const interval = options.pollEveryMs ?? POLL_EVERY_MS
  // Few folders are polled, and the package is large.
  const { watch: poll } = await import('chokidar')
  const poller = poll(
    polled.map(it => it.path),
    {
      ...{ usePolling: true, interval, binaryInterval: interval },
      ...{ ignoreInitial: true, followSymlinks: false },
      ...(polled.every(it => !it.hasSubfolders) && { depth: 0 }),
    },
  )
  poller.on('all', (_event, path) => options.onHint(path))
  poller.on('error', onTrouble)
  return poller
}
