import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Written in the transaction in which it happened; mails and webhooks follow from it.
  await sql`
    create table event (
      workspace_id uuid not null references workspace on delete cascade,
      event_id uuid not null,
      type text not null,
      data jsonb not null,
      once_key text not null,
      spread_at timestamptz,
      told_at timestamptz,
      created_at timestamptz not null default now(),
      primary key (workspace_id, event_id)
    )`.execute(db)
  await sql`create unique index event_once on event (workspace_id, once_key)`.execute(db)
  await sql`create index event_to_spread on event (created_at) where spread_at is null`.execute(db)
  // Failures are not mailed one by one: they wait until they are told together.
  await sql`create index event_to_tell on event (workspace_id, created_at)
    where type = 'publication.failed' and told_at is null`.execute(db)
  // What a mail says is sealed: it may hold a link that signs somebody in.
  await sql`
    create table mail (
      mail_id uuid primary key,
      workspace_id uuid references workspace on delete cascade,
      person_id uuid references person on delete cascade,
      kind text not null,
      once_key text not null unique,
      sealed text not null,
      attempts integer not null default 0,
      next_at timestamptz not null default date_trunc('milliseconds', now()),
      sent_at timestamptz,
      failed_reason text,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index mail_to_send on mail (next_at)
    where sent_at is null and failed_reason is null`.execute(db)
  await sql`create index mail_workspace on mail (workspace_id, kind, created_at)`.execute(db)
  await sql`create index mail_person on mail (person_id)`.execute(db)
  await sql`
    create table mail_refusal (
      person_id uuid not null references person on delete cascade,
      kind text not null,
      created_at timestamptz not null default now(),
      primary key (person_id, kind)
    )`.execute(db)
  await sql`
    create table webhook (
      workspace_id uuid not null references workspace on delete cascade,
      webhook_id uuid not null,
      url text not null,
      events text[] not null,
      sealed_secret text not null,
      sealed_older_secret text,
      older_until timestamptz,
      is_on boolean not null default true,
      off_reason text,
      failing_since timestamptz,
      created_at timestamptz not null default now(),
      primary key (workspace_id, webhook_id)
    )`.execute(db)
  await sql`
    create table webhook_delivery (
      workspace_id uuid not null,
      delivery_id uuid not null,
      webhook_id uuid not null,
      event_id uuid not null,
      type text not null,
      body text not null,
      state text not null check (state in ('waiting', 'delivered', 'given_up')),
      attempts integer not null default 0,
      next_at timestamptz not null default date_trunc('milliseconds', now()),
      last_status integer,
      last_reason text,
      delivered_at timestamptz,
      created_at timestamptz not null default now(),
      primary key (workspace_id, delivery_id),
      foreign key (workspace_id, webhook_id) references webhook on delete cascade
    )`.execute(db)
  await sql`
    create unique index webhook_delivery_once
      on webhook_delivery (workspace_id, webhook_id, event_id)`.execute(db)
  await sql`
    create index webhook_delivery_due on webhook_delivery (next_at)
      where state = 'waiting'`.execute(db)
  await sql`
    create index webhook_delivery_page
      on webhook_delivery (workspace_id, webhook_id, created_at desc, delivery_id desc)`.execute(db)
  await sql`
    create table brand (
      workspace_id uuid primary key references workspace on delete cascade,
      name text not null,
      logo bytea,
      logo_type text,
      colour text not null,
      saved_at timestamptz not null default now()
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table brand, webhook_delivery, webhook, mail_refusal, mail, event`.execute(db)
}
