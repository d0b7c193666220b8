import type { RotatedKey, RotateKey } from '../../../contract/index.ts'
import { Scope } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { requireFeature } from '../../plan/plan-gate.rules.ts'
import { deleteKeysOfDevice } from '../device.queries.ts'
import { currentKey, endKeyIn, holdDevice, insertKey } from './key.queries.ts'

/** A new key for a device; the old one works on for a while, so that nothing has to stand still. */
export function rotateKey(ctx: ByPerson, { deviceId, overlapHours }: RotateKey) {
  const { workspaceId, personId, plan } = ctx.actor
  return inTx(ctx, async (ctx): Promise<RotatedKey> => {
    const device = await holdDevice(ctx.db, workspaceId, deviceId)
    const key = device && (await currentKey(ctx.db, workspaceId, deviceId))
    if (!device || !key) throw new Fault('not_found', 'There is no such key.')
    if (device.kind === 'developer') requireFeature(plan, 'apiAccess')
    const scopes = Scope.array().parse(key.scopes)
    if (overlapHours === 0) await deleteKeysOfDevice(ctx.db, { workspaceId, deviceId }, 'all')
    const ending = { workspaceId, deviceId, hours: overlapHours }
    const old = overlapHours === 0 ? undefined : await endKeyIn(ctx.db, ending)
    // It acts for whoever holds it now: an admin must not come by a key of an owner.
    const apiKey = await insertKey(ctx.db, { workspaceId, deviceId, personId, scopes })
    const target = `device:${deviceId}`
    await writeAudit(ctx, { action: 'authn_token_created:rotated_key', target })
    return { apiKey, deviceId, oldKeyStopsAt: old?.expires_at?.toISOString() ?? null }
  })
}
