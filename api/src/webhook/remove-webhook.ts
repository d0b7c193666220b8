import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { deleteWebhook } from './webhook.queries.ts'

type Ctx = Pick<ByPerson, 'db' | 'now' | 'actor'>

/** Calls an address no more, and forgets what was sent to it; also after leaving the plan. */
export function removeWebhook(ctx: Ctx, webhookId: string): Promise<{ ok: true }> {
  return inTx(ctx, async tx => {
    const { workspaceId } = tx.actor
    if (!(await deleteWebhook(tx.db, { workspaceId, webhookId }))) throw new Fault('not_found')
    await writeAudit(tx, { action: 'sensitive_delete:webhook', target: `webhook:${webhookId}` })
    return { ok: true }
  })
}
