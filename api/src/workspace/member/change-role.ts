import type { ChangeRole } from '../../../contract/index.ts'
import { reaches } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { deleteInvitationsBy } from '../invitation/invitation.queries.ts'
import { updateRole } from './member.queries.ts'
import { whyNotChange } from './member.rules.ts'
import { keepOwner, withMember } from './with-member.ts'

/** Gives a member another role. It counts from their next request on, with whatever they hold. */
export function changeRole(ctx: ByPerson, { personId, role }: ChangeRole): Promise<{ ok: true }> {
  return withMember(ctx, personId, async (ctx, { asking, before }) => {
    const wrong = whyNotChange({ asking, before, after: role })
    if (wrong) throw new Fault('forbidden', wrong)
    await keepOwner(ctx, personId, { before, after: role })
    const { workspaceId } = ctx.actor
    await updateRole(ctx.db, { workspaceId, personId, role })
    // Whom they asked in on their last day is no longer theirs to ask in.
    if (!reaches(role, 'admin')) await deleteInvitationsBy(ctx.db, workspaceId, personId)
    const detail = { before, after: role }
    const line = { action: 'privilege_permissions_changed:role', detail } as const
    await writeAudit(ctx, { ...line, target: `person:${personId}` })
    return { ok: true }
  })
}
