import { type Kysely, sql } from 'kysely'

/** The contract names the kinds; a list here would only be behind. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table operator_alert drop constraint operator_alert_kind_check`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from operator_alert where kind not in ('model_away', 'model_ends')`.execute(db)
  await sql`
    alter table operator_alert add constraint operator_alert_kind_check
      check (kind in ('model_away', 'model_ends'))`.execute(db)
}
