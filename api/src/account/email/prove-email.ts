import type { Context } from '../../context.ts'
import { inTx } from '../../lib/in-tx.ts'
import { verifyEmail } from '../account.queries.ts'
import { deleteLinks } from '../link/link.queries.ts'
import { noteByLink } from '../link/note-by-link.ts'
import { spendMailedLink, staleLink } from '../link/spend-mailed-link.ts'
import { nameOperators } from '../operators.queries.ts'

/** Takes the link that was mailed at sign-up: the address is the person's own. */
export function proveEmail(ctx: Context, secret: string): Promise<{ email: string }> {
  return inTx(ctx, async ctx => {
    const link = await spendMailedLink(ctx, 'verify', secret)
    const person = await verifyEmail(ctx.db, { ...link, now: ctx.now() })
    if (!person) throw staleLink()
    await nameOperators(ctx.db, ctx.config.operators)
    await deleteLinks(ctx.db, link.personId, ['verify'])
    await noteByLink(ctx, 'user_updated:verified', link.personId)
    return { email: person.email }
  })
}
