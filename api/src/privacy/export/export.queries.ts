import type { Db } from '@content/db'
import { type RawBuilder, sql } from 'kysely'
import { type ColumnEntry, rowsOf } from '../registry/entry.ts'
import { REGISTRY, TABLES, type Table } from '../registry.ts'

export interface ExportSubject {
  kind: 'workspace' | 'person'
  id: string
}

/** The tables that a subject gets a copy of: its own, and for a person whatever says their name. */
export const exportedTables = (kind: ExportSubject['kind']): Table[] =>
  TABLES.filter(table => {
    const { subject, workspace, person } = REGISTRY[table]
    return kind === 'person' ? person !== undefined : workspace && subject === 'workspace'
  })

/** The columns of a table that a copy has, in the table's order. */
export const exportedColumns = (table: Table): [string, ColumnEntry][] =>
  Object.entries<ColumnEntry>(REGISTRY[table].columns).filter(
    ([, { inExport }]) => inExport !== 'no',
  )

const ROWS_AT_ONCE = 20

/** A subject's rows of a table, each as JSON text, few at a time; inside a transaction only. */
export async function* exportRows(
  db: Db,
  table: Table,
  { kind, id }: ExportSubject,
): AsyncGenerator<string> {
  const rows = REGISTRY[table][kind]
  if (rows === undefined) return
  const types = await typesOf(db, table)
  const fields = exportedColumns(table).flatMap(([column, entry]) => [
    sql.lit(column),
    valueIn(column, entry, types.get(column)),
  ])
  await sql`
    declare export_rows no scroll cursor for
    select json_build_object(${sql.join(fields)})::text as line
    from ${sql.table(table)} where ${rowsOf(rows, id)}`.execute(db)
  try {
    while (true) {
      const { rows: page } = await sql<{ line: string }>`
        fetch ${sql.lit(ROWS_AT_ONCE)} from export_rows`.execute(db)
      for (const { line } of page) yield line
      if (page.length < ROWS_AT_ONCE) break
    }
  } finally {
    await sql`close export_rows`.execute(db)
  }
}

function valueIn(
  column: string,
  { inExport, purpose }: ColumnEntry,
  type: string | undefined,
): RawBuilder<unknown> {
  const ref = sql.ref(column)
  if (inExport === 'as its purpose') {
    return sql`case when ${ref} is not null then ${sql.lit(`[${purpose}]`)} end`
  }
  return type === 'bytea' ? sql`encode(${ref}, 'base64')` : ref
}

/** What Postgres calls the type of each column. */
export async function typesOf(db: Db, table: Table): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; type: string }>`
    select column_name as name, udt_name as type from information_schema.columns
    where table_schema = 'public' and table_name = ${table}`.execute(db)
  return new Map(rows.map(({ name, type }) => [name, type]))
}

export interface WantedExport {
  workspaceId: string
  exportId: string
  personId: string
  subject: ExportSubject['kind']
}

/** No row when one like it waits already. */
export function insertExport(db: Db, wanted: WantedExport, now: Date) {
  return db
    .insertInto('data_export')
    .values({
      workspace_id: wanted.workspaceId,
      export_id: wanted.exportId,
      person_id: wanted.personId,
      subject: wanted.subject,
      state: 'waiting',
      created_at: now,
    })
    .onConflict(conflict =>
      conflict
        .columns(['workspace_id', 'person_id', 'subject'])
        .where('state', '=', 'waiting')
        .doNothing(),
    )
    .returning('export_id')
    .executeTakeFirst()
}

export async function waitingExports(db: Db): Promise<WantedExport[]> {
  const rows = await db
    .selectFrom('data_export')
    .select(['workspace_id', 'export_id', 'person_id', 'subject'])
    .where('state', '=', 'waiting')
    .orderBy('created_at')
    .execute()
  return rows.map(row => ({
    workspaceId: row.workspace_id,
    exportId: row.export_id,
    personId: row.person_id,
    subject: row.subject === 'person' ? 'person' : 'workspace',
  }))
}

type Settled = { state: 'ready'; size_bytes: number; expires_at: Date } | { state: 'failed' }

/** False when nobody waits for it any more. */
export async function settleExport(
  db: Db,
  { workspaceId, exportId }: Pick<WantedExport, 'workspaceId' | 'exportId'>,
  settled: Settled,
): Promise<boolean> {
  const row = await db
    .updateTable('data_export')
    .set(settled)
    .where('workspace_id', '=', workspaceId)
    .where('export_id', '=', exportId)
    .where('state', '=', 'waiting')
    .returning('export_id')
    .executeTakeFirst()
  return row !== undefined
}

/** What a person asked for in this workspace, newest first. */
export function listExports(db: Db, workspaceId: string, personId: string) {
  return db
    .selectFrom('data_export')
    .select(['export_id', 'subject', 'state', 'size_bytes', 'expires_at', 'created_at'])
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .orderBy('export_id')
    .limit(20)
    .execute()
}

/** No row for one that a version before kept as a file on a disk: that cannot be fetched here. */
export function exportById(
  db: Db,
  { workspaceId, exportId, personId }: Omit<WantedExport, 'subject'>,
) {
  return db
    .selectFrom('data_export')
    .select(['subject', 'state', 'size_bytes', 'expires_at'])
    .where('workspace_id', '=', workspaceId)
    .where('export_id', '=', exportId)
    .where('person_id', '=', personId)
    .where('file', 'is', null)
    .executeTakeFirst()
}

/** Ready copies whose time is over, or that lie where nobody reads any more. */
export function endedExports(db: Db, now: Date) {
  return db
    .selectFrom('data_export')
    .select(['workspace_id', 'export_id'])
    .where('state', '=', 'ready')
    .where(eb => eb.or([eb('expires_at', '<=', now), eb('file', 'is not', null)]))
    .execute()
}

export function markGone(db: Db, workspaceId: string, exportId: string) {
  return db
    .updateTable('data_export')
    .set({ state: 'gone' })
    .where('workspace_id', '=', workspaceId)
    .where('export_id', '=', exportId)
    .execute()
}

export function dropOldExports(db: Db, before: Date) {
  return db
    .deleteFrom('data_export')
    .where('state', 'in', ['gone', 'failed'])
    .where('created_at', '<', before)
    .execute()
}
