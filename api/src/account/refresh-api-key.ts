import { Scope } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByKey, SignedIn } from '../context.ts'
import { giveKey, upsertDevice } from '../device/device.queries.ts'
import { holdDevice, isAnothersKey, isCurrentKey } from '../device/key/key.queries.ts'
import { ANOTHERS_DEVICE } from '../device/key/key.rules.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { DEFAULT_DEVICE } from './account.rules.ts'

/** A new key for the device that asks, or for the one a person names; the old one stops at once. */
export function refreshApiKey(ctx: SignedIn, device?: string): Promise<{ apiKey: string }> {
  return inTx(ctx, async ctx => {
    const { actor, db } = ctx
    const { workspaceId, personId } = actor
    const deviceId =
      actor.kind === 'key'
        ? await ownDevice({ ...ctx, actor })
        : await namedDevice(ctx, device ?? DEFAULT_DEVICE)
    // A key must not get more out of this than it had.
    const scopes = actor.kind === 'key' ? actor.scopes : Scope.options
    const apiKey = await giveKey(db, { workspaceId, deviceId, personId, scopes })
    const target = `device:${deviceId}`
    await writeAudit(ctx, { action: 'authn_token_created:rotated_key', target })
    return { apiKey }
  })
}

/** Held, so that the key which asks is not being replaced by somebody else right now. */
async function ownDevice({ db, actor }: ByKey): Promise<string> {
  const { workspaceId, deviceId, keyHash } = actor
  await holdDevice(db, workspaceId, deviceId)
  if (await isCurrentKey(db, workspaceId, keyHash)) return deviceId
  throw new Fault('forbidden', 'This key was replaced. Use the one that took its place.')
}

async function namedDevice({ db, actor }: SignedIn, name: string): Promise<string> {
  const { workspaceId, personId } = actor
  if (await isAnothersKey(db, { workspaceId, personId, name })) {
    throw new Fault('forbidden', ANOTHERS_DEVICE)
  }
  return upsertDevice(db, workspaceId, name)
}
