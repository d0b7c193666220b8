import type { ApproveDevice, DeviceAsking } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { sha256Hex } from '../../lib/id.ts'
import { inTx } from '../../lib/in-tx.ts'
import { deviceByName } from '../device.queries.ts'
import { isAnothersKey } from '../key/key.queries.ts'
import { ANOTHERS_DEVICE } from '../key/key.rules.ts'
import { madeIn } from '../key/mint.rules.ts'
import { decideLogin, pendingLogin } from './login.queries.ts'
import { placeOf } from './login.rules.ts'

// Right ones count as well: whoever could clear the count with a code of their own could guess on.
const ENTRIES = {
  name: 'user-codes',
  points: 20,
  windowSeconds: 3600,
  by: 'workspace',
  whenStoreIsAway: 'refuse',
} as const

/** Which device asks with this code, from where. */
export async function lookAtLogin(ctx: ByPerson, userCode: string): Promise<DeviceAsking> {
  await countEntry(ctx)
  const { db, actor, address } = ctx
  const login = await pendingLogin(db, { userCodeHash: sha256Hex(userCode), now: ctx.now() })
  if (!login) throw noCode()
  return {
    device: login.device_name,
    address: login.address,
    place: placeOf(login.address, address),
    askedAt: login.created_at.toISOString(),
    expiresAt: login.expires_at.toISOString(),
    replacesKey: (await deviceByName(db, actor.workspaceId, login.device_name)) !== undefined,
  }
}

/** Lets the device in as the person, who shows once more that it is them; once. */
export async function approveLogin(ctx: ByPerson, input: ApproveDevice) {
  const { userCode } = input
  await countEntry(ctx)
  if (!(await pendingLogin(ctx.db, { userCodeHash: sha256Hex(userCode), now: ctx.now() }))) {
    throw noCode()
  }
  await ctx.identity.confirm(ctx, input)
  return decide(ctx, { userCode, isLetIn: true })
}

/** Turns the device away; once. */
export async function denyLogin(ctx: ByPerson, userCode: string) {
  await countEntry(ctx)
  return decide(ctx, { userCode, isLetIn: false })
}

interface Decision {
  userCode: string
  isLetIn: boolean
}

function decide(ctx: ByPerson, { userCode, isLetIn }: Decision): Promise<{ device: string }> {
  return inTx(ctx, async ctx => {
    const { workspaceId, personId } = ctx.actor
    const login = await decideLogin(ctx.db, {
      userCodeHash: sha256Hex(userCode),
      now: ctx.now(),
      state: isLetIn ? 'approved' : 'denied',
      workspaceId,
      personId,
      madeIn: madeIn(ctx.actor),
    })
    if (!login) throw noCode()
    const device = login.device_name
    const wanting = { workspaceId, personId, name: device, now: ctx.now() }
    if (isLetIn && (await isAnothersKey(ctx.db, wanting))) {
      throw new Fault('forbidden', ANOTHERS_DEVICE)
    }
    const action = isLetIn ? 'authn_token_created:device_login' : 'authz_fail:device_login'
    await writeAudit(ctx, { action, detail: { device } })
    return { device }
  })
}

const noCode = () =>
  new Fault('not_found', 'No device is waiting with this code. Codes are good for ten minutes.')

/** Counted by person before it is judged, so that many at once are many. */
async function countEntry(ctx: ByPerson): Promise<void> {
  const { isAllowed, resetSeconds } = await ctx.shared.limits.consume(
    ENTRIES,
    `p:${ctx.actor.personId}`,
  )
  if (isAllowed) return
  ctx.setHeader('Retry-After', String(resetSeconds))
  const detail = `That were many codes. Please wait ${resetSeconds} seconds.`
  throw new Fault('rate_limited', detail, { retryAfterSeconds: resetSeconds })
}
