import { type Kysely, sql } from 'kysely'

/** A pack that was paid back has no uploads left, and is still known: it is not credited again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table quota_pack drop constraint quota_pack_units_check,
      add constraint quota_pack_units_check check (units >= 0)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from quota_pack where units = 0`.execute(db)
  await sql`
    alter table quota_pack drop constraint quota_pack_units_check,
      add constraint quota_pack_units_check check (units > 0)`.execute(db)
}
