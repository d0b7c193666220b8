import type { Journal } from './journal.ts'
import type { BreakerRow } from './rows.ts'

type Db = Pick<Journal, 'db'>
/** How often a platform failed in a row for one connection, and until when it is left alone. */
export type Breaker = Pick<BreakerRow, 'failures' | 'open_until'>

export const CLOSED: Breaker = { failures: 0, open_until: 0 }

export const breakerOf = ({ db }: Db, connectionId: string): Breaker =>
  db
    .query<Breaker, [string]>('select failures, open_until from breaker where connection_id = ?')
    .get(connectionId) ?? CLOSED

export function writeBreaker({ db }: Db, connectionId: string, to: Breaker): void {
  db.query(
    `insert into breaker (connection_id, failures, open_until) values (?1, ?2, ?3)
     on conflict (connection_id) do update set failures = ?2, open_until = ?3`,
  ).run(connectionId, to.failures, to.open_until)
}

/** Forgets its failures; what waited for it under this code is looked at again. */
export function closeBreaker({ db }: Db, connectionId: string, code: string): void {
  db.query('delete from breaker where connection_id = ?').run(connectionId)
  // Long past; 0 would mean that nobody asked for another look.
  db.query('update publication set next_at = 1 where connection_id = ? and code = ?').run(
    connectionId,
    code,
  )
}
