import { unwatchFile, watchFile } from 'node:fs'

const LOOK_MS = 500

/**
 * Calls whenever a file was written, made or taken away; answers with the end of it.
 * A file that is not there is told once by `watchFile` itself, which is no change.
 */
export function onFileChange(path: string, changed: () => void): () => void {
  const look = (now: { mtimeMs: number }, before: { mtimeMs: number }) => {
    if (now.mtimeMs !== before.mtimeMs) changed()
  }
  watchFile(path, { interval: LOOK_MS }, look)
  return () => unwatchFile(path, look)
}
