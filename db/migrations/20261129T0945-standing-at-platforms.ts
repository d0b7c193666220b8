import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // How its platform last showed it, and since when; null until the platform was first asked.
  // `kept_private`: it never was anything else, so its creator wanted it so.
  await sql`alter table publication
    add column standing text check (
      standing in ('shown', 'kept_private', 'private', 'rejected', 'missing')
    ),
    add column standing_at timestamptz`.execute(db)
  await sql`create index publication_hidden on publication (workspace_id, video_id)
    where standing in ('private', 'rejected', 'missing')`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index publication_hidden`.execute(db)
  await sql`alter table publication drop column standing, drop column standing_at`.execute(db)
}
