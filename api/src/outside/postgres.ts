import { chmodSync, mkdirSync } from 'node:fs'
import type { Db } from '@content/db'
import { migrateUp, openPglite, openPool, openPostgres, pgliteOptions } from '@content/db'
import type { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import type { Log } from './log.ts'

export interface Database {
  db: Db
  /** The embedded engine, or null on a real Postgres. */
  pglite: PGlite | null
  /** Where a second pool can reach it, or null when embedded. */
  url: string | null
  /** Past the pooler that `url` leads to, where it does: for what holds on to its session. */
  sessionUrl?: string | null
  /** How many connections there are, and how many wait for one. */
  connections?: () => { open: number; idle: number; waiting: number }
  close(): Promise<void>
}

/** Opens what the environment names, or the embedded one in the data folder. */
export async function openDatabase(config: Config['database'], log: Log): Promise<Database> {
  if (config.kind === 'postgres') {
    const onError = (error: Error) => log.warn('the database dropped a connection', { error })
    const { url, sessionUrl } = config
    const isPooled = sessionUrl !== null
    const { db, pool } = openPool(url, { onError, isPooled })
    const connections = () => ({
      ...{ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount },
    })
    return { db, pglite: null, url, sessionUrl, connections, close: () => db.destroy() }
  }
  mkdirSync(config.folder, { recursive: true })
  // Also one that was made by hand, or by an older version.
  chmodSync(config.folder, 0o700)
  const { PGlite } = await import('@electric-sql/pglite')
  const pglite = new PGlite(config.folder, pgliteOptions)
  const db = openPglite(pglite)
  return { db, pglite, url: null, close: () => db.destroy() }
}

/** Brings the database up to date, however long that takes; the names of what it ran. */
export async function migrate({ db, url, sessionUrl }: Database): Promise<string[]> {
  const direct = sessionUrl ?? url
  return direct === null ? migrateUp(db) : withPatience(direct, migrateUp)
}

/** Works past the pooler, where there is one, on a session that stays the same. */
export function pastPooler<T>(
  config: Config['database'],
  db: Db,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const direct = config.kind === 'postgres' ? config.sessionUrl : null
  return direct === null ? work(db) : withPatience(direct, work)
}

async function withPatience<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const patient = openPostgres(url, { connections: 1, queryTimeoutMs: 0 })
  return work(patient).finally(() => patient.destroy())
}

/** Whether the database answers within `deadlineMs`; never throws. */
export async function isAnswering(db: Db, deadlineMs: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), deadlineMs)
  const asked = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
