import type { Db } from '@content/db'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { ListVideos, VideoSort } from '../../contract/index.ts'
import { previewIds } from '../preview/preview.queries.ts'
import { titleIn } from '../publication/publication-rows.queries.ts'
import type { Place } from './analytics.rules.ts'

export interface ListedVideo {
  video_id: string
  sha256: string
  file_name: string
  size_bytes: number
  duration_ms: number
  created_at: Date
  created_at_micros: number
  previews: string[]
}

export type VideoFilter = Pick<
  z.output<typeof ListVideos>,
  'search' | 'platform' | 'state' | 'connectionId' | 'publishedOn'
>

export interface VideosAsked {
  filter: VideoFilter
  sort: VideoSort
  place: Place | null
  since: Date | null
  limit: number
}

// A name may be longer than an index takes.
const NAME = sql`left(lower(file_name), 100)`
const ORDER: Record<VideoSort, RawBuilder<unknown>> = {
  newest: sql`created_at desc, video_id desc`,
  oldest: sql`created_at, video_id`,
  name: sql`${NAME}, video_id`,
}

/** Videos after a place, in the order asked for, of those that the filter lets through. */
export async function listVideosAfter(
  db: Db,
  workspaceId: string,
  { filter, sort, place, since, limit }: VideosAsked,
): Promise<ListedVideo[]> {
  const further = place ? after(workspaceId, place, sort) : sql``
  const condition = sql`${matching(workspaceId, filter)} ${further}`
  const rest = sql`order by ${ORDER[sort]} limit ${limit}`
  return listed(db, workspaceId, { since, condition, rest })
}

/** The videos of these publications, newest first. */
export function listVideosWith(
  db: Db,
  workspaceId: string,
  { publicationIds, since }: { publicationIds: string[]; since: Date | null },
): Promise<ListedVideo[]> {
  const condition = sql`and v.video_id in (
    select video_id from publication
    where workspace_id = ${workspaceId} and publication_id = any(${publicationIds}::uuid[])
  )`
  return listed(db, workspaceId, { since, condition, rest: sql`order by ${ORDER.newest}` })
}

interface Asked {
  since: Date | null
  condition: RawBuilder<unknown>
  rest: RawBuilder<unknown>
}

async function listed(db: Db, workspaceId: string, { since, condition, rest }: Asked) {
  const { rows } = await sql<ListedVideo>`
    select video_id, sha256, file_name, size_bytes, duration_ms, created_at,
      (extract(epoch from created_at) * 1000000)::bigint as created_at_micros,
      ${previewIds(workspaceId, sql`v.sha256`)} as previews
    from video v
    where v.workspace_id = ${workspaceId}
      and (${since}::timestamptz is null or created_at >= ${since})
      ${condition}
    ${rest}`.execute(db)
  return rows
}

// One publication has to be all of it: failed on this channel, not failed somewhere.
function matching(workspaceId: string, filter: VideoFilter): RawBuilder<unknown> {
  const { search, platform, state, connectionId, publishedOn } = filter
  const own = sql`p.workspace_id = ${workspaceId} and p.video_id = v.video_id`
  const wanted = [
    ...(platform ? [sql`p.platform = ${platform}`] : []),
    ...(state ? [isIn(state)] : []),
    ...(connectionId ? [sql`p.connection_id = ${connectionId}`] : []),
    ...(publishedOn ? [isLiveOn(workspaceId, publishedOn)] : []),
  ]
  const isWhere = sql`and exists (
    select from publication p where ${own} and ${sql.join(wanted, sql` and `)})`
  return sql`${wanted.length > 0 ? isWhere : sql``} ${search ? named(own, search) : sql``}`
}

// As its index says it, so that it is used.
const isIn = (state: NonNullable<VideoFilter['state']>) =>
  state === 'hidden'
    ? sql`p.standing in ('private', 'rejected', 'missing')`
    : sql`p.state = ${state}`

const isLiveOn = (workspaceId: string, day: string) => {
  const zone = sql`(select time_zone from workspace where workspace_id = ${workspaceId})`
  const at = sql`coalesce(p.published_at, p.created_at)`
  return sql`p.state = 'published' and p.published_at is not null
    and ${at} >= ${day}::date::timestamp at time zone ${zone}
    and ${at} < (${day}::date + 1)::timestamp at time zone ${zone}`
}

const named = (own: RawBuilder<unknown>, search: string) => sql`
  and (${holds(sql`v.file_name`, search)}
    or exists (select from publication p where ${own} and ${holds(titleIn('p'), search)}))`

// A Mac stores "ü" in a file name as two characters, and nobody searches for those. No index can
// serve this: it takes 4 µs for each video of the workspace until the page is full.
const holds = (text: RawBuilder<unknown>, search: string) => sql`
  strpos(lower(normalize(${text})), lower(normalize(${search}::text))) > 0`

function after(workspaceId: string, place: Place, sort: VideoSort): RawBuilder<unknown> {
  const { createdAtMicros, videoId } = place
  // A video keeps the name under which it was found, so the place need not carry it.
  if (sort === 'name') {
    return sql`and (${NAME}, video_id) > (
      (select ${NAME} from video where workspace_id = ${workspaceId} and video_id = ${videoId}),
      ${videoId}::uuid
    )`
  }
  return sql`and (created_at, video_id) ${sort === 'newest' ? sql`<` : sql`>`} (
    timestamptz 'epoch' + ${createdAtMicros}::bigint * interval '1 microsecond', ${videoId}::uuid
  )`
}
