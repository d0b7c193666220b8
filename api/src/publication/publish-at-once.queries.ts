import type { Db } from '@content/db'
import { runHot } from '@content/db'
import type { PublicationRow } from '../../contract/index.ts'
import { newId } from '../lib/id.ts'
import type { Selected } from './publication-rows.queries.ts'
import { asRow, withoutVideo } from './publication-rows.queries.ts'

/** That a video is public now, and how that was told. */
export interface ToldPublished {
  workspaceId: string
  publicationId: string
  key: string
  payloadHash: string
  remoteId: string
  url: string | null
  publishedAt: string
  now: Date
  /** The month in which an upload counts now. */
  period: string
}

export interface PublishedAtOnce {
  publication: PublicationRow
  /** The month after this upload was counted; null when the video was counted before. */
  month: { used: number; held: number; extra: number } | null
}

/**
 * What happens nearly every time, in one statement: a publication under way, of a video that has
 * its upload, told of under a new key. Null, and nothing written, in every other case: then the
 * way step by step finds out what is to be said.
 */
export async function publishAtOnce(db: Db, told: ToldPublished): Promise<PublishedAtOnce | null> {
  const { workspaceId, publicationId, key, payloadHash, now } = told
  const who = [workspaceId, publicationId, key, payloadHash, now]
  const what = [told.remoteId, told.url, told.publishedAt, told.period, newId()]
  const [row] = await runHot<Row>(db, PUBLISH_AT_ONCE, [...who, ...what])
  if (!row) return null
  const { used, held, extra } = row
  return {
    publication: withoutVideo(asRow({ ...row, ...ended(told) })),
    month: used === null || held === null || extra === null ? null : { used, held, extra },
  }
}

type Ended =
  | ('publication_id' | 'video_id' | 'state' | 'percent' | 'url')
  | ('failure_code' | 'reason' | 'who_can_fix' | 'published_at')

type Row = Omit<Selected, Ended> & {
  used: number | null
  held: number | null
  extra: number | null
}

const ended = ({ publicationId, url, publishedAt }: ToldPublished): Pick<Selected, Ended> => ({
  publication_id: publicationId,
  video_id: '',
  state: 'published',
  percent: 100,
  url,
  failure_code: null,
  reason: null,
  who_can_fix: null,
  published_at: new Date(publishedAt),
})

// Locks in the order of the way step by step: video, publication, key, upload, month. Every later
// part takes its rows from `locked` and `remembered`, so without them nothing is written.
const PUBLISH_AT_ONCE = {
  name: 'publish_at_once',
  text: `
    with locked as (
      select p.publication_id, p.video_id, p.connection_id, p.platform, p.metadata,
        v.file_name, c.label, r.reservation_id, r.state as upload, r.period, r.units
      from publication p
      join video v on v.workspace_id = p.workspace_id and v.video_id = p.video_id
      join connection c
        on c.workspace_id = p.workspace_id and c.connection_id = p.connection_id
      join reservation r on r.workspace_id = p.workspace_id and r.video_id = p.video_id
        and r.state in ('held', 'committed')
      where p.workspace_id = $1::uuid and p.publication_id = $2::uuid
        and p.state in ('reserved', 'uploading', 'confirming', 'unknown')
        and (r.state = 'committed' or r.period = $9::date and exists (
          select from quota_usage q where q.workspace_id = r.workspace_id and q.period = r.period
        ))
      for update of v, p, r
    ), remembered as (
      insert into tracked (workspace_id, idempotency_key, payload_hash, created_at)
      select $1::uuid, $3::text, $4::text, $5::timestamptz from locked
      on conflict do nothing
      returning workspace_id
    ), ended as (
      update publication p set state = 'published', percent = 100, remote_id = $6::text,
        url = $7::text, published_at = $8::timestamptz, updated_at = $5::timestamptz,
        failure_code = null, reason = null, who_can_fix = null
      from locked l, remembered
      where p.workspace_id = $1::uuid and p.publication_id = l.publication_id
    ), begun as (
      update insert_turn t set state = 'begun' from remembered
      where t.workspace_id = $1::uuid and t.publication_id = $2::uuid and t.state = 'taken'
    ), committed as (
      update reservation r set state = 'committed' from locked l, remembered
      where r.workspace_id = $1::uuid and r.reservation_id = l.reservation_id
        and l.upload = 'held'
      returning r.period, r.units
    ), counted as (
      update quota_usage q set used = q.used + c.units, held = q.held - c.units
      from committed c
      where q.workspace_id = $1::uuid and q.period = c.period
      returning q.used, q.held, q.extra
    ), told as (
      insert into event (workspace_id, event_id, type, data, once_key)
      select $1::uuid, $10::uuid, 'publication.published', jsonb_build_object(
          'publicationId', l.publication_id, 'videoId', l.video_id, 'fileName', l.file_name,
          'platform', l.platform, 'label', l.label, 'url', $7::text
        ), 'publication:' || l.publication_id || ':published'
      from locked l, remembered
      on conflict (workspace_id, once_key) do nothing
    )
    select l.connection_id, l.platform, l.label, l.metadata, t.position, t.next_turn_at,
      f.taken_at, f.views, f.likes, f.comments, f.shares,
      counted.used, counted.held, counted.extra
    from locked l
    cross join remembered
    left join counted on true
    left join insert_turn t on t.workspace_id = $1::uuid
      and t.publication_id = l.publication_id and t.state = 'waiting'
    left join lateral (
      select taken_at, views, likes, comments, shares from snapshot_day d
      where d.workspace_id = $1::uuid and d.publication_id = l.publication_id
      order by taken_on desc limit 1
    ) f on true`,
}
