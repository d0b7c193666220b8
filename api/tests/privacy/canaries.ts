/** Rows with a canary in every column of every table, made from the database's own description. */
import type { Db } from '@content/db'
import { sql } from 'kysely'
import { PLATFORMS } from '../../contract/index.ts'

export interface Column {
  table: string
  column: string
  type: string
  isNullable: boolean
}

/** Every column of every table of ours. */
export async function columnsOf(db: Db): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select table_name as "table", column_name as "column", udt_name as type,
      is_nullable = 'YES' as "isNullable"
    from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely_%'
    order by table_name, ordinal_position`.execute(db)
  return rows
}

export interface Canary {
  table: string
  column: string
  /** What to look for in a dump; null where a value is too ordinary to tell (a number, a day). */
  text: string | null
}

export interface Seed {
  workspaceId: string
  personId: string
  canaries: Canary[]
}

/** What stands in a `check (… in (…))` of a column: the first of them. */
async function allowedValues(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ table: string; definition: string }>`
    select conrelid::regclass::text as "table", pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace`.execute(db)
  const allowed = new Map<string, string>()
  for (const { table, definition } of rows) {
    const [, column, value] =
      /\(\(?"?(\w+)"? = (?:ANY \(\(?ARRAY\[)?'(\w+)'::text/.exec(definition) ?? []
    if (column && value) allowed.set(`${table}.${column}`, value)
  }
  return allowed
}

/** Which tables must have a row before which. */
async function inOrder(db: Db, tables: string[]): Promise<string[]> {
  const { rows } = await sql<{ child: string; parent: string }>`
    select conrelid::regclass::text as child, confrelid::regclass::text as parent
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`.execute(db)
  const done: string[] = []
  const visit = (table: string) => {
    if (done.includes(table)) return
    for (const { child, parent } of rows) {
      if (child === table && parent !== table) visit(parent)
    }
    done.push(table)
  }
  for (const table of tables) visit(table)
  return done
}

export interface SeedOptions {
  /** Whom a row is about where a column takes a person's or a workspace's id. */
  workspaceId?: string
  personId?: string
  /** Values that a column must have for the rest to work. */
  fixed?: Record<string, unknown>
  skip?: readonly string[]
}

/** One row in every table, all of one workspace and one person, linked as the keys say. */
export async function seedCanaries(db: Db, options: SeedOptions = {}): Promise<Seed> {
  const ids = new Map<string, string>()
  const seed: Seed = {
    workspaceId: options.workspaceId ?? crypto.randomUUID(),
    personId: options.personId ?? crypto.randomUUID(),
    canaries: [],
  }
  ids.set('workspace_id', seed.workspaceId).set('person_id', seed.personId)
  const columns = await columnsOf(db)
  const allowed = await allowedValues(db)
  const tables = [...new Set(columns.map(({ table }) => table))]
  for (const table of await inOrder(db, tables)) {
    if (options.skip?.includes(table)) continue
    const own = columns.filter(column => column.table === table)
    const row = own.map(column => valueFor(column, { ids, allowed, fixed: options.fixed ?? {} }))
    const names = sql.join(own.map(({ column }) => sql.ref(column)))
    const values = sql.join(row.map(({ value }, n) => cast(value, own[n]?.type ?? 'text')))
    await sql`
      insert into ${sql.table(table)} (${names}) values (${values})
      on conflict do nothing`.execute(db)
    seed.canaries.push(...row.map(({ text }, n) => ({ table, column: own[n]?.column ?? '', text })))
  }
  return seed
}

const cast = (value: unknown, type: string) =>
  value === null ? sql`null` : sql`${value}::${sql.raw(type === '_text' ? 'text[]' : type)}`

interface Known {
  ids: Map<string, string>
  allowed: Map<string, string>
  fixed: Record<string, unknown>
}

interface Value {
  value: unknown
  text: string | null
}

function valueFor({ table, column, type }: Column, { ids, allowed, fixed }: Known): Value {
  const name = `${table}.${column}`
  if (name in fixed) return { value: fixed[name], text: null }
  if (name in BOOKS) return { value: BOOKS[name], text: null }
  if (table.startsWith('audit') && column === 'place') return { value: 1, text: null }
  const value = allowed.get(name)
  if (value !== undefined) return { value, text: null }
  // The database asks for a name; which platforms there are is said in the contract.
  if (/^(connection|own_project)\.platform$/.test(name)) return { value: PLATFORMS[0], text: null }
  if (/person_id|invited_by|made_by|actor_id/.test(column)) return known(ids.get('person_id'))
  if (type === 'uuid') return known(idFor(ids, column))
  // One customer, one project and the same bytes are one thing in every table that names them.
  if (/customer_id|sha256|email/.test(column)) return known(sameText(ids, column))
  if (column === 'project' || column === 'client_id') return known(sameText(ids, 'project'))
  // Whom news is about stands inside it.
  return made(name, type, { personId: ids.get('person_id') })
}

/** One upload that is under way and one that was bought, so that the books are even. */
const BOOKS: Record<string, number> = {
  'quota_usage.used': 0,
  'quota_usage.held': 1,
  'quota_usage.extra': 1,
  'reservation.units': 1,
  'quota_pack.units': 1,
}

const known = (value: unknown): Value => ({
  value,
  text: typeof value === 'string' ? value : null,
})

function idFor(ids: Map<string, string>, column: string): string {
  const id = ids.get(column) ?? crypto.randomUUID()
  ids.set(column, id)
  return id
}

function sameText(ids: Map<string, string>, column: string): string {
  const random = crypto.randomUUID().replaceAll('-', '')
  const fresh = column === 'sha256' ? random + random : `${column}-${random}@example.test`
  const text = ids.get(`same ${column}`) ?? fresh
  ids.set(`same ${column}`, text)
  return text
}

let numbers = 1

function made(name: string, type: string, about: object): Value {
  const canary = `canary-${name.replace('.', '-')}-${crypto.randomUUID().slice(0, 13)}`
  numbers += 1
  switch (type) {
    case 'text':
      return { value: canary, text: canary }
    case '_text':
      return { value: [canary], text: canary }
    case 'jsonb':
      return { value: JSON.stringify({ canary, ...about }), text: canary }
    case 'bytea':
      return { value: Buffer.from(canary), text: canary }
    case 'bool':
      return { value: false, text: null }
    case 'date':
      return { value: today(), text: null }
    case 'timestamptz':
      return { value: new Date().toISOString(), text: null }
    default:
      return { value: numbers, text: null }
  }
}

const today = () => `${new Date().toISOString().slice(0, 7)}-01`

/** Every row of every table there is, ours and the jobs', as text. */
export async function dumpOf(db: Db): Promise<Map<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema')
      and table_type = 'BASE TABLE'`.execute(db)
  const dump = new Map<string, string>()
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`
      select t::text as row from ${sql.raw(name)} as t`.execute(db)
    dump.set(name, rows.map(({ row }) => readable(row)).join('\n'))
  }
  return dump
}

/** Bytes are dumped as hex, in which no canary would be seen. */
const readable = (row: string) =>
  row.replace(/\\+x([0-9a-f]{8,})/g, (_, hex: string) => Buffer.from(hex, 'hex').toString())

/** Which canaries are anywhere in a text. */
export const foundIn = (text: string, { canaries }: Pick<Seed, 'canaries'>): string[] =>
  canaries.flatMap(({ table, column, text: canary }) =>
    canary !== null && text.includes(canary) ? [`${table}.${column}`] : [],
  )
