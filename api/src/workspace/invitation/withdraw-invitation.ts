import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { deleteInvitation } from './invitation.queries.ts'

/** Takes an invitation back; the link that was mailed is good for nothing from now on. */
export function withdrawInvitation(ctx: ByPerson, invitationId: string): Promise<{ ok: true }> {
  return inTx(ctx, async ctx => {
    const gone = await deleteInvitation(ctx.db, ctx.actor.workspaceId, invitationId)
    if (!gone) throw new Fault('not_found', 'There is no such invitation.')
    const target = `invitation:${invitationId}`
    await writeAudit(ctx, { action: 'user_deleted:invitation', target })
    return { ok: true }
  })
}
