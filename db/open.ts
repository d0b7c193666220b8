import type { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
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
  onError?: (error: Error) => void
}

/** Kysely on a real Postgres through a pool that survives its server going away. */
export function openPostgres(connectionString: string, options: PostgresOptions = {}): Db {
  const report = options.onError ?? (() => undefined)
  const pool = new pg.Pool({
    connectionString,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 5000,
    query_timeout: 30_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text'),
    } as pg.CustomTypesConfig,
  })
  // Without both handlers a killed backend ends the whole process.
  pool.on('error', report)
  pool.on('connect', client => client.on('error', report))
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}
