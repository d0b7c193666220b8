import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { deleteSession } from './session.queries.ts'

/** Signs one browser out, wherever it is. */
export function endSignIn(ctx: ByPerson, sessionId: string): Promise<{ ok: true }> {
  return inTx(ctx, async ctx => {
    const ended = await deleteSession(ctx.db, ctx.actor.personId, sessionId)
    if (!ended) throw new Fault('not_found', 'You are not signed in there.')
    const detail = { sessions: 1, keys: 0 }
    await writeAudit(ctx, { action: 'authn_token_revoked:sessions', detail })
    return { ok: true }
  })
}
