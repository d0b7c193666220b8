import type { Db } from '@content/db'
import { sql } from 'kysely'

/**
 * Makes operators of those with these addresses (in lower case), who must have proved them, and of
 * nobody else: with none named, nobody is one.
 */
export async function nameOperators(db: Db, emails: readonly string[]): Promise<void> {
  const isNamed = sql`(lower(email) = any(${emails}::text[]) and verified_at is not null)`
  await sql`
    update person set is_operator = ${isNamed} where is_operator <> ${isNamed}`.execute(db)
}
