import type { Db } from '@content/db'
import { DAY_MS } from '../../lib/time.ts'

// As long as a browser keeps the mark: later it cannot come back with it.
const KEEP_MS = 400 * DAY_MS

interface Browser {
  personId: string
  browserHash: string
}

/** Whether this person signed in with this browser before. */
export async function isKnownBrowser(db: Db, { personId, browserHash }: Browser): Promise<boolean> {
  const row = await db
    .selectFrom('known_browser')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('browser_hash', '=', browserHash)
    .executeTakeFirst()
  return row !== undefined
}

export function insertBrowser(db: Db, { personId, browserHash }: Browser, now: Date) {
  const row = { person_id: personId, browser_hash: browserHash, created_at: now, last_seen_at: now }
  return db
    .insertInto('known_browser')
    .values(row)
    .onConflict(conflict =>
      conflict.columns(['person_id', 'browser_hash']).doUpdateSet({ last_seen_at: now }),
    )
    .execute()
}

/** None of a person's browsers is known any more. */
export function deleteBrowsers(db: Db, personId: string) {
  return db.deleteFrom('known_browser').where('person_id', '=', personId).execute()
}

export function deleteOldBrowsers(db: Db, now: Date) {
  const old = new Date(now.getTime() - KEEP_MS)
  return db.deleteFrom('known_browser').where('last_seen_at', '<', old).execute()
}
