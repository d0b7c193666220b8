import { type Kysely, sql } from 'kysely'

const METRICS = ['views', 'likes', 'comments', 'shares']
const each = (of: (metric: string) => string, between = ',\n') => METRICS.map(of).join(between)
const raw = (text: string, db: Kysely<unknown>) => sql.raw(text).execute(db)

export async function up(db: Kysely<unknown>): Promise<void> {
  await addRunningTotals(db)
  // What was seen most of all, and lately: read from the top until the list is full.
  await sql`create index publication_top
    on publication (workspace_id, platform, views desc, publication_id) include (published_at)
    where state = 'published' and views is not null and published_at is not null`.execute(db)
  // A plan that looks back some days adds up those; what all add up to is kept as it changes.
  await sql`create index publication_since
    on publication (workspace_id, coalesce(published_at, created_at))`.execute(db)
  await sql`drop index publication_figures`.execute(db)
}

/**
 * What a channel had gained by the end of each day, so that whatever came before a period is one
 * row, however long ago that began. Kept by triggers, for a release from before knows nothing of it.
 */
async function addRunningTotals(db: Kysely<unknown>): Promise<void> {
  // Which also holds writers off until the triggers are there.
  await raw(`alter table channel_day ${each(it => `add column total_${it} bigint`)}`, db)
  await raw(
    `update channel_day d set ${each(it => `total_${it} = r.${it}`)}
    from (
      select workspace_id, connection_id, taken_on,
        ${each(it => `${sumOf(it)} over one as ${it}`)}
      from channel_day window one as (partition by workspace_id, connection_id order by taken_on)
    ) r
    where d.workspace_id = r.workspace_id and d.connection_id = r.connection_id
      and d.taken_on = r.taken_on`,
    db,
  )
  await raw(ON_ITS_DAY, db)
  await raw(ON_LATER_DAYS, db)
  await sql`create trigger channel_day_total before insert or update on channel_day
    for each row execute function channel_day_total()`.execute(db)
  await sql`create trigger channel_day_later after insert or update on channel_day
    for each row execute function channel_day_later()`.execute(db)
}

// As long as nobody told anything, nothing is the sum of it.
const sumOf = (metric: string) => `sum(case when ${metric} is null and late_${metric} is null
  then null else coalesce(${metric}, 0) + coalesce(late_${metric}, 0) end)`
const gained = (row: string, metric: string) =>
  `(coalesce(${row}.${metric}, 0) + coalesce(${row}.late_${metric}, 0))`

// One channel's days are added one after the other: a first day has no row that could be locked.
const ON_ITS_DAY = `create function channel_day_total() returns trigger language plpgsql as $$
  declare before record;
  begin
    if tg_op = 'INSERT' then
      perform pg_advisory_xact_lock(hashtextextended(new.connection_id::text, 0));
      select ${each(it => `total_${it}`)} into before from channel_day
      where workspace_id = new.workspace_id and connection_id = new.connection_id
        and taken_on < new.taken_on
      order by taken_on desc limit 1;
      ${each(
        it => `if new.${it} is null and new.late_${it} is null then
        new.total_${it} := before.total_${it};
      else
        new.total_${it} := coalesce(before.total_${it}, 0) + ${gained('new', it)};
      end if;`,
        '\n',
      )}
    else
      ${each(
        it => `if new.${it} is not null or new.late_${it} is not null then
        new.total_${it} := coalesce(new.total_${it}, 0)
          + ${gained('new', it)} - ${gained('old', it)};
      end if;`,
        '\n',
      )}
    end if;
    return new;
  end $$`

const own = (row: string) => each(it => `${row}.${it}, ${row}.late_${it}`, ', ')

// Mostly there is none: figures come in the order of days, but for a clock or a time zone set back.
const ON_LATER_DAYS = `create function channel_day_later() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' or (${own('new')}) is distinct from (${own('old')}) then
      update channel_day set
        ${each(
          it => `total_${it} = case when new.${it} is null and new.late_${it} is null
          then total_${it}
          else coalesce(total_${it}, 0) + ${gained('new', it)}
            - case tg_op when 'INSERT' then 0 else ${gained('old', it)} end
        end`,
        )}
      where workspace_id = new.workspace_id and connection_id = new.connection_id
        and taken_on > new.taken_on;
    end if;
    return null;
  end $$`

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`create index publication_figures on publication (workspace_id, platform, state)
    include (views, likes, comments, shares)`.execute(db)
  await sql`drop index publication_top, publication_since`.execute(db)
  await sql`drop trigger channel_day_later on channel_day`.execute(db)
  await sql`drop trigger channel_day_total on channel_day`.execute(db)
  await sql`drop function channel_day_later(), channel_day_total()`.execute(db)
  await raw(`alter table channel_day ${each(it => `drop column total_${it}`)}`, db)
}
