import { statSync } from 'node:fs'
import { type Config, configPath, readConfig } from '../../config.ts'
import type { UploadLimit } from './limit.ts'

/** The limit as the config file says it now; looked at only when the file was written anew. */
export function watchWrittenLimit(config: Pick<Config, 'home' | 'uploadLimit'>) {
  const env = { CONTENT_CREATION_HOME: config.home }
  let limit = config.uploadLimit
  let seen = stampOf(configPath(env))
  return (): UploadLimit | null => {
    const stamp = stampOf(configPath(env))
    if (stamp === seen) return limit
    seen = stamp
    try {
      limit = readConfig(env).uploadLimit
    } catch {
      // Half written, or with a fault that the next start names: what held goes on holding.
    }
    return limit
  }
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? `${stat.ino}:${stat.mtimeMs}:${stat.size}` : ''
}
