import { type Kysely, sql } from 'kysely'

/** Which platforms there are is said once, in the contract; the database asks for a name only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table connection drop constraint connection_platform_check,
      add constraint connection_platform_check check (platform ~ '^[a-z]{1,20}$')`.execute(db)
  await sql`
    alter table own_project drop constraint own_project_platform_check,
      add constraint own_project_platform_check check (platform ~ '^[a-z]{1,20}$')`.execute(db)
}

/** The looser constraint lets everything in that the one before did. */
export async function down(): Promise<void> {}
