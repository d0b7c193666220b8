import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The creator's wishes for the words on one channel, beside those of the workspace.
  await sql`alter table connection add column prompt text`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connection drop column prompt`.execute(db)
}
