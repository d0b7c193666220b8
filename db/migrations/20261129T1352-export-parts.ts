import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // No foreign key: making a copy may take minutes, and must not hold up that its owner is deleted.
  await sql`
    create table export_part (
      workspace_id uuid not null,
      export_id uuid not null,
      place integer not null,
      bytes bytea not null,
      primary key (workspace_id, export_id, place)
    )`.execute(db)
  // It is packed already.
  await sql`alter table export_part alter column bytes set storage external`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table export_part`.execute(db)
}
