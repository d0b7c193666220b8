import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // What an agent tells of itself; null: it is one that tells nothing yet.
  await sql`alter table device
    add column agent_version text,
    add column folders text[]`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table device drop column agent_version, drop column folders`.execute(db)
}
