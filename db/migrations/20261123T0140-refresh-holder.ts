import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The number of the process that refreshes, so that only a dead one is followed by another.
  await sql`alter table connection add column refreshing_by integer`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connection drop column refreshing_by`.execute(db)
}
