import type { Db } from '@content/db'
import { sql } from 'kysely'

export interface EventRow {
  workspace_id: string
  event_id: string
  type: string
  data: unknown
  created_at: Date
}

/** Locks the oldest event that nothing has followed from yet, but for those given. */
export async function lockUnspread(db: Db, except: string[]): Promise<EventRow | undefined> {
  const { rows } = await sql<EventRow>`
    select workspace_id, event_id, type, data, created_at from event
    where spread_at is null and event_id <> all(${except}::uuid[])
    order by created_at limit 1
    for update skip locked`.execute(db)
  return rows[0]
}

export async function markSpread(db: Db, event: EventRow, now: Date): Promise<void> {
  await db
    .updateTable('event')
    .set({ spread_at: now })
    .where('workspace_id', '=', event.workspace_id)
    .where('event_id', '=', event.event_id)
    .execute()
}

/** Puts an event before every webhook of the workspace that wants such; once for each. */
export async function queueDeliveries(db: Db, event: EventRow, body: string): Promise<void> {
  await sql`
    insert into webhook_delivery
      (workspace_id, delivery_id, webhook_id, event_id, type, body, state)
    select workspace_id, gen_random_uuid(), webhook_id, ${event.event_id}::uuid, ${event.type},
      ${body}, 'waiting'
    from webhook
    where workspace_id = ${event.workspace_id} and is_on and ${event.type} = any(events)
    on conflict (workspace_id, webhook_id, event_id) do nothing`.execute(db)
}
