import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { newId } from '../lib/id.ts'
import { requireFeature } from '../plan/plan-gate.rules.ts'
import { insertDelivery } from './delivery-log.queries.ts'
import { webhookById } from './webhook.queries.ts'
import { payloadOf } from './webhook.rules.ts'

type Ctx = Pick<ByPerson, 'db' | 'now' | 'actor'>

const TYPE = 'webhook.test'

/** Queues a message that says only that it is a test. */
export async function testWebhook(ctx: Ctx, webhookId: string): Promise<{ deliveryId: string }> {
  const { workspaceId, plan } = ctx.actor
  const key = { workspaceId, webhookId }
  const webhook = await webhookById(ctx.db, key)
  if (!webhook) throw new Fault('not_found')
  requireFeature(plan, 'webhooks')
  if (!webhook.isOn) throw new Fault('conflict', 'This webhook is switched off.')
  const [deliveryId, eventId, now] = [newId(), newId(), ctx.now()]
  const body = payloadOf({ type: TYPE, at: now, data: { webhookId } })
  await insertDelivery(ctx.db, key, { deliveryId, eventId, type: TYPE, body, now })
  return { deliveryId }
}
