import { sql } from 'kysely'
import type { Db } from './open.ts'

interface Column {
  type: string
  isRequired: boolean
  hasDefault: boolean
}

/** What of a schema a program can feel: tables, columns, and what is refused. */
export interface Shape {
  tables: Set<string>
  columns: Map<string, Column>
  /** Checks, keys and unique indexes, by their table. */
  rules: Map<string, Set<string>>
}

export async function shapeOf(db: Db): Promise<Shape> {
  const { rows: columns } = await sql<Column & { table: string; column: string }>`
    select c.relname as "table", a.attname as "column",
      format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as "isRequired", (a.atthasdef or a.attidentity <> '') as "hasDefault"
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
      and c.relname not like 'kysely\\_%' and a.attnum > 0 and not a.attisdropped`.execute(db)
  const { rows: rules } = await sql<{ table: string; rule: string }>`
    select conrelid::regclass::text as "table", pg_get_constraintdef(oid) as rule
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'x')
    union all
    select indrelid::regclass::text,
      regexp_replace(pg_get_indexdef(indexrelid), '^CREATE UNIQUE INDEX \\S+ ON \\S+', 'UNIQUE')
    from pg_index where indisunique and indrelid in (
      select oid from pg_class where relnamespace = 'public'::regnamespace)`.execute(db)
  const byTable = Map.groupBy(rules, ({ table }) => table)
  return {
    tables: new Set(columns.map(({ table }) => table)),
    columns: new Map(columns.map(({ table, column, ...it }) => [`${table}.${column}`, it])),
    rules: new Map([...byTable].map(([table, its]) => [table, new Set(its.map(it => it.rule))])),
  }
}

/** What a program that was written for the schema before could trip over in the one after. */
export function breaksBetween(before: Shape, after: Shape): string[] {
  const gone = [...before.tables].filter(table => !after.tables.has(table))
  const stays = (name: string) => !gone.includes(name.split('.')[0] ?? '')
  const columns = [...before.columns].filter(([name]) => stays(name))
  return [
    ...gone.map(table => `drop table ${table}`),
    ...columns.flatMap(([name, column]) => changes(name, column, after.columns.get(name))),
    ...[...after.columns].flatMap(([name, column]) => demands(name, column, before)),
    ...[...before.tables].filter(stays).flatMap(table => newRules(table, before, after)),
  ]
}

function changes(name: string, before: Column, after: Column | undefined): string[] {
  if (!after) return [`drop column ${name}`]
  const type = before.type === after.type ? [] : [`type of ${name}`]
  const isHarder = after.isRequired && !after.hasDefault
  const wasHarder = before.isRequired && !before.hasDefault
  return isHarder && !wasHarder ? [...type, `required ${name}`] : type
}

/** A column that is new to a table, and without which no row goes in any more. */
function demands(name: string, { isRequired, hasDefault }: Column, before: Shape): string[] {
  const isNew = !before.columns.has(name) && before.tables.has(name.split('.')[0] ?? '')
  return isNew && isRequired && !hasDefault ? [`required ${name}`] : []
}

function newRules(table: string, before: Shape, after: Shape): string[] {
  const known = before.rules.get(table)
  return [...(after.rules.get(table) ?? [])]
    .filter(rule => !known?.has(rule))
    .map(rule => `rule of ${table}: ${rule}`)
}
