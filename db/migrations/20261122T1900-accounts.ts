import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table person (
      person_id uuid primary key,
      email text not null,
      name text not null,
      password_hash text not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create unique index person_email on person (lower(email))`.execute(db)
  await sql`
    create table workspace (
      workspace_id uuid primary key,
      name text not null,
      plan text not null default 'free' check (plan in ('free', 'pro', 'enterprise')),
      time_zone text not null default 'UTC',
      brand_voice text,
      prompt text,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`
    create table member (
      workspace_id uuid not null references workspace on delete cascade,
      person_id uuid not null references person on delete cascade,
      role text not null check (role in ('owner', 'admin', 'editor', 'viewer')),
      created_at timestamptz not null default now(),
      primary key (workspace_id, person_id)
    )`.execute(db)
  await sql`create index member_person on member (person_id)`.execute(db)
  // Looked up before the workspace is known, so these two are keyed by the hash of the secret.
  await sql`
    create table session (
      session_hash text primary key,
      person_id uuid not null references person on delete cascade,
      workspace_id uuid not null references workspace on delete cascade,
      expires_at timestamptz not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index session_person on session (person_id)`.execute(db)
  await sql`
    create table device (
      workspace_id uuid not null references workspace on delete cascade,
      device_id uuid not null,
      name text not null,
      created_at timestamptz not null default now(),
      last_used_at timestamptz,
      primary key (workspace_id, device_id)
    )`.execute(db)
  await sql`create unique index device_name on device (workspace_id, name)`.execute(db)
  await sql`
    create table device_key (
      key_hash text primary key,
      workspace_id uuid not null,
      device_id uuid not null,
      person_id uuid references person on delete cascade,
      created_at timestamptz not null default now(),
      foreign key (workspace_id, device_id) references device on delete cascade
    )`.execute(db)
  await sql`create unique index device_key_device on device_key (workspace_id, device_id)`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table device_key, device, session, member, workspace, person`.execute(db)
}
