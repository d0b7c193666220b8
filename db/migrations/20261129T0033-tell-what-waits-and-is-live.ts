import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Since when it waits for this, and when somebody was mailed that it does.
  await sql`alter table waiting
    add column since timestamptz not null default now(),
    add column mailed_at timestamptz`.execute(db)
  await sql`create index waiting_unmailed on waiting (since)
    where kind = 'review' and mailed_at is null`.execute(db)
  await sql`create index event_live_untold on event (created_at)
    where type = 'publication.published' and told_at is null`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index event_live_untold`.execute(db)
  await sql`alter table waiting drop column since, drop column mailed_at`.execute(db)
}
