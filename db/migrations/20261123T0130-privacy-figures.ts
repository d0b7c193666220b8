import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await audit(db)
  await privacy(db)
  await figures(db)
}

async function audit(db: Kysely<unknown>): Promise<void> {
  // Where each chain begins and ends. `base_*` is the last row that was let go for its age.
  await sql`
    create table audit_head (
      workspace_id uuid primary key,
      place bigint not null,
      prev_hash text not null,
      hash text not null,
      base_place bigint not null default 0,
      base_hash text not null default repeat('0', 64),
      base_signature text
    )`.execute(db)
  // Each row carries the hash of the one before it, so that a change, a gap or a swap shows.
  await sql`
    create table audit (
      workspace_id uuid not null,
      place bigint not null,
      at timestamptz not null,
      actor_kind text not null,
      action text not null,
      detail jsonb not null,
      who_hash text not null,
      target_hash text not null,
      prev_hash text not null,
      hash text not null,
      primary key (workspace_id, place)
    )`.execute(db)
  await sql`create index audit_at on audit (at)`.execute(db)
  // What says who it was stands apart and only its hash is in the chain, so that a person can be
  // taken out of it without breaking it.
  await sql`
    create table audit_who (
      workspace_id uuid not null,
      place bigint not null,
      salt text not null,
      actor_id text,
      device_id text,
      address text,
      user_agent text,
      request_id text,
      target text,
      primary key (workspace_id, place),
      foreign key (workspace_id, place) references audit on delete cascade
    )`.execute(db)
  await sql`create index audit_who_actor on audit_who (actor_id)`.execute(db)
  await sql`create index audit_who_target on audit_who (target)`.execute(db)
  await sql`
    create function audit_is_final() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        if current_setting('audit.erasing', true) is not distinct from old.workspace_id::text then
          return old;
        end if;
      end if;
      raise exception 'audit rows are never changed, or deleted one by one';
    end $$`.execute(db)
  await sql`
    create trigger audit_is_final before update or delete on audit
      for each row execute function audit_is_final()`.execute(db)
  await sql`
    create trigger audit_is_never_emptied before truncate on audit
      for each statement execute function audit_is_final()`.execute(db)
  // What every chain had come to, signed nightly; a tail that was cut off later shows.
  await sql`
    create table audit_seal (
      workspace_id uuid not null,
      place bigint not null,
      hash text not null,
      sealed_at timestamptz not null,
      signature text not null,
      primary key (workspace_id, place)
    )`.execute(db)
}

async function privacy(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table data_export (
      workspace_id uuid not null references workspace on delete cascade,
      export_id uuid not null,
      person_id uuid not null references person on delete cascade,
      subject text not null check (subject in ('person', 'workspace')),
      state text not null check (state in ('waiting', 'ready', 'failed', 'gone')),
      file text,
      size_bytes bigint,
      expires_at timestamptz,
      created_at timestamptz not null default now(),
      primary key (workspace_id, export_id)
    )`.execute(db)
  await sql`create index data_export_person on data_export (person_id)`.execute(db)
  // One that is asked for twice before it is made is one.
  await sql`
    create unique index data_export_open on data_export (workspace_id, person_id, subject)
      where state = 'waiting'`.execute(db)
  await sql`
    create table deletion (
      deletion_id uuid primary key,
      subject text not null check (subject in ('person', 'workspace')),
      subject_id uuid not null unique,
      asked_at timestamptz not null default now(),
      due_at timestamptz not null,
      step text not null default 'waiting',
      tries integer not null default 0,
      next_at timestamptz not null,
      notes text[] not null default '{}',
      finished_at timestamptz
    )`.execute(db)
  await sql`create index deletion_due on deletion (next_at) where finished_at is null`.execute(db)
  // All that is left of who was deleted: enough to delete them again after a restore.
  await sql`
    create table tombstone (
      subject_hash text primary key,
      subject text not null,
      deleted_at timestamptz not null default now()
    )`.execute(db)
  // Whose sign-in at Meta a channel came by; Meta names nothing else when it calls.
  await sql`
    create table connection_owner (
      workspace_id uuid not null,
      connection_id uuid not null,
      user_hash text not null,
      primary key (workspace_id, connection_id),
      foreign key (workspace_id, connection_id) references connection on delete cascade
    )`.execute(db)
  await sql`create index connection_owner_user on connection_owner (user_hash)`.execute(db)
  // What Meta asked us to forget, so that its user can look up that it was done.
  await sql`
    create table meta_request (
      confirmation_code text primary key,
      kind text not null check (kind in ('deauthorize', 'delete')),
      connections integer not null,
      asked_at timestamptz not null
    )`.execute(db)
}

async function figures(db: Kysely<unknown>): Promise<void> {
  // Without a key to the workspace: what is left of one that was deleted counts under a number
  // that leads to nobody.
  await sql`
    create table active_day (
      workspace_id uuid not null,
      active_on date not null,
      primary key (workspace_id, active_on)
    )`.execute(db)
  await sql`create index active_day_on on active_day (active_on)`.execute(db)
  await sql`alter table plan_change drop constraint plan_change_workspace_id_fkey`.execute(db)
  await sql`
    create table departed (
      workspace_id uuid primary key,
      signed_up_on date not null,
      left_on date not null
    )`.execute(db)
  await sql`
    create table marketing_spend (
      month date primary key check (extract(day from month) = 1),
      cents integer not null check (cents >= 0),
      saved_at timestamptz not null default now()
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table departed, marketing_spend, active_day`.execute(db)
  await sql`
    delete from plan_change where workspace_id not in (select workspace_id from workspace)`.execute(
    db,
  )
  await sql`
    alter table plan_change add constraint plan_change_workspace_id_fkey
      foreign key (workspace_id) references workspace on delete cascade`.execute(db)
  await sql`drop table meta_request, connection_owner, tombstone, deletion, data_export`.execute(db)
  await sql`drop table audit_seal, audit_who, audit, audit_head`.execute(db)
  await sql`drop function audit_is_final`.execute(db)
}
