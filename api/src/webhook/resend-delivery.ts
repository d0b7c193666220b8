import type { Delivery, ResendDelivery } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { requireFeature } from '../plan/plan-gate.rules.ts'
import { requeueDelivery } from './delivery-log.queries.ts'
import { webhookById } from './webhook.queries.ts'

type Ctx = Pick<ByPerson, 'db' | 'now' | 'actor'>

/** Sends the very same message once more, under the same id. */
export async function resendDelivery(
  ctx: Ctx,
  { webhookId, deliveryId }: ResendDelivery,
): Promise<Delivery> {
  const { workspaceId, plan } = ctx.actor
  const webhook = await webhookById(ctx.db, { workspaceId, webhookId })
  if (!webhook) throw new Fault('not_found')
  requireFeature(plan, 'webhooks')
  if (!webhook.isOn) throw new Fault('conflict', 'This webhook is switched off.')
  const key = { workspaceId, webhookId, deliveryId }
  const delivery = await requeueDelivery(ctx.db, key, ctx.now())
  if (!delivery) throw new Fault('not_found')
  return delivery
}
