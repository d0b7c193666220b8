import type { Db } from '@content/db'
import { sql } from 'kysely'

export function addVisits(db: Db, visits: number, now: Date) {
  return sql`
    insert into visit_day as d (visited_on, visits)
    values ((${now}::timestamptz at time zone 'UTC')::date, ${visits})
    on conflict (visited_on) do update set visits = d.visits + excluded.visits`.execute(db)
}
