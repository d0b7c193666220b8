import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Message } from '../../outside/stripe/payments.ts'

/**
 * Keeps a message of Stripe, once per id. True when there is something to do about it now: it is
 * new, and about a customer whom we know.
 */
export async function insertMessage(db: Db, message: Message, now: Date): Promise<boolean> {
  const { id, type, customerId, isLive, body, createdAt } = message
  const { rows } = await sql<{ is_open: boolean }>`
    with known as (select from billing where customer_id = ${customerId})
    insert into stripe_event (
      event_id, type, customer_id, is_live, body, created_at, received_at, handled_at, last_reason
    ) values (
      ${id}, ${type}, ${customerId}, ${isLive}, ${body}, ${createdAt}, ${now},
      case when exists (select from known) then null else ${now}::timestamptz end,
      case when exists (select from known) then null else 'about no customer of ours' end
    )
    on conflict (event_id) do nothing
    returning handled_at is null as is_open`.execute(db)
  return rows[0]?.is_open ?? false
}

export async function openMessagesOf(db: Db, customerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('stripe_event')
    .select('event_id')
    .where('customer_id', '=', customerId)
    .where('handled_at', 'is', null)
    .execute()
  return rows.map(row => row.event_id)
}

export async function markHandled(db: Db, eventIds: string[], now: Date): Promise<void> {
  if (eventIds.length === 0) return
  await db
    .updateTable('stripe_event')
    .set({ handled_at: now, last_reason: null })
    .where('event_id', 'in', eventIds)
    .execute()
}

export function markFailed(db: Db, customerId: string, reason: string) {
  return db
    .updateTable('stripe_event')
    .set(eb => ({ attempts: eb('attempts', '+', 1), last_reason: reason }))
    .where('customer_id', '=', customerId)
    .where('handled_at', 'is', null)
    .execute()
}

/** Customers with messages that nobody has dealt with, those who waited longest first. */
export async function customersWithMessages(db: Db, most: number): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from stripe_event
    where handled_at is null and customer_id is not null
    group by customer_id order by min(attempts), min(received_at) limit ${most}`.execute(db)
  return rows.map(row => row.customer_id)
}

export async function dropOldMessages(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('stripe_event').where('handled_at', '<', before).execute()
}
