import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table person
      add column verified_at timestamptz,
      add column is_operator boolean not null default false,
      add column sealed_totp text,
      add column totp_confirmed_at timestamptz,
      add column totp_last_step bigint,
      add column password_changed_at timestamptz not null default now(),
      add column tokens_valid_after timestamptz`.execute(db)
  await sql`
    create table recovery_code (
      person_id uuid not null references person on delete cascade,
      code_hash text not null,
      used_at timestamptz,
      primary key (person_id, code_hash)
    )`.execute(db)
  // One row per link that was mailed and not used; its secret is stored as its hash only.
  await sql`
    create table mailed_link (
      secret_hash text primary key,
      person_id uuid not null references person on delete cascade,
      purpose text not null check (purpose in ('verify', 'reset', 'email')),
      email text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index mailed_link_person on mailed_link (person_id, purpose)`.execute(db)
  await sql`
    alter table session
      add column session_id uuid not null default gen_random_uuid(),
      add column address text not null default '',
      add column user_agent text not null default '',
      add column last_seen_at timestamptz not null default now()`.execute(db)
  // A browser in which this person signed in before: it has guesses of its own, and is no news.
  await sql`
    create table known_browser (
      person_id uuid not null references person on delete cascade,
      browser_hash text not null,
      created_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now(),
      primary key (person_id, browser_hash)
    )`.execute(db)
  // Tries at a password or a code, counted before each is judged; nobody need be behind a subject.
  await sql`
    create table guess (
      subject_hash text primary key,
      tries integer not null,
      last_at timestamptz not null,
      next_at timestamptz not null
    )`.execute(db)
  await sql`create index guess_last on guess (last_at)`.execute(db)
  await sql`
    create table invitation (
      workspace_id uuid not null references workspace on delete cascade,
      invitation_id uuid not null,
      email text not null,
      role text not null check (role in ('admin', 'editor', 'viewer')),
      secret_hash text not null,
      invited_by uuid references person on delete set null,
      expires_at timestamptz not null,
      accepted_at timestamptz,
      created_at timestamptz not null default now(),
      primary key (workspace_id, invitation_id)
    )`.execute(db)
  await sql`create unique index invitation_secret on invitation (secret_hash)`.execute(db)
  await sql`
    create unique index invitation_open
      on invitation (workspace_id, lower(email)) where accepted_at is null`.execute(db)
  // Asked for by a device before anyone is known (RFC 8628), so keyed by the secret's hash.
  await sql`
    create table device_login (
      device_code_hash text primary key,
      user_code_hash text not null,
      device_name text not null,
      address text not null,
      state text not null check (state in ('pending', 'approved', 'denied', 'spent')),
      workspace_id uuid references workspace on delete cascade,
      person_id uuid references person on delete cascade,
      interval_seconds integer not null default 5,
      polled_at timestamptz,
      expires_at timestamptz not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`
    create unique index device_login_user_code on device_login (user_code_hash)
      where state = 'pending'`.execute(db)
  await sql`create index device_login_end on device_login (expires_at)`.execute(db)
  await sql`
    alter table device
      add column kind text not null default 'agent' check (kind in ('agent', 'developer'))`.execute(
    db,
  )
  await sql`
    alter table device_key
      add column key_id uuid not null default gen_random_uuid(),
      add column ends_with text not null default '',
      add column scopes text[] not null default '{read,metadata,publish,grant}',
      add column expires_at timestamptz,
      add column last_used_at timestamptz`.execute(db)
  await sql`create unique index device_key_id on device_key (workspace_id, key_id)`.execute(db)
  // An agent that signs in by a name never meets a developer's key of that name.
  await sql`drop index device_name`.execute(db)
  await sql`create unique index device_name on device (workspace_id, kind, name)`.execute(db)
  // While a key is being replaced, the older one may live on beside it until it expires.
  await sql`drop index device_key_device`.execute(db)
  await sql`
    create unique index device_key_current
      on device_key (workspace_id, device_id) where expires_at is null`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table device_login, invitation, guess, known_browser`.execute(db)
  await sql`drop table mailed_link, recovery_code`.execute(db)
  await sql`drop index device_key_current`.execute(db)
  await sql`delete from device_key where expires_at is not null`.execute(db)
  await sql`
    alter table device_key
      drop column key_id, drop column ends_with, drop column scopes,
      drop column expires_at, drop column last_used_at`.execute(db)
  await sql`create unique index device_key_device on device_key (workspace_id, device_id)`.execute(
    db,
  )
  await sql`delete from device where kind = 'developer'`.execute(db)
  await sql`drop index device_name`.execute(db)
  await sql`create unique index device_name on device (workspace_id, name)`.execute(db)
  await sql`alter table device drop column kind`.execute(db)
  await sql`
    alter table session
      drop column session_id, drop column address, drop column user_agent,
      drop column last_seen_at`.execute(db)
  await sql`
    alter table person
      drop column verified_at, drop column is_operator, drop column sealed_totp,
      drop column totp_confirmed_at, drop column totp_last_step,
      drop column password_changed_at, drop column tokens_valid_after`.execute(db)
}
