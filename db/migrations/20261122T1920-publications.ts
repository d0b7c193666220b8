import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table video (
      workspace_id uuid not null references workspace on delete cascade,
      video_id uuid not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      file_name text not null,
      size_bytes bigint not null,
      duration_ms bigint not null,
      created_at timestamptz not null default now(),
      primary key (workspace_id, video_id)
    )`.execute(db)
  await sql`create unique index video_content on video (workspace_id, sha256)`.execute(db)
  await sql`create index video_page on video (workspace_id, created_at desc, video_id desc)`.execute(
    db,
  )
  await sql`
    create table publication (
      workspace_id uuid not null,
      publication_id uuid not null,
      video_id uuid not null,
      connection_id uuid not null,
      device_id uuid,
      platform text not null,
      intent text not null,
      metadata jsonb not null,
      state text not null check (
        state in ('reserved', 'uploading', 'confirming', 'published', 'failed', 'unknown')
      ),
      percent real not null default 0,
      remote_id text,
      url text,
      failure_code text,
      reason text,
      who_can_fix text,
      published_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      primary key (workspace_id, publication_id),
      foreign key (workspace_id, video_id) references video on delete cascade,
      foreign key (workspace_id, connection_id) references connection on delete cascade
    )`.execute(db)
  // The same bytes reach the same channel once, whoever asks and however often.
  await sql`
    create unique index publication_once
      on publication (workspace_id, video_id, connection_id, intent)`.execute(db)
  await sql`create index publication_video on publication (workspace_id, video_id)`.execute(db)
  await sql`
    create table tracked (
      workspace_id uuid not null references workspace on delete cascade,
      idempotency_key text not null,
      payload_hash text not null,
      created_at timestamptz not null default now(),
      primary key (workspace_id, idempotency_key)
    )`.execute(db)
  await sql`
    create table quota_usage (
      workspace_id uuid not null references workspace on delete cascade,
      period date not null,
      used integer not null default 0 check (used >= 0),
      held integer not null default 0 check (held >= 0),
      primary key (workspace_id, period)
    )`.execute(db)
  await sql`
    create table reservation (
      workspace_id uuid not null,
      reservation_id uuid not null,
      video_id uuid not null,
      period date not null,
      units integer not null check (units > 0),
      state text not null check (state in ('held', 'committed', 'released', 'expired')),
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      primary key (workspace_id, reservation_id),
      foreign key (workspace_id, video_id) references video on delete cascade
    )`.execute(db)
  // One video costs one upload, however many connections it goes to.
  await sql`
    create unique index reservation_live
      on reservation (workspace_id, video_id) where state in ('held', 'committed')`.execute(db)
  await sql`create index reservation_stale on reservation (expires_at) where state = 'held'`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table reservation, quota_usage, tracked, publication, video`.execute(db)
}
