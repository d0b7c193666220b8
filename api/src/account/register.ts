import type { Register } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { Context } from '../context.ts'
import { giveKey, upsertDevice } from '../device/device.queries.ts'
import { Fault } from '../lib/fault.ts'
import { newId } from '../lib/id.ts'
import { inTx } from '../lib/in-tx.ts'
import { signToken } from '../lib/token.ts'
import { insertWorkspace } from '../workspace/workspace.queries.ts'
import { insertMember, insertPerson } from './account.queries.ts'
import { DEFAULT_DEVICE, nameFrom } from './account.rules.ts'
import { mailLink } from './link/mail-link.ts'
import { checkPassword } from './password/check-password.ts'
import { rememberBrowser } from './session/known-browser.ts'
import { openSession } from './sessions.ts'

/** Signs a person up: their workspace, their first device and its key come with them. */
export async function register(ctx: Context, input: Register) {
  const owner = { email: input.email, name: input.name ?? nameFrom(input.email) }
  await checkPassword(ctx, { password: input.password, owner, field: 'password' })
  const passwordHash = await ctx.passwords.hash(input.password)
  const made = await inTx(ctx, ctx => signUp(ctx, { ...owner, passwordHash }))
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

async function signUp(ctx: Context, input: SignUp) {
  const [personId, workspaceId] = [newId(), newId()]
  const person = await insertPerson(ctx.db, { personId, ...input })
  if (!person) throw new Fault('conflict', 'There is already an account with that e-mail address.')
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
