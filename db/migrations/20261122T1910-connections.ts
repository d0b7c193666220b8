import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // `sealed` is a Fernet token; `version` fences two refreshers of the same connection.
  await sql`
    create table connection (
      workspace_id uuid not null references workspace on delete cascade,
      connection_id uuid not null,
      platform text not null check (platform in ('youtube', 'instagram', 'tiktok')),
      external_id text not null,
      label text not null,
      handle text,
      scopes text[] not null default '{}',
      state text not null default 'live' check (state in ('live', 'lost', 'disconnected')),
      lost_reason text,
      sealed text,
      key_id text,
      access_expires_at timestamptz,
      version integer not null default 1,
      refreshing_until timestamptz,
      retry_after timestamptz,
      rule jsonb not null,
      connected_at timestamptz not null default now(),
      created_at timestamptz not null default now(),
      primary key (workspace_id, connection_id),
      check (state <> 'live' or sealed is not null)
    )`.execute(db)
  await sql`
    create unique index connection_channel
      on connection (workspace_id, platform, external_id)`.execute(db)
  await sql`
    create table oauth_state (
      workspace_id uuid not null references workspace on delete cascade,
      state_hash text not null,
      platform text not null,
      person_id uuid references person on delete cascade,
      sealed_verifier text,
      expires_at timestamptz not null,
      primary key (workspace_id, state_hash)
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table oauth_state, connection`.execute(db)
}
