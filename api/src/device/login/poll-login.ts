import type { Context } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { sha256Hex } from '../../lib/id.ts'
import { inTx } from '../../lib/in-tx.ts'
import { giveKey, upsertDevice } from '../device.queries.ts'
import { isAnothersKey } from '../key/key.queries.ts'
import { mailKeyMade } from '../key/key-mail.queries.ts'
import { holdLogin, notePoll, spendLogin } from './login.queries.ts'

/** RFC 8628, section 3.5: each poll that comes too soon makes the next one wait longer. */
const SLOWER_SECONDS = 5
// A poll that left in time must not be too soon because an earlier one was slow to arrive.
const TOLERANCE_MS = 500

type Login = NonNullable<Awaited<ReturnType<typeof holdLogin>>>
type Answer = { apiKey: string } | { refusal: Fault }

/** Gives the key once, when a person has let the device in; says why not until then. */
export async function pollLogin(ctx: Context, deviceCode: string): Promise<{ apiKey: string }> {
  const deviceCodeHash = sha256Hex(deviceCode)
  // A refusal is thrown after the transaction, which keeps how often was asked.
  const answer = await inTx(ctx, async (ctx): Promise<Answer> => {
    const login = await holdLogin(ctx.db, deviceCodeHash)
    if (!login || isOver(login, ctx.now())) return { refusal: expired() }
    if (login.state === 'denied') return { refusal: denied() }
    if (login.state === 'approved') return letIn(ctx, login, deviceCodeHash)
    return { refusal: await wait(ctx, login, deviceCodeHash) }
  })
  if ('apiKey' in answer) return answer
  const { retryAfterSeconds } = answer.refusal.notes
  if (retryAfterSeconds) ctx.setHeader('Retry-After', String(retryAfterSeconds))
  throw answer.refusal
}

const isOver = ({ state, expires_at }: Login, now: Date) =>
  state === 'spent' || expires_at.getTime() <= now.getTime()

async function letIn(ctx: Context, login: Login, deviceCodeHash: string): Promise<Answer> {
  const { db } = ctx
  const { workspace_id: workspaceId, person_id: personId } = login
  if (!workspaceId || !personId) return { refusal: expired() }
  const name = login.device_name
  // Once more: somebody else may have signed in by that name since it was let in.
  const wanting = { workspaceId, personId, name, now: ctx.now() }
  if (await isAnothersKey(db, wanting)) return { refusal: denied() }
  await spendLogin(db, deviceCodeHash)
  const deviceId = await upsertDevice(db, workspaceId, name)
  const owner = { workspaceId, deviceId, personId, madeIn: login.made_in }
  const apiKey = await giveKey(db, owner)
  await mailKeyMade(ctx, personId, 'device')
  return { apiKey }
}

async function wait({ db, now }: Context, login: Login, deviceCodeHash: string): Promise<Fault> {
  const sinceMs = now().getTime() - (login.polled_at?.getTime() ?? 0)
  const isTooSoon = sinceMs + TOLERANCE_MS < login.interval_seconds * 1000
  const intervalSeconds = login.interval_seconds + (isTooSoon ? SLOWER_SECONDS : 0)
  await notePoll(db, { deviceCodeHash, now: now(), intervalSeconds })
  return isTooSoon ? slowDown(intervalSeconds) : pending(intervalSeconds)
}

const pending = (retryAfterSeconds: number) =>
  new Fault('device_login', 'Nobody has let this device in yet.', {
    error: 'authorization_pending',
    retryAfterSeconds,
  })
const slowDown = (retryAfterSeconds: number) =>
  new Fault('device_login', `Please ask every ${retryAfterSeconds} seconds at most.`, {
    error: 'slow_down',
    retryAfterSeconds,
  })
const denied = () =>
  new Fault('device_login', 'This device was turned away.', { error: 'access_denied' })
/** A code that is over, was used, or never was: nobody learns which. */
const expired = () =>
  new Fault('device_login', 'This code is no longer good. Please ask for a new one.', {
    error: 'expired_token',
  })
