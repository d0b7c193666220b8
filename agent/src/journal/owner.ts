import { Database } from 'bun:sqlite'
import { join } from 'node:path'

// Whoever only asks holds the file for a moment, and must keep nobody from his work.
const ASKING_MS = 1000

/**
 * One process at a time works through the journal. The lock is SQLite's own file lock, which the
 * system takes back when the process dies, however it dies.
 */
export function becomeOwner(home: string): { release(): void } | null {
  return locked(home, db => {
    db.run(`pragma busy_timeout = ${ASKING_MS}`)
    db.run('begin exclusive')
  })
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

function locked(home: string, take: (db: Database) => void): { release(): void } | null {
  const db = new Database(join(home, 'owner.lock'), { create: true })
  try {
    take(db)
    return { release: () => db.close() }
  } catch {
    db.close()
    return null
  }
}
