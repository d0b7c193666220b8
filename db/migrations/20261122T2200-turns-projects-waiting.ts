import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Two agents may share a device's key; each has a journal of its own.
  await sql`alter table publication add column installation uuid`.execute(db)
  // A platform counts its daily allowance per developer project, whichever workspaces share it.
  await sql`
    create table insert_day (
      project text not null,
      taken_on date not null,
      taken integer not null default 0 check (taken >= 0),
      primary key (project, taken_on)
    )`.execute(db)
  await sql`
    create table insert_turn (
      workspace_id uuid not null,
      turn_id uuid not null,
      publication_id uuid not null,
      project text not null,
      state text not null check (state in ('waiting', 'taken', 'begun', 'given_back')),
      asked_at timestamptz not null,
      seen_at timestamptz not null,
      taken_on date,
      taken_at timestamptz,
      position integer,
      next_turn_at timestamptz,
      primary key (workspace_id, turn_id),
      foreign key (workspace_id, publication_id) references publication on delete cascade,
      check (state = 'waiting' or taken_on is not null)
    )`.execute(db)
  // One publication stands in the line once, and takes one of the day's places at a time.
  await sql`
    create unique index insert_turn_open
      on insert_turn (workspace_id, publication_id) where state in ('waiting', 'taken')`.execute(db)
  await sql`
    create index insert_turn_line on insert_turn (project, seen_at)
      where state = 'waiting'`.execute(db)
  await sql`create index insert_turn_day on insert_turn (project, taken_on)`.execute(db)
  await sql`
    create table own_project (
      workspace_id uuid not null references workspace on delete cascade,
      platform text not null check (platform = 'youtube'),
      client_id text not null,
      sealed_secret text not null,
      daily_inserts integer not null check (daily_inserts >= 1),
      saved_at timestamptz not null,
      primary key (workspace_id, platform)
    )`.execute(db)
  await sql`
    create table waiting (
      workspace_id uuid not null,
      device_id uuid not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      connection_id uuid not null,
      file_name text not null,
      kind text not null check (kind in ('review', 'scheduled', 'paused', 'trouble')),
      reason text,
      until timestamptz,
      place integer not null,
      told_at timestamptz not null,
      primary key (workspace_id, device_id, sha256, connection_id),
      foreign key (workspace_id, device_id) references device on delete cascade,
      foreign key (workspace_id, connection_id) references connection on delete cascade
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table publication drop column installation`.execute(db)
  await sql`drop table waiting, own_project, insert_turn, insert_day`.execute(db)
}
