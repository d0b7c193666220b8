import { watch } from 'chokidar'

/** Says which names may have changed. Only a hint: what it misses, the sweep finds. */
export function watchFolder(folder: string, onHint: (path: string) => void): { close(): void } {
  const watcher = watch(folder, { depth: 0, ignoreInitial: true, followSymlinks: false })
  watcher.on('all', (_event, path) => onHint(path))
  // Out of watches, a network share, a folder that went away: the sweep carries on alone.
  watcher.on('error', () => undefined)
  return { close: () => void watcher.close() }
}
