import { type Kysely, sql } from 'kysely'

// As the best times mean it: the last views told on the seventh of the creator's days after.
const ofItsWeek = (publication: string, timeZone: string) => `(
  select d.views from snapshot_day d
  where d.workspace_id = ${publication}.workspace_id
    and d.publication_id = ${publication}.publication_id
    and d.taken_on = (${publication}.published_at at time zone ${timeZone})::date + 7)`

/**
 * A video's views when it was a week old, beside the moment at which it went live: what the best
 * times are told from, without a look at each video's days.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table publication add column week_views bigint`.execute(db)
  await sql
    .raw(`update publication p set week_views = ${ofItsWeek('p', 'w.time_zone')}
      from workspace w
      where w.workspace_id = p.workspace_id and p.published_at is not null`)
    .execute(db)
  await addTriggers(db)
  await sql`create index publication_live on publication (workspace_id, platform, published_at)
    include (week_views) where state = 'published'`.execute(db)
  await sql`drop index publication_published`.execute(db)
}

/** Whoever keeps figures keeps these as well; here is what changes which day the seventh was. */
async function addTriggers(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`create function publication_week() returns trigger language plpgsql as $$
      begin
        new.week_views := case when new.figures_at is not null then (
          select ${ofItsWeek('new', 'w.time_zone')} from workspace w
          where w.workspace_id = new.workspace_id
        ) end;
        return new;
      end $$`)
    .execute(db)
  await sql`create trigger publication_week before update on publication for each row
    when (new.published_at is distinct from old.published_at
      or new.figures_at is null and old.figures_at is not null)
    execute function publication_week()`.execute(db)
  await sql
    .raw(`create function workspace_weeks() returns trigger language plpgsql as $$
      begin
        update publication p set week_views = ${ofItsWeek('p', 'new.time_zone')}
        where p.workspace_id = new.workspace_id and p.published_at is not null
          and p.figures_at is not null;
        return null;
      end $$`)
    .execute(db)
  await sql`create trigger workspace_weeks after update of time_zone on workspace for each row
    when (new.time_zone is distinct from old.time_zone)
    execute function workspace_weeks()`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`create index publication_published
    on publication (workspace_id, platform, published_at) where state = 'published'`.execute(db)
  await sql`drop index publication_live`.execute(db)
  await sql`drop trigger workspace_weeks on workspace`.execute(db)
  await sql`drop trigger publication_week on publication`.execute(db)
  await sql`drop function workspace_weeks(), publication_week()`.execute(db)
  await sql`alter table publication drop column week_views`.execute(db)
}
