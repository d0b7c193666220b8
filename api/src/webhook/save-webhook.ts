import type { SaveWebhook, Webhook } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { requireFeature } from '../plan/plan-gate.rules.ts'
import { checkedUrl } from './checked-url.ts'
import { switchOff } from './delivery.queries.ts'
import { updateWebhook, webhookById } from './webhook.queries.ts'

type Ctx = Pick<ByPerson, 'db' | 'now' | 'actor' | 'post'>

/** Changes what is given; one that is switched off waits for nothing any more. */
export async function saveWebhook(ctx: Ctx, input: SaveWebhook): Promise<Webhook> {
  const { webhookId, url, events, isOn } = input
  const { workspaceId, plan } = ctx.actor
  const key = { workspaceId, webhookId }
  if (!(await webhookById(ctx.db, key))) throw new Fault('not_found')
  const isOnlyOff = isOn === false && url === undefined && events === undefined
  // Whoever has left the plan can still make it stop.
  if (!isOnlyOff) requireFeature(plan, 'webhooks')
  const change = {
    ...(url !== undefined && { url: checkedUrl(ctx, url) }),
    ...(events !== undefined && { events }),
    ...(isOn !== undefined && { isOn }),
  }
  return inTx(ctx, async tx => {
    if (isOn === false) {
      await switchOff(tx.db, { workspace_id: workspaceId, webhook_id: webhookId }, null)
    }
    await updateWebhook(tx.db, key, change)
    const webhook = await webhookById(tx.db, key)
    if (!webhook) throw new Fault('not_found')
    await writeAudit(tx, {
      action: 'sensitive_update:webhook',
      target: `webhook:${webhookId}`,
      detail: { fields: Object.keys(change) },
    })
    return webhook
  })
}
