import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // A name may be longer than an index takes, and its beginning sorts as well.
  await sql`create index video_name
    on video (workspace_id, left(lower(file_name), 100), video_id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index video_name`.execute(db)
}
