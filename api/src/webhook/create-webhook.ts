import type { CreateWebhook, WebhookWithSecret } from '../../contract/index.ts'
import { WEBHOOKS_MAX } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { newId } from '../lib/id.ts'
import { requireFeature } from '../workspace/plan-gate.rules.ts'
import { checkedUrl } from './checked-url.ts'
import { insertWebhook, webhookById, webhookSeal } from './webhook.queries.ts'
import { newWebhookSecret } from './webhook.rules.ts'

type Ctx = Pick<ByPerson, 'db' | 'now' | 'actor' | 'vault' | 'hooks'>

/** Has events sent to an address from now on; the secret that signs them is shown this once. */
export async function createWebhook(
  ctx: Ctx,
  { url, events }: CreateWebhook,
): Promise<WebhookWithSecret> {
  const { workspaceId, plan } = ctx.actor
  requireFeature(plan, 'webhooks')
  const [secret, webhookId] = [newWebhookSecret(), newId()]
  const isMade = await insertWebhook(ctx.db, {
    workspaceId,
    webhookId,
    url: checkedUrl(ctx, url),
    events,
    sealedSecret: ctx.vault.sealText(webhookSeal(webhookId), secret),
    most: WEBHOOKS_MAX,
    now: ctx.now(),
  })
  if (!isMade) throw new Fault('conflict', `A workspace has ${WEBHOOKS_MAX} webhooks at most.`)
  const webhook = await webhookById(ctx.db, { workspaceId, webhookId })
  if (!webhook) throw new Fault('not_found')
  return { webhook, secret }
}
