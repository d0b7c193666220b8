import type { ChangePassword } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { signToken } from '../../lib/token.ts'
import { personById, updatePassword } from '../account.queries.ts'
import { deleteLinks } from '../link/link.queries.ts'
import { mailPasswordChanged } from '../link/mail-notice.ts'
import { confirmPerson } from '../proof/confirm-person.ts'
import { deleteSessions } from '../session/session.queries.ts'
import { openSession } from '../sessions.ts'
import { checkPassword } from './check-password.ts'

/** Changes the password; every other browser is signed out, and this one gets a new session. */
export async function changePassword(ctx: ByPerson, input: ChangePassword) {
  const { workspaceId, personId, kind } = ctx.actor
  const password = input.newPassword
  const owner = await personById(ctx.db, personId)
  if (!owner) throw new Fault('unauthenticated')
  // Before the proof, whose code would be used up by a password that is refused.
  await checkPassword(ctx, { password, owner, field: 'newPassword' })
  const person = await confirmPerson(ctx, input)
  const passwordHash = await ctx.identity.passwords.hash(password)
  await inTx(ctx, async ctx => {
    const change = { personId, passwordHash, before: person.password_hash, now: ctx.now() }
    // In one statement: two changes that first held the row together would wait for each other.
    if (!(await updatePassword(ctx.db, change))) throw new Fault('conflict')
    await deleteLinks(ctx.db, personId, ['reset', 'email'])
    await deleteSessions(ctx.db, personId, { now: ctx.now() })
    if (kind === 'session') {
      ctx.setHeader('Set-Cookie', await openSession(ctx, personId, workspaceId))
    }
    await mailPasswordChanged(ctx, person, 'sign_ins')
    await writeAudit(ctx, { action: 'authn_password_change', target: `person:${personId}` })
  })
  const { authSecret } = ctx.config
  const { token, expiresAt } = await signToken(authSecret, { personId, workspaceId }, ctx.now())
  return { token, expiresAt: expiresAt.toISOString() }
}
