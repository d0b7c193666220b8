import { Database } from 'bun:sqlite'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { STEPS } from '../../src/journal/schema.ts'

/** Rewrites a journal as an agent of that version would have left it, row by row. */
export function rewriteAs(version: number, home: string): void {
  const path = join(home, 'journal.db')
  const db = new Database(path)
  const rows = TABLES.map(table => ({ table, all: rowsOf(db, table) }))
  db.close()
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
  const old = new Database(path, { create: true })
  old.run('pragma journal_mode = wal')
  for (const step of STEPS.slice(0, version)) old.run(step)
  for (const { table, all } of rows) {
    for (const row of all) insert(old, table, row)
  }
  old.run(`pragma user_version = ${version}`)
  old.close()
}

export const versionOf = (home: string): number => {
  const db = new Database(join(home, 'journal.db'))
  const row = db.query<{ user_version: number }, []>('pragma user_version').get()
  db.close()
  return row?.user_version ?? -1
}

/** Parents first: the old agent checked its references, too. */
const TABLES = ['file', 'video', 'publication']
type Row = Record<string, string | number | null>

const rowsOf = (db: Database, table: string) => db.query<Row, []>(`select * from ${table}`).all()

function insert(db: Database, table: string, row: Row): void {
  const known = db.query<{ name: string }, []>(`pragma table_info(${table})`).all()
  const columns = known.map(it => it.name).filter(name => name in row)
  const marks = columns.map(() => '?').join(', ')
  db.query(`insert into ${table} (${columns.join(', ')}) values (${marks})`).run(
    ...columns.map(name => row[name] ?? null),
  )
}
