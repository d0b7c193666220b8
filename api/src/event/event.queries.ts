import type { Db } from '@content/db'
import type { EventData, EventType } from '../../contract/index.ts'
import { newId } from '../lib/id.ts'

export interface NewEvent<T extends EventType> {
  workspaceId: string
  type: T
  data: EventData<T>
  /** Two events with one key are one event: once a period, once a message of Stripe. */
  onceKey?: string
}

/**
 * Writes down that something happened, in the transaction in which it happened; mails and webhooks
 * follow from the row. False when this very event was written before.
 */
export async function recordEvent<T extends EventType>(
  db: Db,
  { workspaceId, type, data, onceKey }: NewEvent<T>,
): Promise<boolean> {
  const eventId = newId()
  const row = await db
    .insertInto('event')
    .values({
      workspace_id: workspaceId,
      event_id: eventId,
      type,
      data: JSON.stringify(data),
      once_key: onceKey ?? eventId,
    })
    .onConflict(conflict => conflict.columns(['workspace_id', 'once_key']).doNothing())
    .returning('event_id')
    .executeTakeFirst()
  return row !== undefined
}
