import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Each row carries the hash of the one before it, so that a change, a gap or a swap shows.
  await sql`
    create table audit (
      workspace_id uuid not null,
      place bigint not null,
      at timestamptz not null,
      actor_kind text not null,
      actor_id text,
      action text not null,
      target text,
      detail jsonb not null default '{}',
      address text not null,
      user_agent text not null,
      request_id text not null,
      prev_hash text not null,
      hash text not null,
      primary key (workspace_id, place)
    )`.execute(db)
  await sql`
    create function audit_is_final() returns trigger language plpgsql as $$
    begin
      raise exception 'audit rows are never changed or deleted one by one';
    end $$`.execute(db)
  await sql`
    create trigger audit_no_update before update on audit
      for each row execute function audit_is_final()`.execute(db)
  await sql`
    create table data_export (
      workspace_id uuid not null references workspace on delete cascade,
      export_id uuid not null,
      person_id uuid not null references person on delete cascade,
      state text not null check (state in ('waiting', 'ready', 'failed', 'gone')),
      file text,
      size_bytes bigint,
      expires_at timestamptz,
      created_at timestamptz not null default now(),
      primary key (workspace_id, export_id)
    )`.execute(db)
  await sql`
    create table deletion (
      deletion_id uuid primary key,
      subject text not null check (subject in ('person', 'workspace')),
      subject_id uuid not null unique,
      asked_at timestamptz not null default now(),
      due_at timestamptz not null,
      step text not null default 'waiting',
      finished_at timestamptz
    )`.execute(db)
  // All that is left of who was deleted: enough to delete them again after a restore.
  await sql`
    create table tombstone (
      subject_hash text primary key,
      subject text not null,
      deleted_at timestamptz not null default now()
    )`.execute(db)
  await sql`
    create table active_day (
      workspace_id uuid not null references workspace on delete cascade,
      active_on date not null,
      primary key (workspace_id, active_on)
    )`.execute(db)
  await sql`create index active_day_on on active_day (active_on)`.execute(db)
  await sql`
    create table marketing_spend (
      month date primary key check (extract(day from month) = 1),
      cents integer not null check (cents >= 0),
      saved_at timestamptz not null default now()
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table marketing_spend, active_day, tombstone, deletion, data_export, audit`.execute(db)
  await sql`drop function audit_is_final`.execute(db)
}
