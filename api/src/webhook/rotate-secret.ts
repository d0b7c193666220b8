import type { WebhookWithSecret } from '../../contract/index.ts'
import { SECRET_OVERLAP_HOURS } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { HOUR_MS } from '../lib/time.ts'
import { requireFeature } from '../plan/plan-gate.rules.ts'
import { replaceSecret, webhookById, webhookSeal } from './webhook.queries.ts'
import { newWebhookSecret } from './webhook.rules.ts'

type Ctx = Pick<ByPerson, 'db' | 'now' | 'actor' | 'vault'>

/** Gives a new secret, shown this once; the one before signs beside it while receivers change. */
export async function rotateSecret(ctx: Ctx, webhookId: string): Promise<WebhookWithSecret> {
  const { workspaceId, plan } = ctx.actor
  const key = { workspaceId, webhookId }
  if (!(await webhookById(ctx.db, key))) throw new Fault('not_found')
  requireFeature(plan, 'webhooks')
  const secret = newWebhookSecret()
  const sealed = ctx.vault.sealText(webhookSeal(webhookId), secret)
  const until = new Date(ctx.now().getTime() + SECRET_OVERLAP_HOURS * HOUR_MS)
  const webhook = await inTx(ctx, async tx => {
    await replaceSecret(tx.db, key, { sealed, until })
    const replaced = await webhookById(tx.db, key)
    const target = `webhook:${webhookId}`
    await writeAudit(tx, { action: 'sensitive_update:webhook_secret', target })
    return replaced
  })
  if (!webhook) throw new Fault('not_found')
  return { webhook, secret }
}
