import type { DB } from '@content/db'
import { type RawBuilder, sql } from 'kysely'

export type Subject = 'workspace' | 'person' | 'none'

/** What one column is for. A `sealed` one is exported as its purpose: never what is in it. */
export interface ColumnEntry {
  purpose: string
  /** Whose it is when that is not whose the table is. */
  subject?: Subject
  inExport: 'as it is' | 'as its purpose' | 'no'
}

/** How long a row is kept when its subject stays. */
export type Keep =
  | { for: 'as long as its subject' }
  | { for: 'always'; because: string }
  | {
      for: 'days'
      days: number
      after: string
      where?: RawBuilder<unknown>
      /** Removed by something of its own, because rows alone cannot go. */
      by?: 'audit' | 'exports'
    }

/** Which rows are a subject's: those with its id in a column, or those that a condition names. */
export type Rows = string | ((id: RawBuilder<unknown>) => RawBuilder<unknown>)

export interface TableEntry<T extends keyof DB = keyof DB> {
  subject: Subject
  purpose: string
  workspace?: Rows
  person?: Rows
  /** What becomes of a workspace's rows when it goes. */
  onWorkspace?: 'delete' | 'make nameless'
  /** What becomes of rows that are a person's when the person goes and the workspace stays. */
  onPerson?: 'delete' | 'forget the person' | 'by the audit log'
  keep: Keep
  columns: Record<keyof DB[T], ColumnEntry>
}

export type Registry = { [T in keyof DB]: TableEntry<T> }

export const subjectKeeps: Keep = { for: 'as long as its subject' }
export const days = (count: number, after: string, where?: RawBuilder<unknown>): Keep => ({
  for: 'days',
  days: count,
  after,
  ...(where && { where }),
})

/** A column that its subject gets to see. */
export const shown = (purpose: string, subject?: Subject): ColumnEntry => ({
  purpose,
  inExport: 'as it is',
  ...(subject && { subject }),
})
/** Sealed or hashed: told as what it is for. */
export const sealed = (purpose: string, subject?: Subject): ColumnEntry => ({
  purpose,
  inExport: 'as its purpose',
  ...(subject && { subject }),
})
/** How the service keeps its own order; about nobody. */
export const inner = (purpose: string): ColumnEntry => ({
  purpose,
  subject: 'none',
  inExport: 'no',
})

export const workspaceId = shown('Says which workspace it belongs to.', 'workspace')
export const personId = (purpose = 'Says whose it is.') => shown(purpose, 'person')

/** The condition for a subject's rows; the id is written out, for a cursor takes no parameters. */
export function rowsOf(rows: Rows, id: string): RawBuilder<unknown> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('A subject is named by a UUID.')
  const literal = sql.lit(id)
  return typeof rows === 'string' ? sql`${sql.ref(rows)}::text = ${literal}` : rows(literal)
}
