import type { PGlite } from '@electric-sql/pglite'
import { CompiledQuery, Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './tables.ts'

export type Db = Kysely<DB>

const INT8 = 20
const DATE = 1082

// A day is a day, not midnight somewhere; counts stay far below 2^53.
const parsers: Record<number, (text: string) => unknown> = {
  [INT8]: Number,
  [DATE]: (text: string) => text,
}

/** PGlite's options that make it answer with the same types as `pg` does here. */
export const pgliteOptions = { parsers }

/** Kysely on an embedded Postgres: one connection, so two transactions can never overlap. */
export function openPglite(pglite: PGlite): Db {
  return new Kysely<DB>({ dialect: new PGliteDialect({ pglite }) })
}

export interface PostgresOptions {
  connections?: number
  /** After how long an answer is not waited for any more; 0 = it may take its time. */
  queryTimeoutMs?: number
  /** Through a pooler that gives each transaction another session: none keeps what it prepared. */
  isPooled?: boolean
  onError?: (error: Error) => void
}

/** Kysely on a real Postgres through a pool that survives its server going away. */
export const openPostgres = (connectionString: string, options: PostgresOptions = {}): Db =>
  openPool(connectionString, options).db

/** The same, with the pool to look at. */
export function openPool(
  connectionString: string,
  options: PostgresOptions = {},
): { db: Db; pool: pg.Pool } {
  const report = options.onError ?? (() => undefined)
  const pool = new pg.Pool({
    Client: options.isPooled ? pg.Client : PreparingClient,
    connectionString,
    max: options.connections ?? 10,
    // A machine that hashes passwords on every core answers late, and late is better than not.
    connectionTimeoutMillis: 15_000,
    query_timeout: options.queryTimeoutMs ?? 30_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text'),
    } as pg.CustomTypesConfig,
  })
  // Without both handlers a killed backend ends the whole process.
  pool.on('error', report)
  pool.on('connect', client => client.on('error', report))
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool }
}

/**
 * Runs a statement that is asked for at every request: compiled by hand, and, where no pooler
 * stands between, prepared by Postgres once per connection under its name. `name` is for this text
 * alone.
 */
export async function runHot<Row>(
  db: Db,
  { name, text }: { name: string; text: string },
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(`/*${name}*/${text}`, [...values]))
  return rows
}

const HOT = /^\/\*(\w+)\*\//

/** Sends what `runHot` marked as a named statement, so that its plan is kept. */
class PreparingClient extends pg.Client {
  // Kysely hands over a text and its values; the other forms of `query` go through as they are.
  override query(...args: unknown[]): never {
    const [text, values] = args
    const name = typeof text === 'string' ? HOT.exec(text)?.[1] : undefined
    const sent = name === undefined ? args : [{ name, text, values }]
    // Safe: only the shape of the call was changed, and `pg` answers in the shape it was called.
    return (super.query as (...sent: unknown[]) => never).apply(this, sent)
  }
}
