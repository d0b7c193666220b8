import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // No foreign key: figures of the past stay what they were, under a number that leads to nobody.
  await sql`
    create table milestone (
      workspace_id uuid not null,
      name text not null,
      reached_at timestamptz not null,
      told_at timestamptz,
      primary key (workspace_id, name)
    )`.execute(db)
  await sql`create index milestone_reached on milestone (name, reached_at)`.execute(db)
  await sql`create index milestone_to_tell on milestone (reached_at) where told_at is null`.execute(
    db,
  )
  await sql`
    create table visit_day (
      visited_on date primary key,
      visits bigint not null
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table visit_day, milestone`.execute(db)
}
