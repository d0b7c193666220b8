import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Delivery } from '../../contract/index.ts'
import { DeliveryState } from '../../contract/index.ts'
import type { WebhookKey } from './webhook.queries.ts'
import { messageIdOf } from './webhook.rules.ts'

export interface Page {
  limit: number
  /** The last delivery of the page before; null for the first page. */
  after: string | null
}

interface Row {
  delivery_id: string
  type: string
  state: string
  attempts: number
  last_status: number | null
  last_reason: string | null
  next_at: Date
  delivered_at: Date | null
  created_at: Date
  body: string
}

/** What was sent to an address, newest first. */
export async function listDeliveryRows(
  db: Db,
  { workspaceId, webhookId }: WebhookKey,
  { limit, after }: Page,
): Promise<Delivery[]> {
  const older =
    after === null
      ? sql``
      : sql`and (created_at, delivery_id) < (
          select created_at, delivery_id from webhook_delivery
          where workspace_id = ${workspaceId} and webhook_id = ${webhookId}
            and delivery_id = ${after}
        )`
  const { rows } = await sql<Row>`
    select delivery_id, type, state, attempts, last_status, last_reason, next_at, delivered_at,
      created_at, body
    from webhook_delivery
    where workspace_id = ${workspaceId} and webhook_id = ${webhookId} ${older}
    order by created_at desc, delivery_id desc limit ${limit}`.execute(db)
  return rows.map(asDelivery)
}

/** Queues a message to one address by hand: a test. */
export async function insertDelivery(
  db: Db,
  { workspaceId, webhookId }: WebhookKey,
  delivery: { deliveryId: string; eventId: string; type: string; body: string; now: Date },
): Promise<void> {
  await db
    .insertInto('webhook_delivery')
    .values({
      workspace_id: workspaceId,
      webhook_id: webhookId,
      delivery_id: delivery.deliveryId,
      event_id: delivery.eventId,
      type: delivery.type,
      body: delivery.body,
      state: 'waiting',
      next_at: delivery.now,
      created_at: delivery.now,
    })
    .execute()
}

/** Puts a delivery in front of the queue; one that had ended begins with its first try. */
export async function requeueDelivery(
  db: Db,
  { workspaceId, webhookId, deliveryId }: WebhookKey & { deliveryId: string },
  now: Date,
): Promise<Delivery | undefined> {
  const row = await db
    .updateTable('webhook_delivery')
    .set(eb => ({
      state: 'waiting',
      // A try that is under way is known by its number, so a number is not given out again.
      attempts: eb.case().when('state', '=', 'waiting').then(eb.ref('attempts')).else(0).end(),
      next_at: now,
      delivered_at: null,
      last_status: null,
      last_reason: null,
    }))
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', webhookId)
    .where('delivery_id', '=', deliveryId)
    .returning(['delivery_id', 'type', 'state', 'attempts', 'last_status', 'last_reason'])
    .returning(['next_at', 'delivered_at', 'created_at', 'body'])
    .executeTakeFirst()
  return row && asDelivery(row)
}

const asDelivery = (row: Row): Delivery => ({
  id: row.delivery_id,
  messageId: messageIdOf(row.delivery_id),
  type: row.type,
  state: DeliveryState.parse(row.state),
  attempts: row.attempts,
  lastStatus: row.last_status,
  lastReason: row.last_reason,
  nextAt: row.state === 'waiting' ? row.next_at.toISOString() : null,
  deliveredAt: row.delivered_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  body: row.body,
})
