import type { MadeKey, MakeKey } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { requireFeature } from '../../plan/plan-gate.rules.ts'
import { insertDeveloper, insertKey } from './key.queries.ts'

/** Makes a key for a program of the workspace's own, good for the chosen scopes only. */
export function makeKey(ctx: ByPerson, { name, scopes }: MakeKey): Promise<MadeKey> {
  const { workspaceId, personId, plan } = ctx.actor
  requireFeature(plan, 'apiAccess')
  return inTx(ctx, async ctx => {
    const device = await insertDeveloper(ctx.db, workspaceId, name)
    if (!device) throw new Fault('conflict', 'There is already a key of that name.')
    const deviceId = device.device_id
    const apiKey = await insertKey(ctx.db, { workspaceId, deviceId, personId, scopes })
    const line = { action: 'authn_token_created:key', detail: { name, scopes } } as const
    await writeAudit(ctx, { ...line, target: `device:${deviceId}` })
    return { apiKey, deviceId }
  })
}
