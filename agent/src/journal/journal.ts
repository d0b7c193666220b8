import { Database } from 'bun:sqlite'
import { chmodSync, closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '@content/api/contract'
import { inHome, makeHome } from '../home.ts'
import { DAMAGED, DamagedJournal, isDamage, openSound, renew } from './damage.ts'
import type { FileStamp } from './file-stamp.ts'
import {
  type FileRow,
  type FileState,
  type KnownFile,
  NO_TROUBLE,
  type PublicationRow,
  type VideoRow,
} from './rows.ts'
import { migrate } from './schema.ts'
import { joinUsers, type Users } from './users.ts'

export type Journal = ReturnType<typeof openJournal>

/** The agent's record on disk. Every write is fsynced; several processes may read and write. */
export function openJournal(home: string, { mayRenew = false } = {}) {
  makeHome(home)
  const users = inHome(home, () => joinUsers(home))
  try {
    const db = inHome(home, () => openOrRenew({ home, users, mayRenew }))
    const close = () => {
      db.close()
      users.leave()
    }
    return {
      ...fileReaders(db),
      ...readers(db),
      ...fileWriters(db),
      ...videoWriters(db),
      ...publicationWriters(db),
      ...{ db, close },
    }
  } catch (error) {
    users.leave()
    throw error
  }
}

interface Opening {
  home: string
  users: Users
  /** May this process move a damaged journal aside and begin a new one? */
  mayRenew: boolean
}

function openOrRenew({ home, users, mayRenew }: Opening): Database {
  const open = () => patiently(() => openDatabase(join(home, 'journal.db')))
  try {
    return openSound({ home, users, open })
  } catch (error) {
    if (!isDamage(error)) throw error
    if (mayRenew) return renew({ home, users, open })
    throw new DamagedJournal(DAMAGED)
  }
}

function openDatabase(path: string): Database {
  // SQLite gives its other files the permissions of this one.
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  const db = new Database(path, { create: true, strict: true })
  try {
    db.run('pragma busy_timeout = 10000')
    db.run('pragma journal_mode = wal')
    db.run('pragma synchronous = full')
    db.run('pragma foreign_keys = on')
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

// SQLite does not wait its busy timeout while two processes switch a new file to WAL.
function patiently<T>(open: () => T, triesLeft = 200): T {
  try {
    return open()
  } catch (error) {
    const isBusy = error instanceof Error && /locked|busy/i.test(error.message)
    if (!isBusy || triesLeft === 0) throw error
    Bun.sleepSync(25)
    return patiently(open, triesLeft - 1)
  }
}

function fileReaders(db: Database) {
  return {
    files: () => db.query<FileRow, []>('select * from file order by found_at, path').all(),
    filesIn: (state: FileState, limit = -1) =>
      db
        .query<FileRow, [string, number]>(
          'select * from file where state = ? order by found_at, path limit ?',
        )
        .all(state, limit),
    hasFilesUnderWay: () =>
      db
        .query<object, []>(`select 1 from file where state in ('found', 'settled') limit 1`)
        .get() !== null,
    /** Did somebody name a file that was not looked at yet? */
    hasRequest: () =>
      db
        .query<object, []>(`select 1 from file where state = 'found' and is_requested = 1 limit 1`)
        .get() !== null,
    knownFiles: () =>
      db
        .query<KnownFile, []>(
          `select path, size_bytes, mtime_ms, ctime_ms, ino, state, is_requested, reason, verdict
           from file`,
        )
        .all(),
    file: (path: string) =>
      db.query<FileRow, [string]>('select * from file where path = ?').get(path),
  }
}

function readers(db: Database) {
  return {
    videos: () => db.query<VideoRow, []>('select * from video order by found_at, sha256').all(),
    video: (sha256: string) =>
      db.query<VideoRow, [string]>('select * from video where sha256 = ?').get(sha256),
    /** Videos that have not ended: what the runner looks at, however long the history is. */
    openVideos: () =>
      db
        .query<VideoRow, []>(
          `select * from video where state not in ('published', 'failed')
           order by found_at, sha256`,
        )
        .all(),
    openPublications: () =>
      db
        .query<PublicationRow, []>(
          `select publication.* from publication join video using (sha256)
           where video.state not in ('published', 'failed') order by id`,
        )
        .all(),
    remoteIds: (connectionId: string) =>
      db
        .query<{ remote_id: string }, [string]>(
          `select remote_id from publication
           where connection_id = ? and remote_id is not null`,
        )
        .all(connectionId)
        .map(row => row.remote_id),
    publications: () => db.query<PublicationRow, []>('select * from publication order by id').all(),
    publicationsOf: (sha256: string) =>
      db
        .query<PublicationRow, [string]>('select * from publication where sha256 = ? order by id')
        .all(sha256),
    publication: (id: number) =>
      db.query<PublicationRow, [number]>('select * from publication where id = ?').get(id),
    /** Changes when another process wrote; our own writes do not count. */
    foreignVersion: () =>
      db.query<{ data_version: number }, []>('pragma data_version').get()?.data_version ?? 0,
    /** Differs after any write, ours or another process's. */
    version: () => {
      const own = db.query<{ n: number }, []>('select total_changes() as n').get()?.n
      const foreign = db.query<{ data_version: number }, []>('pragma data_version').get()
      return `${foreign?.data_version}:${own}`
    },
    /** Reads and writes that nobody else may come between. */
    atomically: <T>(work: () => T): T => db.transaction(work).immediate(),
  }
}

function fileWriters(db: Database) {
  return {
    /** Notes a name as just found, or found again with other content. */
    noteFile(path: string, stamp: FileStamp, nowMs: number): void {
      db.query(
        `insert into file (path, size_bytes, mtime_ms, ino, state, found_at, ctime_ms)
         values (?1, ?2, ?3, ?4, 'found', ?5, ?6)
         on conflict (path) do update set size_bytes = ?2, mtime_ms = ?3, ino = ?4, ctime_ms = ?6,
           state = 'found', sha256 = null, code = null, reason = null, who_can_fix = null,
           verdict = null`,
      ).run(...[path, stamp.sizeBytes, stamp.mtimeMs, stamp.ino, nowMs], stamp.ctimeMs ?? 0)
    },
    /** The creator named this file on the command line. */
    requestFile(path: string, schedule: string | null = null): void {
      db.query(
        `update file set is_requested = 1, state = iif(state = 'held', 'found', state),
           schedule = ?2 where path = ?1`,
      ).run(path, schedule)
    },
    changeFile: (path: string, change: Partial<FileRow>) =>
      update(db, { table: 'file', key: 'path' }, { id: path, change }),
    forgetFile: (path: string) => void db.query('delete from file where path = ?').run(path),
  }
}

function videoWriters(db: Database) {
  return {
    changeVideo: (sha256: string, change: Partial<VideoRow>) =>
      update(db, { table: 'video', key: 'sha256' }, { id: sha256, change }),
    /** Makes a settled file a video, in one commit. False when this content is known already. */
    takeFile(file: FileRow, sha256: string, nowMs: number): boolean {
      const take = db.transaction(() => {
        const { changes } = db
          .query(
            `insert into video (sha256, path, size_bytes, mtime_ms, ino, state, found_at, schedule)
             values (?1, ?2, ?3, ?4, ?5, 'fingerprinted', ?6,
               (select schedule from file where path = ?2)) on conflict do nothing`,
          )
          .run(sha256, file.path, file.size_bytes, file.mtime_ms, file.ino, nowMs)
        if (changes === 0) return false
        db.query(
          `update file set state = 'taken', sha256 = ?, reason = null, code = null,
             who_can_fix = null where path = ?`,
        ).run(sha256, file.path)
        return true
      })
      return take.immediate()
    },
    /** Other bytes lie where these videos were, under the same looks: they may not be sent. */
    outdateVideosAt(path: string, sha256: string): void {
      db.query(
        `update video set mtime_ms = 0 where path = ? and sha256 <> ?
           and state not in ('published', 'failed')`,
      ).run(path, sha256)
    },
    /** It is no video after all: its name is held again, with the reason. */
    dropVideo(sha256: string, reason: string): void {
      const drop = db.transaction(() => {
        db.query(
          `update file set state = 'held', code = 'not_a_video', who_can_fix = 'you', reason = ?1,
             sha256 = null, verdict = 'broken' where sha256 = ?2`,
        ).run(reason, sha256)
        db.query('delete from video where sha256 = ?').run(sha256)
      })
      drop.immediate()
    },
  }
}

function publicationWriters(db: Database) {
  return {
    changePublication: (id: number, change: Partial<PublicationRow>) =>
      update(db, { table: 'publication', key: 'id' }, { id, change }),
    /** Writes down, in one commit, where a video is to go. */
    planPublications(sha256: string, connections: readonly Connection[]): void {
      const plan = db.transaction(() => {
        for (const { id, platform, label, handle, rule } of connections) {
          db.query(
            `insert into publication (sha256, connection_id, platform, label, state, rule)
             values (?, ?, ?, ?, 'planned', ?) on conflict do nothing`,
          ).run(sha256, id, platform, handle ?? label, JSON.stringify(rule))
        }
        update(db, { table: 'video', key: 'sha256' }, { id: sha256, change: NO_TROUBLE })
      })
      plan.immediate()
    },
    /** Plans one more publication wherever this content is published; answers with how many. */
    planAgain(sha256: string): number {
      const plan = db.transaction(() => {
        // Random, because another device's second wish is another wish.
        const intent = `again-${crypto.randomUUID().slice(0, 8)}`
        const { changes } = db
          .query(
            `insert into publication (sha256, connection_id, platform, label, state, rule, words,
               intent)
             select sha256, connection_id, platform, label, 'planned', rule, words, ?2
             from publication
             where sha256 = ?1 and state = 'published' group by connection_id`,
          )
          .run(sha256, intent)
        if (changes === 0) return 0
        db.query(
          `update video set state = iif(metadata is null, 'probed', 'described'), schedule = null,
             moving_to = null, attempts = 0, next_at = 0, code = null, reason = null,
             who_can_fix = null where sha256 = ?1 and state in ('published', 'failed')`,
        ).run(sha256)
        return changes
      })
      return plan.immediate()
    },
  }
}

interface Row {
  table: 'file' | 'video' | 'publication'
  key: string
}

function update(db: Database, row: Row, to: { id: string | number; change: object }): void {
  const columns = Object.keys(to.change)
  if (columns.length === 0) return
  const sets = columns.map(column => `${column} = ?`).join(', ')
  db.query(`update ${row.table} set ${sets} where ${row.key} = ?`).run(
    ...Object.values(to.change),
    to.id,
  )
}
