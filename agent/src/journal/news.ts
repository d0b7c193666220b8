import type { Database } from 'bun:sqlite'
import type { FileRow } from './rows.ts'

/** The videos and names that were written to. */
export interface Changed {
  sha256s: string[]
  paths: string[]
}

export interface News {
  /** What changed since this was last asked; anything may have when another process wrote. */
  take(): Changed | 'nothing' | 'anything'
}

// Temporary: of this connection alone, in memory, and gone with it.
const TABLES = `
  create temp table if not exists changed_video (sha256 text primary key) strict;
  create temp table if not exists changed_file (path text primary key) strict;
`
const WATCHED = [
  ['video', 'changed_video', 'sha256'],
  ['publication', 'changed_video', 'sha256'],
  ['file', 'changed_file', 'path'],
] as const

/** Follows the journal row by row, so that one change costs the same however long it is. */
export function openNews({ db }: { db: Database }): News {
  db.run('pragma temp_store = memory')
  db.run(TABLES)
  for (const [table, into, key] of WATCHED) {
    for (const event of ['insert', 'update']) {
      db.run(
        // Not "or ignore": the statement that fires a trigger decides what its conflicts do.
        `create temp trigger if not exists ${table}_${event}_news after ${event} on main.${table}
         begin insert into ${into} select new.${key} where not exists
           (select 1 from ${into} where ${key} = new.${key}); end`,
      )
    }
  }
  const foreignVersion = () =>
    db.query<{ data_version: number }, []>('pragma data_version').get()?.data_version
  let foreign = foreignVersion()
  return {
    take() {
      const now = foreignVersion()
      const isForeign = now !== foreign
      foreign = now
      const videos = db.query<{ sha256: string }, []>('delete from changed_video returning sha256')
      const files = db.query<{ path: string }, []>('delete from changed_file returning path')
      const changed = {
        sha256s: videos.all().map(row => row.sha256),
        paths: files.all().map(row => row.path),
      }
      if (isForeign) return 'anything'
      return changed.sha256s.length + changed.paths.length === 0 ? 'nothing' : changed
    },
  }
}

/** Other names of these contents. */
export const copiesOf = ({ db }: { db: Database }, sha256s: readonly string[]) =>
  db
    .query<FileRow, [string]>(
      `select * from file where state = 'copy'
       and sha256 in (select value from json_each(?)) order by found_at, path`,
    )
    .all(JSON.stringify(sha256s))
