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

const SHOWN = sql`
  p.publication_id, p.video_id, p.connection_id, p.platform, p.metadata, p.url, p.published_at`

/**
 * What went live in that time, and whose turn in a platform's line is expected then. Each
 * video is looked up by its key (`limit 1` keeps it so), however many the workspace has.
 */
export async function listCalendar(
  db: Db,
  workspaceId: string,
  { from, hours }: ShowCalendar,
): Promise<PublicationCalendar> {
  const to = new Date(Date.parse(from) + hours * HOUR_MS)
  const { rows } = await sql<Selected>`
    with live as (
      select newest.*, newest.published_at as at, null::int as position
      from unnest(${PLATFORMS}::text[]) as one(platform)
      cross join lateral (
        select ${SHOWN} from publication p
        where p.workspace_id = ${workspaceId} and p.platform = one.platform
          and p.state = 'published'
          and p.published_at >= ${from}::timestamptz and p.published_at < ${to}::timestamptz
        order by p.published_at desc
        limit ${MOST_ENTRIES + 1}
      ) newest
    ), in_line as (
      select p.*, t.next_turn_at as at, t.position
      from (
        select publication_id, next_turn_at, position
        from insert_turn
        where workspace_id = ${workspaceId} and state = 'waiting'
          and next_turn_at >= ${from}::timestamptz and next_turn_at < ${to}::timestamptz
        order by next_turn_at desc
        limit ${MOST_ENTRIES + 1}
      ) t
      cross join lateral (
        select ${SHOWN} from publication p
        where p.workspace_id = ${workspaceId} and p.publication_id = t.publication_id
        limit 1
      ) p
    ), newest as materialized (
      select * from live union all select * from in_line
      order by at desc, publication_id desc
      limit ${MOST_ENTRIES + 1}
    )
    select n.publication_id, n.video_id, n.connection_id, n.platform, c.label, v.file_name,
      n.metadata, n.url, n.at, n.position
    from newest n
    cross join lateral (
      select file_name from video v
      where v.workspace_id = ${workspaceId} and v.video_id = n.video_id
      limit 1
    ) v
    join connection c
      on c.workspace_id = ${workspaceId} and c.connection_id = n.connection_id
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
