import type { ByPerson } from '../../context.ts'
import { inTx } from '../../lib/in-tx.ts'
import { noteByLink } from '../link/note-by-link.ts'
import { spendOwnLink, staleLink } from '../link/spend-mailed-link.ts'
import { proveMailbox } from '../proof/prove-mailbox.queries.ts'
import { rememberBrowser } from '../session/known-browser.ts'

/** Takes the link that was mailed at sign-up: the address is that of whoever is signed in. */
export function proveEmail(ctx: ByPerson, secret: string): Promise<{ email: string }> {
  return inTx(ctx, async ctx => {
    const link = await spendOwnLink(ctx, 'verify', secret)
    const person = await proveMailbox(ctx, { ...link, asker: ctx.actor })
    if (!person) throw staleLink()
    await rememberBrowser(ctx, link.personId)
    await noteByLink(ctx, 'user_updated:verified', link.personId)
    return { email: person.email }
  })
}
