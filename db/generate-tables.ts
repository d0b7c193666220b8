/** Writes what follows from the migrations, so that it cannot drift from them. */
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import { migrateUp } from './migrate.ts'
import { type Db, openPglite, pgliteOptions } from './open.ts'
import { shardingFaults, shardingPlan } from './sharding.ts'

interface Column {
  table_name: string
  column_name: string
  udt_name: string
  is_nullable: 'YES' | 'NO'
  column_default: string | null
}

const TYPES: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  bool: 'boolean',
  date: 'string',
  timestamptz: 'Instant',
  jsonb: 'Json',
  bytea: 'Uint8Array',
  _text: 'string[]',
}

const HEADER = `// Generated from the migrations by \`bun run db:tables\`. Do not edit.
import type { ColumnType } from 'kysely'

type Generated<T> =
  [T] extends [ColumnType<infer S, infer I, infer U>]
    ? ColumnType<S, I | undefined, U>
    : ColumnType<T, T | undefined, T>
type Instant = ColumnType<Date, Date | string, Date | string>
/** Read as parsed JSON (parse it again before trusting it), written as JSON text. */
type Json = ColumnType<unknown, string, string>
`

const pascal = (name: string) =>
  name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())

function columnType(column: Column): string {
  const base = TYPES[column.udt_name]
  if (!base) throw new Error(`no type for ${column.table_name}.${column.column_name}`)
  const type = column.is_nullable === 'YES' ? `${base} | null` : base
  return column.column_default === null ? type : `Generated<${type}>`
}

async function columns(db: Db): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select table_name, column_name, udt_name, is_nullable,
      coalesce(column_default, identity_generation) as column_default
    from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely_%'
    order by table_name, ordinal_position`.execute(db)
  return rows
}

async function tables(db: Db): Promise<string> {
  const byTable = Map.groupBy(await columns(db), column => column.table_name)
  const body = [...byTable].map(([table, list]) => {
    const fields = list.map(column => `  ${column.column_name}: ${columnType(column)}`)
    return `export interface ${pascal(table)} {\n${fields.join('\n')}\n}\n`
  })
  const names = [...byTable.keys()].map(table => `  ${table}: ${pascal(table)}`)
  return [HEADER, ...body, `export interface DB {\n${names.join('\n')}\n}\n`].join('\n')
}

const db = openPglite(new PGlite('memory://', pgliteOptions))
await migrateUp(db)
const faults = await shardingFaults(db)
const wanted = { 'tables.ts': await tables(db), 'sharding.md': await shardingPlan(db) }
await db.destroy()
const isCheck = process.argv.includes('--check')
for (const [name, text] of Object.entries(wanted)) {
  const file = join(import.meta.dir, name)
  const found = await Bun.file(file)
    .text()
    .catch(() => '')
  if (found === text) continue
  if (isCheck) faults.push(`db/${name} is not what the migrations make. Run: bun run db:tables`)
  else await Bun.write(file, text)
}
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exit(1)
