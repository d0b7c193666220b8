import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // What was seen most of what went live lately. Older videos were mostly seen more, so that an
  // index of all of them would be read for long before it comes to these.
  await sql`create index publication_top_of_week on publication (workspace_id, platform,
      date_bin('7 days', published_at, '2001-01-01T00:00:00Z'::timestamptz), views desc,
      publication_id)
    include (published_at)
    where state = 'published' and views is not null and published_at is not null`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index publication_top_of_week`.execute(db)
}
