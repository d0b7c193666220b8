import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // What happened within the last hour is counted every few seconds, over all workspaces.
  await sql`create index event_when on event (created_at)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index event_when`.execute(db)
}
