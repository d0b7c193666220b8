import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // `order_seq`: the number of the newest order, kept here so that none is ever given twice.
  // `listening_by` and `listening_until`: the stream on which the device hears of orders.
  await sql`alter table device
    add column order_seq integer not null default 0,
    add column listening_by uuid,
    add column listening_until timestamptz`.execute(db)
  await sql`
    create table device_order (
      workspace_id uuid not null,
      device_id uuid not null,
      seq integer not null,
      order_id uuid not null,
      sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
      connection_id uuid,
      wish jsonb not null,
      state text not null default 'waiting'
        check (state in ('waiting', 'accepted', 'done', 'refused')),
      reason text,
      made_by uuid references person on delete set null,
      made_at timestamptz not null,
      answered_at timestamptz,
      primary key (workspace_id, device_id, seq),
      foreign key (workspace_id, device_id) references device on delete cascade,
      foreign key (workspace_id, connection_id) references connection on delete cascade
    )`.execute(db)
  await sql`create unique index device_order_id on device_order (workspace_id, order_id)`.execute(
    db,
  )
  await sql`create index device_order_open on device_order (workspace_id, device_id, seq)
    where state in ('waiting', 'accepted')`.execute(db)
  await sql`create index device_order_answered on device_order (workspace_id, answered_at desc)
    where answered_at is not null`.execute(db)
  await sql`create index device_order_channel on device_order (workspace_id, connection_id)
    where connection_id is not null`.execute(db)
  await sql`create index device_order_person on device_order (made_by)
    where made_by is not null`.execute(db)
  await sql`alter table waiting
    add column draft jsonb,
    add column rule jsonb,
    add column options jsonb,
    add column duration_ms integer`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table waiting drop column draft, drop column rule, drop column options,
    drop column duration_ms`.execute(db)
  await sql`drop table device_order`.execute(db)
  await sql`alter table device drop column order_seq, drop column listening_by,
    drop column listening_until`.execute(db)
}
