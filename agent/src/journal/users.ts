import { Database } from 'bun:sqlite'
import { join } from 'node:path'

/** Everybody who has the journal open; ends with the process, however it dies. */
export interface Users {
  /** Does this while nobody else has the journal open, or not at all: then null. */
  alone<T>(work: () => T): T | null
  leave(): void
}

/**
 * SQLite's files may not be moved while another process has them open: on closing, that one would
 * remove the new journal's log. So each holds a shared lock on a file beside it.
 */
export function joinUsers(home: string): Users {
  const db = new Database(join(home, 'journal.users'), { create: true })
  const enter = () => {
    db.run('pragma busy_timeout = 10000')
    db.run('begin')
    db.query('select count(*) from sqlite_schema').get()
  }
  enter()
  return {
    alone(work) {
      db.run('commit')
      try {
        db.run('pragma busy_timeout = 0')
        if (!isDone(() => db.run('begin exclusive'))) return null
        try {
          return work()
        } finally {
          db.run('rollback')
        }
      } finally {
        enter()
      }
    },
    leave: () => db.close(),
  }
}

function isDone(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}
