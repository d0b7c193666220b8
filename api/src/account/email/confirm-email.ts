import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { moveEmail, personById } from '../account.queries.ts'
import { mailEmailChanged } from '../link/mail-notice.ts'
import { noteByLink } from '../link/note-by-link.ts'
import { spendOwnLink, staleLink } from '../link/spend-mailed-link.ts'
import { nameOperators } from '../operators.queries.ts'
import { endOlder } from '../proof/end-older.queries.ts'
import { mailProven } from '../proof/prove-mailbox.queries.ts'
import { rememberBrowser } from '../session/known-browser.ts'

/** Takes the link that was mailed to the new address; the old one is told. */
export async function confirmEmail(ctx: ByPerson, secret: string): Promise<{ email: string }> {
  try {
    return await inTx(ctx, ctx => move(ctx, secret))
  } catch (error) {
    // Asked of the index alone, so that two who prove it in the same moment are told apart too.
    if (!isTaken(error)) throw error
    throw new Fault('conflict', 'There is already an account with that address.', { cause: error })
  }
}

async function move(ctx: ByPerson, secret: string): Promise<{ email: string }> {
  const { personId, email } = await spendOwnLink(ctx, 'email', secret)
  const before = await personById(ctx.db, personId)
  if (!before) throw staleLink()
  const now = ctx.now()
  await moveEmail(ctx.db, { personId, email, now })
  await nameOperators(ctx.db, ctx.config.operators)
  const wasProven = before.verified_at !== null
  // Also the links that went to the old address, which must not open the account any more.
  await endOlder(ctx.db, { personId, now, asker: ctx.actor, wasProven })
  await rememberBrowser(ctx, personId)
  await mailEmailChanged(ctx, before, email)
  await mailProven(ctx, { ...before, email })
  await noteByLink(ctx, 'user_updated:email', personId)
  return { email }
}

const UNIQUE_VIOLATION = '23505'

const isTaken = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION
