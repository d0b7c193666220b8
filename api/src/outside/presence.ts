import { randomInt } from 'node:crypto'
import pg from 'pg'
import { Fault } from '../lib/fault.ts'
import type { Log } from './log.ts'

/**
 * Lets others tell a process that died from one that is slow. Each process holds a lock under its
 * own number on a connection of its own; Postgres drops the lock with the connection, so it falls
 * at once with a killed process and never while a stopped one may still go on.
 */
export interface Presence {
  /** The first half of every such lock's name; the second is the process's number. */
  readonly locks: number
  /** The connections that this process refreshes right now. */
  readonly inHand: Set<string>
  /** This process's number; null on an embedded database, which has one process only. */
  number(): Promise<number | null>
  close(): Promise<void>
}

const LOCKS = 7_403_001

const HIGHEST = 2 ** 31 - 1
const RETRY_MS = 250
const LONGEST_WAIT_MS = 5000
// A host that vanished without a word is missed after half a minute instead of two hours.
const KEEPALIVE =
  'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4'

/** Nobody else can be at an embedded database. */
export const alone = (): Presence => ({
  locks: LOCKS,
  inHand: new Set(),
  number: async () => null,
  close: async () => undefined,
})

/** Is present at this Postgres until closed; comes back under a new number when cut off. */
export function createPresence(url: string, log: Log): Presence {
  let isClosed = false
  let client: pg.Client | null = null
  let held = Promise.withResolvers<number>()
  const lose = (lost: pg.Client, error?: Error) => {
    if (client !== lost) return
    client = null
    held = Promise.withResolvers()
    if (!isClosed) log.warn('presence was lost', { reason: error?.message ?? 'closed' })
    void hold()
  }
  const hold = async () => {
    while (!isClosed && client === null) {
      const fresh = new pg.Client({ connectionString: url, connectionTimeoutMillis: RETRY_MS * 8 })
      fresh.on('error', error => lose(fresh, error))
      fresh.on('end', () => lose(fresh))
      const number = await taken(fresh)
      if (number === null) await new Promise(done => setTimeout(done, RETRY_MS))
      else if (isClosed) await fresh.end()
      else {
        client = fresh
        held.resolve(number)
      }
    }
  }
  void hold()
  return {
    locks: LOCKS,
    inHand: new Set(),
    number: () => within(held.promise),
    async close() {
      isClosed = true
      await client?.end()
    },
  }
}

/** A number that no other process has, or null while the database cannot be reached. */
async function taken(client: pg.Client): Promise<number | null> {
  try {
    await client.connect()
    await client.query(KEEPALIVE)
    for (;;) {
      const number = randomInt(1, HIGHEST)
      const text = 'select pg_try_advisory_lock($1, $2) as is_taken'
      const { rows } = await client.query(text, [LOCKS, number])
      if (rows[0]?.is_taken) return number
    }
  } catch {
    await client.end().catch(() => undefined)
    return null
  }
}

async function within(number: Promise<number>): Promise<number> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    const fault = new Fault('unavailable', undefined, { log: 'no presence at the database' })
    timer = setTimeout(() => reject(fault), LONGEST_WAIT_MS)
  })
  try {
    return await Promise.race([number, late])
  } finally {
    clearTimeout(timer)
  }
}
