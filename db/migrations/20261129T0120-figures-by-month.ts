import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await partitionSnapshots(db)
  await addNewestFigures(db)
  await addChannelDays(db)
}

/** By month, in a schema of its own: what is old goes by dropping a table. */
async function partitionSnapshots(db: Kysely<unknown>): Promise<void> {
  await sql`create schema snapshot_month`.execute(db)
  await sql`alter table snapshot rename to snapshot_before`.execute(db)
  await sql`alter index snapshot_pkey rename to snapshot_before_pkey`.execute(db)
  await sql`
    create table snapshot (
      workspace_id uuid not null,
      publication_id uuid not null,
      taken_at timestamptz not null,
      views bigint,
      likes bigint,
      comments bigint,
      shares bigint,
      primary key (workspace_id, publication_id, taken_at),
      foreign key (workspace_id, publication_id) references publication on delete cascade
    ) partition by range (taken_at)`.execute(db)
  // What comes in a month that nobody made: kept here, and moved when the month is made.
  await sql`create table snapshot_month.rest partition of snapshot default`.execute(db)
  await sql`
    do $$
    declare
      month timestamptz;
      first_month timestamptz;
    begin
      select date_trunc('month', coalesce(min(taken_at), now()), 'UTC')
        into first_month from snapshot_before;
      for month in
        select generate_series(
          first_month at time zone 'UTC',
          date_trunc('month', now() at time zone 'UTC') + interval '2 months',
          interval '1 month'
        ) at time zone 'UTC'
      loop
        execute format(
          'create table snapshot_month.%I partition of snapshot for values from (%L) to (%L)',
          'm' || to_char(month at time zone 'UTC', 'YYYYMM'),
          month,
          ((month at time zone 'UTC') + interval '1 month') at time zone 'UTC'
        );
      end loop;
    end $$`.execute(db)
  await sql`insert into snapshot select * from snapshot_before`.execute(db)
  await sql`drop table snapshot_before`.execute(db)
}

/** The last count known of each, and when it is asked for again. */
async function addNewestFigures(db: Kysely<unknown>): Promise<void> {
  await sql`alter table publication
    add column views bigint,
    add column likes bigint,
    add column comments bigint,
    add column shares bigint,
    add column figures_at timestamptz,
    add column figures_missed integer not null default 0,
    add column next_figures_at timestamptz not null default 'epoch'`.execute(db)
  await sql`
    update publication p set
      views = ${last('views')}, likes = ${last('likes')},
      comments = ${last('comments')}, shares = ${last('shares')},
      figures_at = (
        select max(taken_at) from snapshot_day d
        where d.workspace_id = p.workspace_id and d.publication_id = p.publication_id
      )
    where state = 'published'`.execute(db)
  await sql`create index publication_due
    on publication (workspace_id, connection_id, next_figures_at)
    where state = 'published' and remote_id is not null`.execute(db)
  await sql`create index publication_published
    on publication (workspace_id, platform, published_at) where state = 'published'`.execute(db)
  await sql`alter table connection
    add column figures_failed integer not null default 0,
    add column figures_retry_at timestamptz`.execute(db)
}

const last = (metric: string) => sql`(
  select ${sql.ref(`d.${metric}`)} from snapshot_day d
  where d.workspace_id = p.workspace_id and d.publication_id = p.publication_id
    and ${sql.ref(`d.${metric}`)} is not null
  order by taken_on desc limit 1)`

const METRICS = ['views', 'likes', 'comments', 'shares']

/**
 * What a channel's videos gained on a day. What was gained over more than a day is apart (`late_`),
 * so that a gap never ends in a spike.
 */
async function addChannelDays(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table channel_day (
      workspace_id uuid not null,
      connection_id uuid not null,
      taken_on date not null,
      videos integer not null,
      views bigint,
      likes bigint,
      comments bigint,
      shares bigint,
      late_views bigint,
      late_likes bigint,
      late_comments bigint,
      late_shares bigint,
      primary key (workspace_id, connection_id, taken_on),
      foreign key (workspace_id, connection_id) references connection on delete cascade
    )`.execute(db)
  const sums = METRICS.flatMap(metric => [gained(metric, sql`<= 1`), gained(metric, sql`> 1`)])
  const onTime = sums.filter((_, index) => index % 2 === 0)
  const late = sums.filter((_, index) => index % 2 === 1)
  await sql`
    insert into channel_day
    select d.workspace_id, p.connection_id, d.taken_on, count(*)::int,
      ${sql.join([...onTime, ...late])}
    from snapshot_day d
    join publication p on p.workspace_id = d.workspace_id and p.publication_id = d.publication_id
    join workspace w on w.workspace_id = d.workspace_id
    ${sql.join(METRICS.map(before), sql` `)}
    group by d.workspace_id, p.connection_id, d.taken_on`.execute(db)
}

/** The day before on which the platform told this metric. */
const before = (metric: string) => sql`
  left join lateral (
    select taken_on, ${sql.ref(metric)} from snapshot_day b
    where b.workspace_id = d.workspace_id and b.publication_id = d.publication_id
      and b.taken_on < d.taken_on and ${sql.ref(`b.${metric}`)} is not null
    order by taken_on desc limit 1
  ) ${sql.ref(`of_${metric}`)} on true`

const gained = (metric: string, within: ReturnType<typeof sql>) => {
  const known = sql.ref(`of_${metric}.${metric}`)
  const since = sql`coalesce(${sql.ref(`of_${metric}.taken_on`)},
    (coalesce(p.published_at, p.created_at) at time zone w.time_zone)::date)`
  return sql`(sum(${sql.ref(`d.${metric}`)} - coalesce(${known}, 0))
    filter (where d.taken_on - ${since} ${within}))::bigint`
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table channel_day`.execute(db)
  await sql`alter table connection
    drop column figures_failed, drop column figures_retry_at`.execute(db)
  await sql`drop index publication_due, publication_published`.execute(db)
  await sql`alter table publication
    drop column views, drop column likes, drop column comments, drop column shares,
    drop column figures_at, drop column figures_missed, drop column next_figures_at`.execute(db)
  await sql`alter table snapshot rename to snapshot_after`.execute(db)
  await sql`alter index snapshot_pkey rename to snapshot_after_pkey`.execute(db)
  await sql`
    create table snapshot (
      workspace_id uuid not null,
      publication_id uuid not null,
      taken_at timestamptz not null,
      views bigint,
      likes bigint,
      comments bigint,
      shares bigint,
      primary key (workspace_id, publication_id, taken_at),
      foreign key (workspace_id, publication_id) references publication on delete cascade
    )`.execute(db)
  await sql`insert into snapshot select * from snapshot_after`.execute(db)
  await sql`drop table snapshot_after`.execute(db)
  await sql`drop schema snapshot_month`.execute(db)
}
