import { reaches } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByKey, ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { deleteKeysOfDevice } from '../device.queries.ts'
import {
  deleteKey,
  deleteKeyByHash,
  deleteKeylessDevelopers,
  holdDevice,
  keyInForce,
  keyOwner,
} from './key.queries.ts'

/** Stops a key at once. Everyone may stop their own, admins anyone's. */
export async function revokeKey(ctx: ByPerson, keyId: string): Promise<{ ok: true }> {
  const { workspaceId, personId, role } = ctx.actor
  const key = await keyOwner(ctx.db, workspaceId, keyId)
  if (!key) throw noKey()
  if (key.person_id !== personId && !reaches(role, 'admin')) {
    throw new Fault('forbidden', 'Somebody else’s key is stopped by an admin.')
  }
  return inTx(ctx, async ctx => {
    if (!(await deleteKey(ctx.db, workspaceId, keyId))) throw noKey()
    await deleteKeylessDevelopers(ctx.db, workspaceId)
    await writeAudit(ctx, { action: 'authn_token_revoked:key', target: `key:${keyId}` })
    return { ok: true }
  })
}

const noKey = () => new Fault('not_found', 'There is no such key.')

/**
 * Stops the key that asks, and what its device had before: the device signs out. A key that is
 * being replaced stops alone, for whoever holds the newer one may be somebody else.
 */
export function revokeOwnKey(ctx: ByKey): Promise<{ ok: true }> {
  return inTx(ctx, async ctx => {
    const { db, actor } = ctx
    const { workspaceId, deviceId, keyHash } = actor
    await holdDevice(db, workspaceId, deviceId)
    if (await keyInForce(db, workspaceId, keyHash)) await deleteKeysOfDevice(db, actor, 'all')
    else await deleteKeyByHash(db, workspaceId, keyHash)
    await deleteKeylessDevelopers(db, actor.workspaceId)
    const target = `device:${actor.deviceId}`
    await writeAudit(ctx, { action: 'authn_token_revoked:key', target })
    return { ok: true }
  })
}
