import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The sign-in that a key was made in: the hash of a session, or `token`; null when a password
  // made it. So whoever ends a sign-in ends what it left behind.
  await sql`alter table device_key add column made_in text`.execute(db)
  await sql`alter table device_login add column made_in text`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table device_login drop column made_in`.execute(db)
  await sql`alter table device_key drop column made_in`.execute(db)
}
