import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { deleteDevice } from './device.queries.ts'

/** Forgets a device; its key stops at once. */
export async function forgetDevice(ctx: ByPerson, deviceId: string): Promise<{ ok: true }> {
  const gone = await deleteDevice(ctx.db, ctx.actor.workspaceId, deviceId)
  if (!gone) throw new Fault('not_found', 'There is no such device.')
  return { ok: true }
}
