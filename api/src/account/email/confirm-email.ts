import type { Context } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { moveEmail, personById } from '../account.queries.ts'
import { deleteLinks } from '../link/link.queries.ts'
import { mailEmailChanged } from '../link/mail-notice.ts'
import { spendMailedLink, staleLink } from '../link/spend-mailed-link.ts'

/** Takes the link that was mailed to the new address; the old one is told. */
export function confirmEmail(ctx: Context, secret: string): Promise<{ email: string }> {
  return inTx(ctx, async ctx => {
    const link = await spendMailedLink(ctx, 'email', secret)
    const before = await personById(ctx.db, link.personId)
    if (!before) throw staleLink()
    const after = await moveEmail(ctx.db, { ...link, now: ctx.now() })
    if (!after) throw new Fault('conflict', 'There is already an account with that address.')
    // A link that went to the old address must not open the account any more.
    await deleteLinks(ctx.db, link.personId, ['verify', 'reset', 'email'])
    await mailEmailChanged(ctx, before, after.email)
    return { email: after.email }
  })
}
