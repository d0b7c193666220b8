import type { MadeKey, MakeKey } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { requireFeature } from '../../plan/plan-gate.rules.ts'
import { insertDeveloper, insertKey } from './key.queries.ts'
import { mailKeyMade } from './key-mail.queries.ts'
import { madeIn } from './mint.rules.ts'

/** Makes a key for a program of the workspace's own, good for the chosen scopes only. */
export async function makeKey(ctx: ByPerson, input: MakeKey): Promise<MadeKey> {
  const { name, scopes } = input
  const { workspaceId, personId, plan } = ctx.actor
  requireFeature(plan, 'apiAccess')
  await ctx.identity.confirm(ctx, input)
  return inTx(ctx, async ctx => {
    const device = await insertDeveloper(ctx.db, workspaceId, name)
    if (!device) throw new Fault('conflict', 'There is already a key of that name.')
    const deviceId = device.device_id
    const owner = { workspaceId, deviceId, personId, scopes, madeIn: madeIn(ctx.actor) }
    const apiKey = await insertKey(ctx.db, owner)
    const line = { action: 'authn_token_created:key', detail: { name, scopes } } as const
    await writeAudit(ctx, { ...line, target: `device:${deviceId}` })
    await mailKeyMade(ctx, personId, 'made')
    return { apiKey, deviceId }
  })
}
