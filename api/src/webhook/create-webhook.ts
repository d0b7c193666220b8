import type { CreateWebhook, WebhookWithSecret } from '../../contract/index.ts'
import { WEBHOOKS_MAX } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { newId } from '../lib/id.ts'
import { inTx } from '../lib/in-tx.ts'
import { requireFeature } from '../plan/plan-gate.rules.ts'
import { checkedUrl } from './checked-url.ts'
import { insertWebhook, webhookById, webhookSeal } from './webhook.queries.ts'
import { newWebhookSecret } from './webhook.rules.ts'

type Ctx = Pick<ByPerson, 'db' | 'now' | 'actor' | 'vault' | 'post'>

/** Has events sent to an address from now on; the secret that signs them is shown this once. */
export async function createWebhook(
  ctx: Ctx,
  { url, events }: CreateWebhook,
): Promise<WebhookWithSecret> {
  const { workspaceId, plan } = ctx.actor
  requireFeature(plan, 'webhooks')
  const [secret, webhookId] = [newWebhookSecret(), newId()]
  const sealedSecret = ctx.vault.sealText(webhookSeal(webhookId), secret)
  const fresh = { workspaceId, webhookId, url: checkedUrl(ctx, url), events, sealedSecret }
  const webhook = await inTx(ctx, async tx => {
    const row = { ...fresh, most: WEBHOOKS_MAX, now: tx.now() }
    const isMade = await insertWebhook(tx.db, row)
    if (!isMade) throw new Fault('conflict', `A workspace has ${WEBHOOKS_MAX} webhooks at most.`)
    const made = await webhookById(tx.db, { workspaceId, webhookId })
    await writeAudit(tx, { action: 'sensitive_create:webhook', target: `webhook:${webhookId}` })
    return made
  })
  if (!webhook) throw new Fault('not_found')
  return { webhook, secret }
}
