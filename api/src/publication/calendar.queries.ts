import type { Db } from '@content/db'
import { sql } from 'kysely'
import {
  type CalendarEntry,
  PLATFORMS,
  type Platform,
  type PublicationCalendar,
  type ShowCalendar,
} from '../../contract/index.ts'
import { HOUR_MS } from '../lib/time.ts'
import { titleOf } from './publication.rules.ts'

interface Selected {
  publication_id: string
  video_id: string
  connection_id: string
  platform: Platform
  label: string
  file_name: string
  metadata: unknown
  url: string | null
  at: Date
  position: number | null
}

/** More than anybody reads of a month, and as much as is quickly sent. */
const MOST_ENTRIES = 1000

/** What went live in that time, and whose turn in a platform's line is expected then. */
export async function listCalendar(
  db: Db,
  workspaceId: string,
  { from, hours }: ShowCalendar,
): Promise<PublicationCalendar> {
  const to = new Date(Date.parse(from) + hours * HOUR_MS)
  const { rows } = await sql<Selected>`
    with live as (
      select newest.publication_id, newest.published_at as at, null::int as position
      from unnest(${PLATFORMS}::text[]) as one(platform)
      cross join lateral (
        select publication_id, published_at from publication p
        where p.workspace_id = ${workspaceId} and p.platform = one.platform
          and p.state = 'published'
          and p.published_at >= ${from}::timestamptz and p.published_at < ${to}::timestamptz
        order by p.published_at desc
        limit ${MOST_ENTRIES + 1}
      ) newest
    ), in_line as (
      select publication_id, next_turn_at as at, position
      from insert_turn
      where workspace_id = ${workspaceId} and state = 'waiting'
        and next_turn_at >= ${from}::timestamptz and next_turn_at < ${to}::timestamptz
      order by next_turn_at desc
      limit ${MOST_ENTRIES + 1}
    ), newest as (
      select * from live union all select * from in_line
      order by at desc, publication_id desc
      limit ${MOST_ENTRIES + 1}
    )
    select p.publication_id, p.video_id, p.connection_id, p.platform, c.label, v.file_name,
      p.metadata, p.url, n.at, n.position
    from newest n
    join publication p
      on p.workspace_id = ${workspaceId} and p.publication_id = n.publication_id
    join video v on v.workspace_id = ${workspaceId} and v.video_id = p.video_id
    join connection c
      on c.workspace_id = ${workspaceId} and c.connection_id = p.connection_id
    order by n.at desc, n.publication_id desc`.execute(db)
  return {
    entries: rows.slice(0, MOST_ENTRIES).toReversed().map(asEntry),
    isCut: rows.length > MOST_ENTRIES,
  }
}

const asEntry = (row: Selected): CalendarEntry => ({
  publicationId: row.publication_id,
  videoId: row.video_id,
  connectionId: row.connection_id,
  platform: row.platform,
  label: row.label,
  fileName: row.file_name,
  title: titleOf(row.metadata),
  url: row.url,
  at: row.at.toISOString(),
  queue:
    row.position === null ? null : { position: row.position, nextTurnAt: row.at.toISOString() },
})
