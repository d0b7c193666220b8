import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table billing (
      workspace_id uuid primary key references workspace on delete cascade,
      customer_id text not null unique,
      subscription_id text,
      status text,
      plan text check (plan in ('free', 'pro', 'enterprise')),
      interval text check (interval in ('month', 'year')),
      next_plan text check (next_plan in ('free', 'pro', 'enterprise')),
      next_interval text check (next_interval in ('month', 'year')),
      monthly_cents integer not null default 0,
      period_ends_at timestamptz,
      trial_ends_at timestamptz,
      cancels_at timestamptz,
      grace_until timestamptz,
      has_had_trial boolean not null default false,
      -- Counts what was asked of Stripe and finished: the same number again means the same wish.
      intents integer not null default 0,
      synced_at timestamptz
    )`.execute(db)
  // The inbox: a message of Stripe is kept once, by its id, before anything is done about it.
  await sql`
    create table stripe_event (
      event_id text primary key,
      type text not null,
      customer_id text,
      is_live boolean not null,
      body text not null,
      created_at timestamptz not null,
      received_at timestamptz not null default now(),
      handled_at timestamptz,
      attempts integer not null default 0,
      last_reason text
    )`.execute(db)
  await sql`create index stripe_event_open on stripe_event (customer_id, received_at)
    where handled_at is null`.execute(db)
  // Uploads bought on top of a plan; Stripe's payment names each, so none is credited twice.
  await sql`
    create table quota_pack (
      workspace_id uuid not null references workspace on delete cascade,
      payment_id text not null,
      period date not null,
      units integer not null check (units > 0),
      bought_at timestamptz not null default now(),
      primary key (workspace_id, payment_id)
    )`.execute(db)
  await sql`alter table quota_usage add column extra integer not null default 0
    check (extra >= 0)`.execute(db)
  await sql`
    create table plan_change (
      workspace_id uuid not null references workspace on delete cascade,
      change_id uuid not null default gen_random_uuid(),
      changed_at timestamptz not null,
      from_plan text not null,
      to_plan text not null,
      monthly_cents integer not null,
      primary key (workspace_id, change_id)
    )`.execute(db)
  await sql`create index plan_change_at on plan_change (workspace_id, changed_at)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table quota_usage drop column extra`.execute(db)
  await sql`drop table plan_change, quota_pack, stripe_event, billing`.execute(db)
}
