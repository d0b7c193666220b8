import type { Deliveries, ListDeliveries } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { listDeliveryRows } from './delivery-log.queries.ts'
import { webhookById } from './webhook.queries.ts'

type Ctx = Pick<ByPerson, 'db' | 'actor'>

/** A page of what was sent to an address, newest first. */
export async function listDeliveries(
  ctx: Ctx,
  { webhookId, cursor, limit }: ListDeliveries,
): Promise<Deliveries> {
  const key = { workspaceId: ctx.actor.workspaceId, webhookId }
  if (!(await webhookById(ctx.db, key))) throw new Fault('not_found')
  // One more than asked for tells whether another page follows.
  const found = await listDeliveryRows(ctx.db, key, { limit: limit + 1, after: cursor ?? null })
  const deliveries = found.slice(0, limit)
  const last = found.length > limit ? deliveries.at(-1) : undefined
  return { deliveries, nextCursor: last?.id ?? null }
}
