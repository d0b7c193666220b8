import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { z } from 'zod'
import {
  type CalendarEntry,
  PLATFORMS,
  type Platform,
  type PublicationCalendar,
  type ShowCalendar,
} from '../../contract/index.ts'
import { HOUR_MS } from '../lib/time.ts'
import { titleIn } from './publication-rows.queries.ts'

/** A platform's line is shorter than this: it takes few uploads a day. */
const MOST_IN_LINE = 1000
const DAY_HOURS = 24

type Told = [
  publicationId: string,
  videoId: string,
  platform: Platform,
  label: string,
  title: string,
  at: string,
  position: number | null,
]

interface Selected {
  entries: Told[] | null
  more: PublicationCalendar['more'] | null
}

/**
 * What went live in that time, and whose turn in a platform's line is expected then. Of each day
 * and platform the first few are looked up, however many there are; the others are counted in an
 * index. In one row, for that many take longer to hand over than to read.
 */
export async function listCalendar(
  db: Db,
  workspaceId: string,
  { from, hours, mostADay }: z.output<typeof ShowCalendar>,
): Promise<PublicationCalendar> {
  const to = new Date(Date.parse(from) + hours * HOUR_MS)
  const { rows } = await sql<Selected>`
    with ${days(workspaceId, { from, to, hours })}, live as materialized (
      select day.on_day, first.*, first.published_at as at, null::int as position
      from day
      cross join (
        select distinct platform from connection
        where workspace_id = ${workspaceId} and platform = any(${PLATFORMS}::text[])
      ) used
      cross join lateral (
        select ${SHOWN} from publication p where ${liveOn(workspaceId, 'used.platform')}
        order by p.published_at
        limit ${mostADay}
      ) first
    ), in_line as (
      select null::date as on_day, p.*, t.next_turn_at as at, t.position
      from (
        select publication_id, next_turn_at, position from insert_turn
        where workspace_id = ${workspaceId} and state = 'waiting'
          and next_turn_at >= ${from}::timestamptz and next_turn_at < ${to}::timestamptz
        order by next_turn_at
        limit ${MOST_IN_LINE}
      ) t
      cross join lateral (
        select ${SHOWN} from publication p
        where p.workspace_id = ${workspaceId} and p.publication_id = t.publication_id
        limit 1
      ) p
    )
    select (
      select json_agg(json_build_array(s.publication_id, s.video_id, s.platform, c.label,
          ${titleOf(workspaceId)}, s.at, s.position) order by s.at, s.publication_id)
      from (select * from live union all select * from in_line) s
      join connection c on c.workspace_id = ${workspaceId} and c.connection_id = s.connection_id
    ) as entries, (
      select json_agg(json_build_object('day', on_day, 'count', count) order by on_day)
      from (${leftOut(workspaceId, mostADay)}) m
    ) as more`.execute(db)
  return { entries: (rows[0]?.entries ?? []).map(asEntry), more: rows[0]?.more ?? [] }
}

const SHOWN = sql`
  p.publication_id, p.video_id, p.connection_id, p.platform, p.metadata, p.published_at`

const liveOn = (workspaceId: string, platform: string) => sql`
  p.workspace_id = ${workspaceId} and p.platform = ${sql.raw(platform)}
    and p.state = 'published'
    and p.published_at >= day.starts_at and p.published_at < day.ends_at`

interface Between {
  from: string
  to: Date
  hours: number
}

/**
 * The days of the workspace's calendar, as far as they lie between. Counted with numbers, of which
 * the planner knows how many there are; it would expect a thousand timestamps.
 */
const days = (workspaceId: string, { from, to, hours }: Between) => sql`
  day as materialized (
    select first + n as on_day,
      greatest((first + n)::timestamp at time zone time_zone, ${from}::timestamptz) as starts_at,
      least((first + n + 1)::timestamp at time zone time_zone, ${to}::timestamptz) as ends_at
    from (
      select time_zone, (${from}::timestamptz at time zone time_zone)::date as first
      from workspace where workspace_id = ${workspaceId}
    ) w, generate_series(0, ${Math.ceil(hours / DAY_HOURS)}::int) n
    where (first + n)::timestamp at time zone time_zone < ${to}::timestamptz
  )`

const titleOf = (workspaceId: string) => sql`
  coalesce(nullif(left(${titleIn('s')}, 100), ''), (
    select file_name from video v
    where v.workspace_id = ${workspaceId} and v.video_id = s.video_id
  ))`

/** How many are not among those, of the days on which a platform has as many as it may. */
const leftOut = (workspaceId: string, mostADay: number) => sql`
  select on_day, sum(of_it.count - ${mostADay}) as count
  from day
  join (
    select on_day, platform from live
    group by on_day, platform having count(*) = ${mostADay}
  ) whole using (on_day)
  cross join lateral (
    select count(*) from publication p where ${liveOn(workspaceId, 'whole.platform')}
  ) of_it
  group by on_day having sum(of_it.count) > sum(${mostADay}::int)`

const asEntry = (told: Told): CalendarEntry => {
  const [publicationId, videoId, platform, label, title, when, position] = told
  const at = new Date(when).toISOString()
  const queue = position === null ? null : { position, nextTurnAt: at }
  return { publicationId, videoId, platform, label, title, at, queue }
}
