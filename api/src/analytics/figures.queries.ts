import type { Db } from '@content/db'
import { type RawBuilder, sql } from 'kysely'
import { type Counts, METRICS } from '../../contract/index.ts'

export interface Snapshot extends Counts {
  publication_id: string
  /** When the platform is asked about it again. */
  next_at: Date
}

type Metric = (typeof METRICS)[number]

const each = (of: (metric: Metric) => RawBuilder<unknown>) => sql.join(METRICS.map(of))
const late = (metric: Metric) => sql.ref(`late_${metric}`)

/**
 * Keeps figures as taken, the last told on each of the creator's days, the last known on the
 * publication, and what its channel gained that day. All in one statement, so that they agree.
 * What is not newer than what is known, or repeated, changes none of the sums.
 */
export async function storeFigures(
  db: Db,
  workspaceId: string,
  { snapshots, takenAt }: { snapshots: Snapshot[]; takenAt: Date },
): Promise<void> {
  await sql`
    with taken as (
      select * from jsonb_to_recordset(${JSON.stringify(snapshots)}::jsonb) as figures(
        publication_id uuid, views bigint, likes bigint, comments bigint, shares bigint,
        next_at timestamptz
      )
    ), known as materialized (
      select p.workspace_id, p.publication_id, p.connection_id, p.figures_at, t.next_at,
        (${takenAt}::timestamptz at time zone w.time_zone)::date as today,
        (coalesce(p.published_at, p.created_at) at time zone w.time_zone)::date as published_on,
        ${each(it => sql`t.${sql.ref(it)}, p.${sql.ref(it)} as ${sql.ref(`known_${it}`)}`)}
      from taken t
      join publication p
        on p.workspace_id = ${workspaceId} and p.publication_id = t.publication_id
      join workspace w on w.workspace_id = p.workspace_id
      order by p.publication_id
      for update of p
    ), kept as (
      insert into snapshot
        (workspace_id, publication_id, taken_at, views, likes, comments, shares)
      select workspace_id, publication_id, ${takenAt}::timestamptz,
        views, likes, comments, shares
      from known
      on conflict do nothing
      returning publication_id
    ), fresh as materialized (
      select known.*, exists (
          select from snapshot_day d
          where d.workspace_id = known.workspace_id
            and d.publication_id = known.publication_id and d.taken_on = known.today
        ) as is_counted,
        ${each(sinceDay)}
      from known join kept using (publication_id)
      where known.figures_at is null or known.figures_at < ${takenAt}::timestamptz
    ), day as (
      insert into snapshot_day as day
        (workspace_id, publication_id, taken_on, taken_at, views, likes, comments, shares)
      select workspace_id, publication_id, today, ${takenAt}::timestamptz,
        views, likes, comments, shares
      from fresh
      on conflict (workspace_id, publication_id, taken_on) do update set
        taken_at = excluded.taken_at,
        ${each(it => sql`${sql.ref(it)} = coalesce(excluded.${sql.ref(it)}, day.${sql.ref(it)})`)}
    ), channel as (
      insert into channel_day as c
        (workspace_id, connection_id, taken_on, videos, ${each(sql.ref)}, ${each(late)})
      select workspace_id, connection_id, today, count(*) filter (where not is_counted),
        ${each(it => gained(it, sql`<= 1`))}, ${each(it => gained(it, sql`> 1`))}
      from fresh
      group by workspace_id, connection_id, today
      -- One channel after the other, in the same order as everybody.
      order by workspace_id, connection_id
      on conflict (workspace_id, connection_id, taken_on) do update set
        videos = c.videos + excluded.videos,
        ${each(it => added(sql.ref(it)))}, ${each(it => added(late(it)))}
    )
    update publication p set
      ${each(it => sql`${sql.ref(it)} = coalesce(f.${sql.ref(it)}, p.${sql.ref(it)})`)},
      figures_at = ${takenAt}::timestamptz, figures_missed = 0, next_figures_at = f.next_at,
      -- On the eighth day once more, for whoever told of the seventh and kept nothing here.
      week_views = case f.today - f.published_on
        when 7 then coalesce(f.views, p.week_views)
        when 8 then (
          select d.views from snapshot_day d
          where d.workspace_id = p.workspace_id and d.publication_id = p.publication_id
            and d.taken_on = f.published_on + 7
        )
        else p.week_views end
    from fresh f
    where p.workspace_id = f.workspace_id and p.publication_id = f.publication_id`.execute(db)
}

/** The last day on which the platform told this metric; before it ever did, that of publishing. */
const sinceDay = (metric: Metric) => sql`coalesce((
    select d.taken_on from snapshot_day d
    where d.workspace_id = known.workspace_id and d.publication_id = known.publication_id
      and d.${sql.ref(metric)} is not null
    order by d.taken_on desc limit 1
  ), known.published_on) as ${sql.ref(`since_${metric}`)}`

const gained = (metric: Metric, within: RawBuilder<unknown>) => sql`
  (sum(${sql.ref(metric)} - coalesce(${sql.ref(`known_${metric}`)}, 0))
    filter (where today - ${sql.ref(`since_${metric}`)} ${within}))::bigint`

/** Nothing told and nothing gained are two things. */
const added = (column: RawBuilder<unknown>) => sql`
  ${column} = case when excluded.${column} is null then c.${column}
    else coalesce(c.${column}, 0) + excluded.${column} end`
