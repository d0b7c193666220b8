import type { Database } from 'bun:sqlite'
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Users } from './users.ts'

/** The journal cannot be read, and this process may not make it anew. */
export class DamagedJournal extends Error {}

export const DAMAGED =
  'The journal is damaged. Start the agent (content watch): it is made anew, and nothing is ' +
  'published twice.'

const FILES = ['journal.db', 'journal.db-wal', 'journal.db-shm']
/** Reading all of a larger one would hold up every start after a power cut. */
const MOST_CHECKED_BYTES = 200e6
/** Closing a damaged journal tidies its log away, and with it the sign that it was left open. */
const SUSPECT = 'journal.suspect'
const REBUILT_AT = 'rebuilt_at'

interface Opening {
  home: string
  users: Users
  open(): Database
}

/** Opens the journal, and looks all through it when its last user was killed. */
export function openSound({ home, users, open }: Opening): Database {
  const isLeftOpen = sizeOf(home, 'journal.db-wal') > 0 || existsSync(join(home, SUSPECT))
  const isSmall = sizeOf(home, 'journal.db') < MOST_CHECKED_BYTES
  if (!isLeftOpen || !isSmall) return open()
  return users.alone(() => checked(home, open())) ?? open()
}

/** What can be read no more is kept under another name; the agent begins anew. */
export function renew({ home, users, open }: Opening): Database {
  const made = users.alone(() => {
    const mended = soundOrNull(home, open)
    if (mended) return mended
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
    for (const name of FILES) {
      const path = join(home, name)
      if (!existsSync(path)) continue
      renameSync(path, join(home, name.replace('journal', `journal.broken-${stamp}`)))
    }
    const db = open()
    rmSync(join(home, SUSPECT), { force: true })
    db.query('insert into setting (name, value) values (?, ?)').run(
      REBUILT_AT,
      new Date().toISOString(),
    )
    return db
  })
  if (made) return made
  throw new DamagedJournal(
    'The journal is damaged, and another agent has it open. Stop that one, then start it again.',
  )
}

/** What the creator reads once their journal was made anew; null: it never was. */
export function rebuiltLine({ db }: { db: Database }): string | null {
  const row = db
    .query<{ value: string }, [string]>('select value from setting where name = ?')
    .get(REBUILT_AT)
  if (!row) return null
  const when = row.value.slice(0, 16).replace('T', ' ')
  return `The journal was damaged and made anew at ${when} UTC; what is in doubt is asked about.`
}

/** Does this error say that the file itself is no sound journal? */
export const isDamage = (error: unknown): boolean =>
  error instanceof DamagedJournal ||
  (error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code)))

/** Whoever opens it next looks all through it. */
export const suspect = (home: string): void => writeFileSync(join(home, SUSPECT), '')

/** What SQLite says of the whole of it: "ok", or the first thing that is wrong. */
export const soundnessOf = ({ db }: { db: Database }): string | undefined =>
  db.query<{ quick_check: string }, []>('pragma quick_check(1)').get()?.quick_check

function checked(home: string, db: Database): Database {
  try {
    if (soundnessOf({ db }) !== 'ok') throw new DamagedJournal('The journal is damaged.')
    rmSync(join(home, SUSPECT), { force: true })
    return db
  } catch (error) {
    if (isDamage(error)) suspect(home)
    db.close()
    throw error
  }
}

/** Another process may have made it anew a moment ago. */
function soundOrNull(home: string, open: () => Database): Database | null {
  try {
    return checked(home, open())
  } catch (error) {
    if (isDamage(error)) return null
    throw error
  }
}

const sizeOf = (home: string, name: string) =>
  statSync(join(home, name), { throwIfNoEntry: false })?.size ?? 0
