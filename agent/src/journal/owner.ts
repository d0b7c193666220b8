import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'

export interface Owner {
  release(): void
}

// Whoever only asks holds the file for a moment, and must keep nobody from his work.
const ASKING_MS = 1000

/**
 * One process at a time works through the journal. The lock is SQLite's own file lock, which the
 * system takes back when the process dies, however it dies.
 */
export function becomeOwner(home: string): Owner | null {
  return locked(home, db => {
    db.run(`pragma busy_timeout = ${ASKING_MS}`)
    db.run('begin exclusive')
  })
}

const FREE_YET_EVERY_MS = 500

/** Waits until no other agent works through it: the one at work may leave at any time. */
export async function ownerWhenFree(home: string, signal: AbortSignal): Promise<Owner | null> {
  while (!signal.aborted) {
    const owner = becomeOwner(home)
    if (owner) return owner
    await after(FREE_YET_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
  return null
}

/** Is some agent at work on this journal right now? Any number may ask at once. */
export function hasOwner(home: string): boolean {
  const asking = locked(home, db => {
    db.run('pragma busy_timeout = 0')
    db.run('begin')
    db.query('select count(*) from sqlite_schema').get()
  })
  asking?.release()
  return asking === null
}

function locked(home: string, take: (db: Database) => void): Owner | null {
  const db = new Database(join(home, 'owner.lock'), { create: true })
  try {
    take(db)
    return { release: () => db.close() }
  } catch {
    db.close()
    return null
  }
}
