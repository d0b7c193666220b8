import type { InvitationSeen, OwnWorkspace } from '../../../contract/index.ts'
import { InvitedRole } from '../../../contract/index.ts'
import { proveMailbox } from '../../account/proof/prove-mailbox.queries.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson, Context } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { sha256Hex } from '../../lib/id.ts'
import { inTx } from '../../lib/in-tx.ts'
import { addMember, listWorkspaces } from '../member/member.queries.ts'
import { asOwnWorkspace } from '../workspace.rules.ts'
import { invitationBySecret, spendInvitation } from './invitation.queries.ts'

/** What a mailed link invites to; it is not used up by looking. */
export async function lookAtInvitation(ctx: Context, secret: string): Promise<InvitationSeen> {
  const wanted = { secretHash: sha256Hex(secret), now: ctx.now() }
  const row = await invitationBySecret(ctx.db, wanted)
  if (!row) throw stale()
  return {
    workspace: row.workspace,
    invitedBy: row.inviter,
    email: row.email,
    role: InvitedRole.parse(row.role),
    expiresAt: row.expires_at.toISOString(),
    hasAccount: Boolean(row.has_account),
  }
}

/** Joins the workspace, for whoever is signed in with the address that was invited. */
export function acceptInvitation(ctx: ByPerson, secret: string): Promise<OwnWorkspace> {
  return inTx(ctx, async ctx => {
    const { personId, workspaceId: current } = ctx.actor
    const now = ctx.now()
    const spent = await spendInvitation(ctx.db, { secretHash: sha256Hex(secret), now })
    if (!spent) throw stale()
    // The link went to that address alone, so whoever holds it proves the address as well.
    const proving = { personId, email: spent.email, asker: ctx.actor }
    const person = await proveMailbox(ctx, proving)
    if (!person) {
      const detail = `This invitation is for ${spent.email}. Please sign in with that address.`
      throw new Fault('forbidden', detail)
    }
    const workspaceId = spent.workspace_id
    await addMember(ctx.db, { workspaceId, personId, role: InvitedRole.parse(spent.role) })
    const mine = await listWorkspaces(ctx.db, personId)
    const row = mine.find(row => row.workspace_id === workspaceId)
    if (!row) throw stale()
    const joined = asOwnWorkspace(row, current)
    const line = { action: 'user_created:member', target: `person:${personId}` } as const
    await writeAudit(ctx, { ...line, workspaceId, detail: { role: joined.role } })
    return joined
  })
}

/** A link that was used, withdrawn, is over, or never was: nobody learns which. */
const stale = () =>
  new Fault('not_found', 'This invitation is no longer good. Please ask for a new one.')
