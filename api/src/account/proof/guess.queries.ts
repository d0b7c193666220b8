import type { Db } from '@content/db'
import { sql } from 'kysely'
import { DAY_MS } from '../../lib/time.ts'

// People mistype; a program does it more often. An hour is the longest, so that an owner whom
// somebody else locks out in a new browser waits no longer than that.
const FREE_TRIES = 5
const FIRST_DELAY_SECONDS = 4
const LONGEST_DELAY_SECONDS = 3600
const FORGET_AFTER_MS = DAY_MS

interface Try {
  subjectHash: string
  now: Date
}

/**
 * Counts one more try and sets when the next one is taken, in one statement, so that tries made
 * together are counted apart. False when the time for this one has not come.
 */
export async function insertTry(db: Db, { subjectHash, now }: Try): Promise<boolean> {
  const old = new Date(now.getTime() - FORGET_AFTER_MS)
  const tries = sql`(case when guess.last_at < ${old} then 1 else guess.tries + 1 end)`
  const doublings = sql`least(${tries} - ${FREE_TRIES}::int, 20)`
  const doubled = sql`${FIRST_DELAY_SECONDS}::float8 * power(2, ${doublings})`
  const delay = sql`least(${LONGEST_DELAY_SECONDS}::float8, ${doubled})`
  // Free tries are free of the clock too: two that come together may read it in either order.
  const { rows } = await sql`
    insert into guess (subject_hash, tries, last_at, next_at)
    values (${subjectHash}, 1, ${now}, to_timestamp(0))
    on conflict (subject_hash) do update set
      tries = ${tries}, last_at = ${now},
      next_at = case when ${tries} < ${FREE_TRIES}::int then to_timestamp(0)
        else ${now}::timestamptz + make_interval(secs => ${delay}) end
    where guess.next_at <= ${now}
    returning 1`.execute(db)
  return rows.length > 0
}

/** When the next try is taken. */
export async function nextTryAt(db: Db, subjectHash: string): Promise<Date | null> {
  const row = await db
    .selectFrom('guess')
    .select('next_at')
    .where('subject_hash', '=', subjectHash)
    .executeTakeFirst()
  return row?.next_at ?? null
}

export function deleteTries(db: Db, subjectHash: string) {
  return db.deleteFrom('guess').where('subject_hash', '=', subjectHash).execute()
}

export function deleteOldTries(db: Db, now: Date) {
  const old = new Date(now.getTime() - FORGET_AFTER_MS)
  return db.deleteFrom('guess').where('last_at', '<', old).execute()
}
