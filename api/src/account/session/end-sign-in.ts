import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { deleteKeysOf, deleteSession } from './session.queries.ts'

/** Signs one browser out, wherever it is; the keys that were made in it stop. */
export function endSignIn(ctx: ByPerson, sessionId: string): Promise<{ ok: true }> {
  return inTx(ctx, async ctx => {
    const ended = await deleteSession(ctx.db, ctx.actor.personId, sessionId)
    if (!ended) throw new Fault('not_found', 'You are not signed in there.')
    const { personId } = ctx.actor
    const keys = await deleteKeysOf(ctx.db, personId, { madeIn: ended.session_hash })
    const detail = { sessions: 1, keys }
    await writeAudit(ctx, { action: 'authn_token_revoked:sessions', detail })
    return { ok: true }
  })
}
