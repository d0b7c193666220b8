import type { Db } from '@content/db'
import { sql } from 'kysely'

/** Notes that somebody of a workspace acted today (UTC); asked rarely, as a touch is. */
export function noteActive(db: Db, workspaceId: string, now: Date) {
  return sql`
    insert into active_day (workspace_id, active_on)
    values (${workspaceId}::uuid, (${now}::timestamptz at time zone 'UTC')::date)
    on conflict do nothing`.execute(db)
}
