import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Append-only; a page reads `snapshot_day`, never this table.
  await sql`
    create table snapshot (
      workspace_id uuid not null,
      publication_id uuid not null,
      taken_at timestamptz not null,
      views bigint,
      likes bigint,
      comments bigint,
      shares bigint,
      primary key (workspace_id, publication_id, taken_at),
      foreign key (workspace_id, publication_id) references publication on delete cascade
    )`.execute(db)
  await sql`
    create table snapshot_day (
      workspace_id uuid not null,
      publication_id uuid not null,
      taken_on date not null,
      taken_at timestamptz not null,
      views bigint,
      likes bigint,
      comments bigint,
      shares bigint,
      primary key (workspace_id, publication_id, taken_on),
      foreign key (workspace_id, publication_id) references publication on delete cascade
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table snapshot_day, snapshot`.execute(db)
}
