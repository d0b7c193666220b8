import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The number of the process that refreshes, so that only a dead one is followed by another.
  await sql`alter table connection add column refreshing_by integer`.execute(db)
  // Every sealed text begins with the id of its key, so the rows need no column for it.
  await sql`
    update connection set sealed = key_id || '.' || sealed where sealed is not null`.execute(db)
  await sql`alter table connection drop column key_id`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connection drop column refreshing_by`.execute(db)
  await sql`alter table connection add column key_id text`.execute(db)
  await sql`
    update connection set key_id = split_part(sealed, '.', 1), sealed = split_part(sealed, '.', 2)
    where sealed is not null`.execute(db)
}
