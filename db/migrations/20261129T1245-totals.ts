import { type Kysely, sql } from 'kysely'

const STATES = {
  published: "state = 'published'",
  failed: "state = 'failed'",
  unknown: "state = 'unknown'",
  under_way: "state in ('reserved', 'uploading', 'confirming')",
}
const METRICS = ['views', 'likes', 'comments', 'shares']
/** Each column of a total, as the sum of rows that come (n = 1) and go (n = -1). */
const SUMS = {
  ...Object.fromEntries(
    Object.entries(STATES).map(([name, is]) => [name, `sum(n) filter (where ${is})`]),
  ),
  ...Object.fromEntries(METRICS.map(metric => [metric, `sum(n * ${metric})`])),
  ...Object.fromEntries(
    METRICS.map(metric => [`with_${metric}`, `sum(n) filter (where ${metric} is not null)`]),
  ),
}
const COLUMNS = Object.keys(SUMS)
const list = (of: (column: string) => string, between = ', ') => COLUMNS.map(of).join(between)

export async function up(db: Kysely<unknown>): Promise<void> {
  await addTables(db)
  for (const [event, changes] of Object.entries(CHANGES)) {
    await addTrigger(db, 'publication', { event, body: countPublications(changes) })
    if (event === 'update') continue
    await addTrigger(db, 'video', { event, body: countVideos(changes) })
  }
  // The triggers hold writers off until this is committed, so that nothing comes in between.
  await sql
    .raw(`insert into publication_total (workspace_id, platform, ${list(it => it)})
      select workspace_id, platform, ${list(it => `coalesce(${sumOf(it)}, 0)`)}
      from (select *, 1 as n from publication) p group by workspace_id, platform`)
    .execute(db)
  await sql`insert into video_total (workspace_id, videos)
    select workspace_id, count(*) from video group by workspace_id`.execute(db)
}

const sumOf = (column: string) => SUMS[column as keyof typeof SUMS]

/**
 * What is added up of a workspace: the sum of a few rows. Whoever changes something adds to a row
 * that nobody else holds, and makes another where all are held: so nobody waits for anybody, and
 * there are never more rows than there were writers at one moment. No foreign key: it would make a
 * collector wait for a deletion that waits for the collector.
 */
async function addTables(db: Kysely<unknown>): Promise<void> {
  const count = (column: string) => `${column} ${METRICS.includes(column) ? 'bigint' : 'integer'}`
  await sql
    .raw(`create table publication_total (
      workspace_id uuid not null,
      platform text not null,
      total_id uuid not null default gen_random_uuid(),
      ${list(it => `${count(it)} not null`)},
      primary key (workspace_id, platform, total_id)
    ) with (fillfactor = 50)`)
    .execute(db)
  await sql`create table video_total (
    workspace_id uuid not null,
    total_id uuid not null default gen_random_uuid(),
    videos integer not null,
    primary key (workspace_id, total_id)
  ) with (fillfactor = 50)`.execute(db)
}

/** By statement, not by row: a batch of figures is one change of each total. */
const CHANGES = {
  insert: 'select *, 1 as n from fresh',
  update: 'select *, 1 as n from fresh union all select *, -1 from stale',
  delete: 'select *, -1 as n from stale',
}
const TABLES = {
  insert: 'new table as fresh',
  update: 'old table as stale new table as fresh',
  delete: 'old table as stale',
}

// Only for workspaces that are there: what goes with a whole workspace is counted no more.
const countPublications = (changes: string) => `
  with change as materialized (
    select * from (
      select workspace_id, platform, ${list(it => `coalesce(${sumOf(it)}, 0) as ${it}`)}
      from (${changes}) changed group by workspace_id, platform
    ) summed
    where ${list(it => `${it} <> 0`, ' or ')}
  ), free as materialized (
    select c.*, t.total_id from change c cross join lateral (
      select total_id from publication_total t
      where t.workspace_id = c.workspace_id and t.platform = c.platform
      limit 1 for update skip locked
    ) t
  ), added as (
    update publication_total t set ${list(it => `${it} = t.${it} + f.${it}`)}
    from free f
    where t.workspace_id = f.workspace_id and t.platform = f.platform and t.total_id = f.total_id
  )
  insert into publication_total (workspace_id, platform, ${list(it => it)})
  select workspace_id, platform, ${list(it => it)} from change c
  where not exists (
      select from free f where f.workspace_id = c.workspace_id and f.platform = c.platform
    ) and exists (select from workspace w where w.workspace_id = c.workspace_id);`

const countVideos = (changes: string) => `
  with change as materialized (
    select workspace_id, sum(n) as videos from (${changes}) changed group by workspace_id
  ), free as materialized (
    select c.*, t.total_id from change c cross join lateral (
      select total_id from video_total t
      where t.workspace_id = c.workspace_id
      limit 1 for update skip locked
    ) t
  ), added as (
    update video_total t set videos = t.videos + f.videos
    from free f
    where t.workspace_id = f.workspace_id and t.total_id = f.total_id
  )
  insert into video_total (workspace_id, videos)
  select workspace_id, videos from change c
  where not exists (select from free f where f.workspace_id = c.workspace_id)
    and exists (select from workspace w where w.workspace_id = c.workspace_id);`

async function addTrigger(
  db: Kysely<unknown>,
  table: 'publication' | 'video',
  { event, body }: { event: string; body: string },
): Promise<void> {
  const name = `count_${table}_${event}`
  await sql
    .raw(`create function ${name}() returns trigger language plpgsql as $$
      begin ${body} return null; end $$`)
    .execute(db)
  await sql
    .raw(`create trigger ${name} after ${event} on ${table}
      referencing ${TABLES[event as keyof typeof TABLES]}
      for each statement execute function ${name}()`)
    .execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const event of Object.keys(CHANGES)) {
    await sql.raw(`drop trigger count_publication_${event} on publication`).execute(db)
    await sql.raw(`drop function count_publication_${event}()`).execute(db)
    if (event === 'update') continue
    await sql.raw(`drop trigger count_video_${event} on video`).execute(db)
    await sql.raw(`drop function count_video_${event}()`).execute(db)
  }
  await sql`drop table publication_total, video_total`.execute(db)
}
