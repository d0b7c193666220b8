import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { deleteDevice } from './device.queries.ts'

/** Forgets a device; its key stops at once. */
export function forgetDevice(ctx: ByPerson, deviceId: string): Promise<{ ok: true }> {
  return inTx(ctx, async ctx => {
    const gone = await deleteDevice(ctx.db, ctx.actor.workspaceId, deviceId)
    if (!gone) throw new Fault('not_found', 'There is no such device.')
    await writeAudit(ctx, { action: 'sensitive_delete:device', target: `device:${deviceId}` })
    return { ok: true }
  })
}
