import { type Kysely, sql } from 'kysely'

/** What finds the next workspace that waits without reading past all that another has queued. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index webhook_delivery_turn on webhook_delivery (workspace_id, next_at)
      where state = 'waiting'`.execute(db)
  await sql`
    create index mail_turn on mail (coalesce(workspace_id, person_id, mail_id), next_at)
      where sent_at is null and failed_reason is null`.execute(db)
  await sql`
    create index event_turn on event (workspace_id, created_at) where spread_at is null`.execute(db)
  await sql`drop index webhook_delivery_due, mail_to_send`.execute(db)
  await sql`alter table connection add column figures_at timestamptz`.execute(db)
  await sql`
    create index connection_figures on connection (figures_at nulls first)
      where state = 'live'`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index connection_figures`.execute(db)
  await sql`alter table connection drop column figures_at`.execute(db)
  await sql`
    create index webhook_delivery_due on webhook_delivery (next_at)
      where state = 'waiting'`.execute(db)
  await sql`create index mail_to_send on mail (next_at)
    where sent_at is null and failed_reason is null`.execute(db)
  await sql`drop index webhook_delivery_turn, mail_turn, event_turn`.execute(db)
}
