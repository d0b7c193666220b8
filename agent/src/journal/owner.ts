import { Database } from 'bun:sqlite'
import { join } from 'node:path'

/**
 * One process at a time works through the journal. The lock is SQLite's own file lock, which the
 * system takes back when the process dies, however it dies.
 */
export function becomeOwner(home: string): { release(): void } | null {
  const db = new Database(join(home, 'owner.lock'), { create: true })
  try {
    db.run('pragma busy_timeout = 0')
    db.run('begin exclusive')
    return { release: () => db.close() }
  } catch {
    db.close()
    return null
  }
}

/** Is some agent at work on this journal right now? */
export function hasOwner(home: string): boolean {
  const owner = becomeOwner(home)
  owner?.release()
  return owner === null
}
