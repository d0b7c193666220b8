import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The overview adds up every publication of a workspace; here they lie side by side.
  await sql`create index publication_figures on publication (workspace_id, platform, state)
    include (views, likes, comments, shares)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index publication_figures`.execute(db)
}
