import { type Kysely, sql } from 'kysely'

/** What those who run the service have to look at, for as long as it lasts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table operator_alert (
      kind text primary key check (kind in ('model_away', 'model_ends')),
      detail text not null,
      raised_at timestamptz not null,
      seen_at timestamptz not null
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table operator_alert`.execute(db)
}
