import type { Context } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { moveEmail, personById } from '../account.queries.ts'
import { deleteLinks } from '../link/link.queries.ts'
import { mailEmailChanged } from '../link/mail-notice.ts'
import { noteByLink } from '../link/note-by-link.ts'
import { spendMailedLink, staleLink } from '../link/spend-mailed-link.ts'
import { nameOperators } from '../operators.queries.ts'

/** Takes the link that was mailed to the new address; the old one is told. */
export async function confirmEmail(ctx: Context, secret: string): Promise<{ email: string }> {
  try {
    return await inTx(ctx, ctx => move(ctx, secret))
  } catch (error) {
    // Asked of the index alone, so that two who prove it in the same moment are told apart too.
    if (!isTaken(error)) throw error
    throw new Fault('conflict', 'There is already an account with that address.', { cause: error })
  }
}

async function move(ctx: Context, secret: string): Promise<{ email: string }> {
  const { personId, email } = await spendMailedLink(ctx, 'email', secret)
  const before = await personById(ctx.db, personId)
  if (!before) throw staleLink()
  await moveEmail(ctx.db, { personId, email, now: ctx.now() })
  await nameOperators(ctx.db, ctx.config.operators)
  // A link that went to the old address must not open the account any more.
  await deleteLinks(ctx.db, personId, ['verify', 'reset', 'email'])
  await mailEmailChanged(ctx, before, email)
  await noteByLink(ctx, 'user_updated:email', personId)
  return { email }
}

const UNIQUE_VIOLATION = '23505'

const isTaken = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION
