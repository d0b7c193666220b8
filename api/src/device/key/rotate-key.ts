import type { RotatedKey, RotateKey } from '../../../contract/index.ts'
import { Scope } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { HOUR_MS } from '../../lib/time.ts'
import { requireFeature } from '../../plan/plan-gate.rules.ts'
import { deleteKeysOfDevice } from '../device.queries.ts'
import { currentKey, endKeyAt, holdDevice, insertKey } from './key.queries.ts'
import { mailKeyMade } from './key-mail.queries.ts'
import { madeIn } from './mint.rules.ts'

/** A new key for a device; the old one works on for a while, so that nothing has to stand still. */
export async function rotateKey(ctx: ByPerson, input: RotateKey): Promise<RotatedKey> {
  const { deviceId, overlapHours } = input
  const { workspaceId, personId } = ctx.actor
  // What is not there, or not in the plan, needs nobody's password.
  await rotatable(ctx, deviceId)
  await ctx.identity.confirm(ctx, input)
  return inTx(ctx, async ctx => {
    const scopes = await rotatable(ctx, deviceId)
    if (overlapHours === 0) await deleteKeysOfDevice(ctx.db, { workspaceId, deviceId }, 'all')
    const expiresAt = new Date(ctx.now().getTime() + overlapHours * HOUR_MS)
    const ending = { workspaceId, deviceId, expiresAt }
    const old = overlapHours === 0 ? undefined : await endKeyAt(ctx.db, ending)
    // It acts for whoever holds it now: an admin must not come by a key of an owner.
    const owner = { workspaceId, deviceId, personId, scopes, madeIn: madeIn(ctx.actor) }
    const apiKey = await insertKey(ctx.db, owner)
    const target = `device:${deviceId}`
    await writeAudit(ctx, { action: 'authn_token_created:rotated_key', target })
    await mailKeyMade(ctx, personId, 'replaced')
    return { apiKey, deviceId, oldKeyStopsAt: old?.expires_at?.toISOString() ?? null }
  })
}

/** What the key in force of this device may do; its device is held where that counts. */
async function rotatable({ db, actor }: ByPerson, deviceId: string): Promise<Scope[]> {
  const { workspaceId, plan } = actor
  const device = await holdDevice(db, workspaceId, deviceId)
  const key = device && (await currentKey(db, workspaceId, deviceId))
  if (!device || !key) throw new Fault('not_found', 'There is no such key.')
  if (device.kind === 'developer') requireFeature(plan, 'apiAccess')
  return Scope.array().parse(key.scopes)
}
