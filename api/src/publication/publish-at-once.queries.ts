import { runHot } from '@content/db'
import type { PublicationRow } from '../../contract/index.ts'
import { batched } from '../lib/batch.ts'
import { newId } from '../lib/id.ts'
import type { publishedAs } from './publication.rules.ts'
import type { Selected } from './publication-rows.queries.ts'
import { asRow, withoutVideo } from './publication-rows.queries.ts'

/** What a device reported: that a video is public now. */
export interface PublishedReport {
  workspaceId: string
  publicationId: string
  /** Which device says so. */
  deviceId: string
  key: string
  payloadHash: string
  ending: ReturnType<typeof publishedAs>
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
 * way step by step finds out what is to be said. What is told in one moment is written together.
 */
export const publishAtOnce = batched<PublishedReport, PublishedAtOnce | null>(
  async (db, reports) => {
    const asked = reports.map(({ ending, ...report }, n) => {
      return { n, ...report, ...ending, eventId: newId() }
    })
    const answers: (PublishedAtOnce | null)[] = reports.map(() => null)
    for (const row of await runHot<Row>(db, PUBLISH_AT_ONCE, [JSON.stringify(asked)])) {
      const report = reports[row.n]
      if (report) answers[row.n] = answerOf(row, report)
    }
    return answers
  },
  // One workspace is in a round once, so its month and its keys are taken once.
  report => report.workspaceId,
)

function answerOf(row: Row, report: PublishedReport): PublishedAtOnce {
  const { used, held, extra } = row
  return {
    publication: withoutVideo(asRow({ ...row, ...ended(report) })),
    month: used === null || held === null || extra === null ? null : { used, held, extra },
  }
}

type Ended =
  | ('publication_id' | 'video_id' | 'state' | 'percent' | 'url')
  | ('failure_code' | 'reason' | 'who_can_fix' | 'published_at')
  | ('standing' | 'standing_at')

type Row = Omit<Selected, Ended> & {
  n: number
  used: number | null
  held: number | null
  extra: number | null
}

const ended = ({ publicationId, ending }: PublishedReport): Pick<Selected, Ended> => ({
  publication_id: publicationId,
  video_id: '',
  ...ending,
  published_at: new Date(ending.published_at),
  // Its platform is first asked about it later.
  ...{ standing: null, standing_at: null },
})

// Locks in the order of the way step by step: video, publication, upload, key, month; and each
// kind in the order of the workspaces, all of one before any of the next, as the sweeps do. Every
// later part takes its rows from `settled`, so what is not locked and new is not written.
const PUBLISH_AT_ONCE = {
  name: 'publish_at_once',
  text: `
    with asked as materialized (
      select * from json_to_recordset($1::json) as a (
        n integer, "workspaceId" uuid, "publicationId" uuid, "deviceId" uuid, key text,
        "payloadHash" text,
        now timestamptz, period date, "eventId" uuid,
        state text, percent real, remote_id text, url text, published_at timestamptz,
        updated_at timestamptz, failure_code text, reason text, who_can_fix text
      )
    ), locked as materialized (
      select a.*, p.video_id, p.connection_id, p.device_id, p.platform, p.metadata, v.file_name,
        r.reservation_id, r.state as upload
      from asked a
      join publication p
        on p.workspace_id = a."workspaceId" and p.publication_id = a."publicationId"
      join video v on v.workspace_id = p.workspace_id and v.video_id = p.video_id
      join reservation r on r.workspace_id = p.workspace_id and r.video_id = p.video_id
        and r.state in ('held', 'committed')
      where p.state in ('reserved', 'uploading', 'confirming', 'unknown')
        and (r.state = 'committed' or r.period = a.period and exists (
          select from quota_usage q where q.workspace_id = r.workspace_id and q.period = r.period
        ))
      order by a."workspaceId"
      for update of v, p, r
    ), remembered as (
      insert into tracked (workspace_id, idempotency_key, payload_hash, created_at)
      select "workspaceId", key, "payloadHash", now from locked
      where (select count(*) from locked) > 0
      on conflict do nothing
      returning workspace_id
    ), settled as materialized (
      select l.*, c.label
      from locked l
      join remembered k on k.workspace_id = l."workspaceId"
      join connection c
        on c.workspace_id = l."workspaceId" and c.connection_id = l.connection_id
    ), ended as (
      update publication p set state = s.state, percent = s.percent, remote_id = s.remote_id,
        url = s.url, published_at = s.published_at, updated_at = s.updated_at,
        failure_code = s.failure_code, reason = s.reason, who_can_fix = s.who_can_fix
      from settled s
      where p.workspace_id = s."workspaceId" and p.publication_id = s."publicationId"
    ), stepped as (
      insert into publication_step (workspace_id, publication_id, at, state, device_id)
      select "workspaceId", "publicationId", now, state, "deviceId" from settled
    ), begun as (
      update insert_turn t set state = 'begun' from settled s
      where t.workspace_id = s."workspaceId" and t.publication_id = s."publicationId"
        and t.state = 'taken'
    ), committed as (
      update reservation r set state = 'committed' from settled s
      where r.workspace_id = s."workspaceId" and r.reservation_id = s.reservation_id
        and s.upload = 'held'
      returning r.workspace_id, r.period, r.units
    ), month as (
      select q.workspace_id, q.period, c.units
      from quota_usage q join committed c
        on c.workspace_id = q.workspace_id and c.period = q.period
      order by q.workspace_id
      for update of q
    ), counted as (
      update quota_usage q set used = q.used + m.units, held = q.held - m.units
      from month m
      where q.workspace_id = m.workspace_id and q.period = m.period
      returning q.workspace_id, q.used, q.held, q.extra
    ), told as (
      insert into event (workspace_id, event_id, type, data, once_key)
      select "workspaceId", "eventId", 'publication.published', jsonb_build_object(
          'publicationId', "publicationId", 'videoId', video_id, 'fileName', file_name,
          'platform', platform, 'label', label, 'url', url
        ), 'publication:' || "publicationId" || ':published'
      from settled
      on conflict (workspace_id, once_key) do nothing
    )
    select s.n, s.connection_id, d.device_id, s.platform, s.label, s.metadata, t.position,
      t.next_turn_at, f.taken_at, f.views, f.likes, f.comments, f.shares,
      counted.used, counted.held, counted.extra
    from settled s
    left join counted on counted.workspace_id = s."workspaceId"
    left join device d on d.workspace_id = s."workspaceId" and d.device_id = s.device_id
    left join insert_turn t on t.workspace_id = s."workspaceId"
      and t.publication_id = s."publicationId" and t.state = 'waiting'
    left join lateral (
      select taken_at, views, likes, comments, shares from snapshot_day d
      where d.workspace_id = s."workspaceId" and d.publication_id = s."publicationId"
      order by taken_on desc limit 1
    ) f on true`,
}
