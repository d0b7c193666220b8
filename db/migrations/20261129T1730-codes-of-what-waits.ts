import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table waiting add column code text`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table waiting drop column code`.execute(db)
}
