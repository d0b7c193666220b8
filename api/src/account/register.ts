import type { Register } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { Context } from '../context.ts'
import { giveKey, upsertDevice } from '../device/device.queries.ts'
import { Fault } from '../lib/fault.ts'
import { newId, sha256Hex } from '../lib/id.ts'
import { inTx } from '../lib/in-tx.ts'
import { DAY_SECONDS } from '../lib/time.ts'
import { signToken } from '../lib/token.ts'
import { insertWorkspace } from '../workspace/workspace.queries.ts'
import { insertMember, insertPerson, personByEmail } from './account.queries.ts'
import { DEFAULT_DEVICE, nameFrom } from './account.rules.ts'
import { mailLink } from './link/mail-link.ts'
import { mailSignUpTried } from './link/mail-notice.ts'
import { checkPassword } from './password/check-password.ts'
import { rememberBrowser } from './session/known-browser.ts'
import { openSession } from './sessions.ts'

/** Signs a person up: their workspace, their first device and its key come with them. */
export async function register(ctx: Context, input: Register) {
  const owner = { email: input.email, name: input.name ?? nameFrom(input.email) }
  await checkPassword(ctx, { password: input.password, owner, field: 'password' })
  const passwordHash = await ctx.identity.passwords.hash(input.password)
  const made = await inTx(ctx, ctx => signUp(ctx, { ...owner, passwordHash }))
  if (!made) throw await taken(ctx, input.email)
  const { personId, workspaceId, apiKey } = made
  ctx.setHeader('Set-Cookie', await openSession(ctx, personId, workspaceId))
  await rememberBrowser(ctx, personId)
  const { token } = await signToken(ctx.config.authSecret, { personId, workspaceId }, ctx.now())
  return { user: { id: personId, ...owner }, token, apiKey }
}

interface SignUp {
  email: string
  name: string
  passwordHash: string
}

const NOTICES = {
  name: 'sign-up-notices',
  points: 1,
  windowSeconds: DAY_SECONDS,
  by: 'address',
} as const

/**
 * A new address is answered with a key at once, so one that somebody has cannot be answered alike:
 * this tells that it is known. Few may ask, and whoever it belongs to is told, once a day.
 */
async function taken(ctx: Context, email: string): Promise<Fault> {
  const person = await personByEmail(ctx.db, email)
  const { isAllowed } = await ctx.shared.limits.consume(NOTICES, sha256Hex(email))
  if (person && isAllowed) await mailSignUpTried(ctx, person)
  return new Fault('conflict', 'There is already an account with that e-mail address.')
}

/** Nothing when the address is somebody's already. */
async function signUp(ctx: Context, input: SignUp) {
  const [personId, workspaceId] = [newId(), newId()]
  const person = await insertPerson(ctx.db, { personId, ...input })
  if (!person) return null
  await insertWorkspace(ctx.db, {
    workspaceId,
    name: input.name,
    plan: ctx.config.signupPlan,
  })
  await insertMember(ctx.db, workspaceId, personId)
  await mailLink(ctx, 'verify', { personId, name: input.name, email: input.email })
  const deviceId = await upsertDevice(ctx.db, workspaceId, DEFAULT_DEVICE)
  const apiKey = await giveKey(ctx.db, { workspaceId, deviceId, personId })
  await writeAudit(ctx, { action: 'user_created:workspace', workspaceId, personId })
  return { personId, workspaceId, apiKey }
}
