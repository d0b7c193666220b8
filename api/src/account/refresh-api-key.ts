import type { RefreshKey } from '../../contract/index.ts'
import { Scope } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByKey, ByPerson, SignedIn } from '../context.ts'
import type { KeyOwner } from '../device/device.queries.ts'
import { giveKey, upsertDevice } from '../device/device.queries.ts'
import { holdDevice, isAnothersKey, keyInForce } from '../device/key/key.queries.ts'
import { ANOTHERS_DEVICE } from '../device/key/key.rules.ts'
import { mailKeyMade } from '../device/key/key-mail.queries.ts'
import { madeIn } from '../device/key/mint.rules.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { DEFAULT_DEVICE } from './account.rules.ts'
import { confirmPerson } from './proof/confirm-person.ts'

/** A new key for the device that asks, or for the one a person names; the old one stops at once. */
export async function refreshApiKey(ctx: SignedIn, input: RefreshKey): Promise<{ apiKey: string }> {
  const { actor } = ctx
  if (actor.kind === 'key') return replace(ctx, ctx => ownDevice({ ...ctx, actor }))
  const { device = DEFAULT_DEVICE, password, secondFactor } = input
  if (password === undefined) {
    const says = 'Please enter your password.'
    throw new Fault('invalid', says, { fields: { password: says } })
  }
  await confirmPerson({ ...ctx, actor }, { password, secondFactor })
  return replace(ctx, ctx => namedDevice({ ...ctx, actor }, device))
}

type Whose = Pick<KeyOwner, 'deviceId' | 'scopes' | 'madeIn'>

function replace(ctx: SignedIn, whose: (ctx: SignedIn) => Promise<Whose>) {
  const { workspaceId, personId, kind } = ctx.actor
  return inTx(ctx, async ctx => {
    const owner = await whose(ctx)
    const apiKey = await giveKey(ctx.db, { workspaceId, personId, ...owner })
    const target = `device:${owner.deviceId}`
    await writeAudit(ctx, { action: 'authn_token_created:rotated_key', target })
    await mailKeyMade(ctx, personId, kind === 'key' ? 'by_key' : 'replaced')
    return { apiKey }
  })
}

/** Held, so that the key which asks is not being replaced by somebody else right now. */
async function ownDevice({ db, actor }: ByKey): Promise<Whose> {
  const { workspaceId, deviceId, keyHash, scopes } = actor
  await holdDevice(db, workspaceId, deviceId)
  const key = await keyInForce(db, workspaceId, keyHash)
  if (!key) throw new Fault('forbidden', 'This key was replaced. Use the one that took its place.')
  // A key must not get more out of this than it had, nor outlive what ends it.
  return { deviceId, scopes, madeIn: key.made_in }
}

async function namedDevice({ db, actor, now }: ByPerson, name: string): Promise<Whose> {
  const { workspaceId, personId } = actor
  if (await isAnothersKey(db, { workspaceId, personId, name, now: now() })) {
    throw new Fault('forbidden', ANOTHERS_DEVICE)
  }
  const deviceId = await upsertDevice(db, workspaceId, name)
  return { deviceId, scopes: Scope.options, madeIn: madeIn(actor) }
}
