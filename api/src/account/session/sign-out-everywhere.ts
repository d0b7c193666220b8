import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { inTx } from '../../lib/in-tx.ts'
import { blankSessionCookie } from '../sessions.ts'
import { deleteBrowsers } from './browser.queries.ts'
import { deleteKeysOf, deleteSessions } from './session.queries.ts'

/**
 * Ends every session and token of the person at once, this one too, with the keys that were made in
 * them; and those that a password made, when asked.
 */
export function signOutEverywhere(ctx: ByPerson, { withKeys }: { withKeys: boolean }) {
  const { personId, kind } = ctx.actor
  return inTx(ctx, async ctx => {
    const sessions = await deleteSessions(ctx.db, personId, { now: ctx.now() })
    await deleteBrowsers(ctx.db, personId)
    const keys = await deleteKeysOf(ctx.db, personId, withKeys ? 'all' : 'made signed in')
    if (kind === 'session') ctx.setHeader('Set-Cookie', blankSessionCookie(ctx))
    const detail = { sessions, keys }
    await writeAudit(ctx, { action: 'authn_token_revoked:sessions', detail })
    return detail
  })
}
