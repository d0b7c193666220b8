import type { PasswordReset, ResetPassword } from '../../../contract/index.ts'
import type { Context } from '../../context.ts'
import { inTx } from '../../lib/in-tx.ts'
import { personById, updatePassword, verifyEmail } from '../account.queries.ts'
import { deleteLinks } from '../link/link.queries.ts'
import { mailPasswordChanged } from '../link/mail-notice.ts'
import { noteByLink } from '../link/note-by-link.ts'
import { linkOwner, spendMailedLink, staleLink } from '../link/spend-mailed-link.ts'
import { deleteTotp } from '../second-factor/second-factor.queries.ts'
import { deleteBrowsers } from '../session/browser.queries.ts'
import { rememberBrowser } from '../session/known-browser.ts'
import { deleteKeysOf, deleteSessions, listKeysOf } from '../session/session.queries.ts'
import { checkPassword } from './check-password.ts'

/** Sets a new password by a mailed link, and ends everything that the old one opened. */
export async function resetPassword(ctx: Context, input: ResetPassword): Promise<PasswordReset> {
  const { password, secret } = input
  const owner = await linkOwner(ctx, 'reset', secret)
  await checkPassword(ctx, { password, owner, field: 'password' })
  const passwordHash = await ctx.passwords.hash(password)
  return inTx(ctx, async ctx => {
    const { personId, email } = await spendMailedLink(ctx, 'reset', secret)
    const person = await personById(ctx.db, personId)
    const proof = { personId, email, now: ctx.now() }
    if (!person || !(await verifyEmail(ctx.db, proof))) throw staleLink()
    await updatePassword(ctx.db, { personId, passwordHash, now: ctx.now() })
    await deleteLinks(ctx.db, personId, ['reset', 'email', 'verify'])
    const keys = await endWhatWasOpen(ctx, person)
    await mailPasswordChanged(ctx, person)
    await noteByLink(ctx, 'authn_password_change:reset', personId)
    return keys
  })
}

type Owner = NonNullable<Awaited<ReturnType<typeof personById>>>

async function endWhatWasOpen(ctx: Context, person: Owner): Promise<PasswordReset> {
  const personId = person.person_id
  await deleteSessions(ctx.db, personId, ctx.now())
  await deleteBrowsers(ctx.db, personId)
  // Whoever holds the mailbox may sign in here at once, also while somebody guesses.
  await rememberBrowser(ctx, personId)
  const found = await listKeysOf(ctx.db, personId, ctx.now())
  const keys = found.map(({ name, last_used_at }) => ({
    device: name,
    lastUsedAt: last_used_at?.toISOString() ?? null,
  }))
  // Signed up with an address that was not theirs to prove, somebody may wait for its owner.
  const areKeysStopped = person.verified_at === null
  if (areKeysStopped) {
    await deleteKeysOf(ctx.db, personId)
    await deleteTotp(ctx.db, personId)
  }
  return { keys, areKeysStopped }
}
