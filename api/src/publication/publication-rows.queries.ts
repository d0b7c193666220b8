import type { Db } from '@content/db'
import { type RawBuilder, sql } from 'kysely'
import {
  Hidden,
  type Platform,
  type PublicationRow,
  type PublicationState,
  type WhoCanFix,
} from '../../contract/index.ts'
import { titleOf } from './publication.rules.ts'

/** A publication with its channel, its place in a line and its newest figures, as selected. */
export interface Selected {
  publication_id: string
  video_id: string
  connection_id: string
  device_id: string | null
  platform: Platform
  label: string
  state: PublicationState
  percent: number
  metadata: unknown
  url: string | null
  failure_code: string | null
  reason: string | null
  who_can_fix: WhoCanFix | null
  position: number | null
  next_turn_at: Date | null
  published_at: Date | null
  standing: string | null
  standing_at: Date | null
  taken_at: Date | null
  views: number | null
  likes: number | null
  comments: number | null
  shares: number | null
}

/** As `titleOfWords` tells it: a title, or the first line of a caption. */
export const titleIn = (publication: string): RawBuilder<string> =>
  sql.raw(`coalesce(${publication}.metadata ->> 'title',
    split_part(ltrim(${publication}.metadata ->> 'caption', E' \\t\\r\\n'), E'\\n', 1))`)

export type PublicationOfVideo = PublicationRow & { videoId: string }

/** Publications of these videos with their newest figures, oldest first. */
export function listPublicationsOf(
  db: Db,
  workspaceId: string,
  videoIds: string[],
): Promise<PublicationOfVideo[]> {
  return rowsWhere(db, workspaceId, sql<boolean>`p.video_id = any(${videoIds}::uuid[])`)
}

/** Publications of the video with these bytes, oldest first. */
export function listPublicationsByContent(
  db: Db,
  workspaceId: string,
  sha256: string,
): Promise<PublicationOfVideo[]> {
  const videoId = sql`
    select video_id from video where workspace_id = ${workspaceId} and sha256 = ${sha256}`
  return rowsWhere(db, workspaceId, sql<boolean>`p.video_id = (${videoId})`)
}

/** One publication as people see it. */
export async function publicationRow(
  db: Db,
  workspaceId: string,
  publicationId: string,
): Promise<PublicationRow | undefined> {
  const rows = await rowsWhere(db, workspaceId, sql<boolean>`p.publication_id = ${publicationId}`)
  return rows[0] && withoutVideo(rows[0])
}

/** The row as it travels. */
export function withoutVideo({ videoId: _, ...row }: PublicationOfVideo): PublicationRow {
  return row
}

async function rowsWhere(
  db: Db,
  workspaceId: string,
  condition: RawBuilder<boolean>,
): Promise<PublicationOfVideo[]> {
  // Found by themselves first: joined at once, all of a channel's publications would be read.
  const { rows } = await sql<Selected>`
    with p as materialized (
      select * from publication p where p.workspace_id = ${workspaceId} and ${condition}
    )
    select p.publication_id, p.video_id, p.connection_id, d.device_id, p.platform, c.label, p.state,
      p.percent, p.metadata, p.url, p.failure_code, p.reason, p.who_can_fix, p.published_at,
      p.standing, p.standing_at,
      t.position, t.next_turn_at,
      f.taken_at, f.views, f.likes, f.comments, f.shares
    from p
    join connection c
      on c.workspace_id = p.workspace_id and c.connection_id = p.connection_id
    left join device d on d.workspace_id = p.workspace_id and d.device_id = p.device_id
    left join insert_turn t
      on t.workspace_id = p.workspace_id and t.publication_id = p.publication_id
      and t.state = 'waiting'
    left join lateral (
      select taken_at, views, likes, comments, shares from snapshot_day s
      where s.workspace_id = p.workspace_id and s.publication_id = p.publication_id
      order by taken_on desc limit 1
    ) f on true
    order by p.created_at, p.publication_id`.execute(db)
  return rows.map(asRow)
}

/** Selected columns as people see them. */
export const asRow = (row: Selected): PublicationOfVideo => ({
  id: row.publication_id,
  videoId: row.video_id,
  connectionId: row.connection_id,
  deviceId: row.device_id,
  platform: row.platform,
  label: row.label,
  state: row.state,
  percent: row.percent,
  title: titleOf(row.metadata),
  url: row.url,
  code: row.failure_code,
  reason: row.reason,
  whoCanFix: row.who_can_fix,
  queue: queueOf(row),
  publishedAt: row.published_at?.toISOString() ?? null,
  hidden: hiddenOf(row),
  figures: row.taken_at && {
    views: row.views,
    likes: row.likes,
    comments: row.comments,
    shares: row.shares,
    takenAt: row.taken_at.toISOString(),
  },
})

function hiddenOf({ standing, standing_at }: Selected): PublicationRow['hidden'] {
  const how = Hidden.shape.how.safeParse(standing).data
  return how && standing_at ? { how, since: standing_at.toISOString() } : null
}

const queueOf = ({ position, next_turn_at }: Selected) =>
  position === null || next_turn_at === null
    ? null
    : { position, nextTurnAt: next_turn_at.toISOString() }
