import type { Login } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { giveKey, upsertDevice } from '../device/device.queries.ts'
import { Fault } from '../lib/fault.ts'
import { sha256Hex } from '../lib/id.ts'
import { inTx } from '../lib/in-tx.ts'
import { signToken } from '../lib/token.ts'
import { personByEmail } from './account.queries.ts'
import { BROWSER_DEVICE } from './account.rules.ts'
import { openSession } from './sessions.ts'

/** Signs a person in. A wrong password and an unknown address are told apart by nothing. */
export async function login(ctx: Context, input: Login) {
  await mayTry(ctx, input.email)
  const person = await personByEmail(ctx.db, input.email)
  const isRight = await ctx.passwords.verify(input.password, person?.password_hash ?? null)
  if (!person || !isRight) {
    throw new Fault('unauthenticated', 'That e-mail address and password do not belong together.')
  }
  const owner = { personId: person.person_id, workspaceId: person.workspace_id }
  const apiKey = await inTx(ctx, async ctx => {
    const name = input.device ?? BROWSER_DEVICE
    const deviceId = await upsertDevice(ctx.db, owner.workspaceId, name)
    return giveKey(ctx.db, { ...owner, deviceId })
  })
  if (input.device === undefined) {
    ctx.setHeader('Set-Cookie', await openSession(ctx, owner.personId, owner.workspaceId))
  }
  const { token, expiresAt } = await signToken(ctx.config.authSecret, owner, ctx.now())
  const user = { id: person.person_id, email: person.email, name: person.name }
  return { user, token, expiresAt: expiresAt.toISOString(), apiKey }
}

const GUESSES = {
  name: 'login-account',
  points: 20,
  windowSeconds: 900,
  by: 'address',
  whenStoreIsAway: 'refuse',
} as const

// Counted per account too: a guesser with a thousand addresses is still one guesser.
async function mayTry(ctx: Context, email: string): Promise<void> {
  const { isAllowed, resetSeconds } = await ctx.limits.consume(GUESSES, sha256Hex(email))
  if (isAllowed) return
  ctx.setHeader('Retry-After', String(resetSeconds))
  throw new Fault('rate_limited', `Please wait ${resetSeconds} seconds.`, {
    retryAfterSeconds: resetSeconds,
  })
}
