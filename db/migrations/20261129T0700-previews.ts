import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table workspace add column share_previews boolean not null default true`.execute(
    db,
  )
  // By content, because a video is shown before anything of it is reserved.
  await sql`
    create table preview (
      workspace_id uuid not null references workspace on delete cascade,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      place integer not null,
      preview_id uuid not null,
      format text not null check (format in ('webp', 'jpeg')),
      picture bytea not null check (octet_length(picture) <= 12000),
      made_at timestamptz not null,
      primary key (workspace_id, sha256, place)
    )`.execute(db)
  await sql`create unique index preview_id on preview (workspace_id, preview_id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table preview`.execute(db)
  await sql`alter table workspace drop column share_previews`.execute(db)
}
