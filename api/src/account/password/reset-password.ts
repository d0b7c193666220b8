import type { PasswordReset, ResetPassword } from '../../../contract/index.ts'
import type { Context } from '../../context.ts'
import { inTx } from '../../lib/in-tx.ts'
import { personById, updatePassword, verifyEmail } from '../account.queries.ts'
import { mailPasswordChanged } from '../link/mail-notice.ts'
import { noteByLink } from '../link/note-by-link.ts'
import { linkOwner, spendMailedLink, staleLink } from '../link/spend-mailed-link.ts'
import { nameOperators } from '../operators.queries.ts'
import { endOlder } from '../proof/end-older.queries.ts'
import { rememberBrowser } from '../session/known-browser.ts'
import { listKeysOf } from '../session/session.queries.ts'
import { checkPassword } from './check-password.ts'

/** Sets a new password by a mailed link, and ends everything that the old one opened. */
export async function resetPassword(ctx: Context, input: ResetPassword): Promise<PasswordReset> {
  const { password, secret } = input
  const owner = await linkOwner(ctx, 'reset', secret)
  await checkPassword(ctx, { password, owner, field: 'password' })
  const passwordHash = await ctx.identity.passwords.hash(password)
  return inTx(ctx, async ctx => {
    const { personId, email } = await spendMailedLink(ctx, 'reset', secret)
    const now = ctx.now()
    const person = await personById(ctx.db, personId)
    if (!person || !(await verifyEmail(ctx.db, { personId, email, now }))) throw staleLink()
    await nameOperators(ctx.db, ctx.config.operators)
    await updatePassword(ctx.db, { personId, passwordHash, now })
    const keys = await listKeysOf(ctx.db, personId, now)
    // Later than any sign-in that held the old password until we could change it.
    const endsAt = ctx.now()
    const older = { personId, asker: null, wasProven: wasProven(person) }
    await endOlder(ctx.db, { ...older, now: endsAt })
    // Whoever holds the mailbox may sign in here at once, also while somebody guesses.
    await rememberBrowser(ctx, personId)
    await mailPasswordChanged(ctx, person, 'everything')
    await noteByLink(ctx, 'authn_password_change:reset', personId)
    return { keys: keys.map(shown) }
  })
}

type Owner = NonNullable<Awaited<ReturnType<typeof personById>>>
type HeldKey = Awaited<ReturnType<typeof listKeysOf>>[number]

// A second factor from before the proof may be that of whoever signed up with this address.
const wasProven = ({ verified_at, totp_confirmed_at }: Owner) =>
  verified_at !== null && (totp_confirmed_at === null || totp_confirmed_at > verified_at)

const shown = ({ name, last_used_at }: HeldKey) => ({
  device: name,
  lastUsedAt: last_used_at?.toISOString() ?? null,
})
