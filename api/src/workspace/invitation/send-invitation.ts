import { randomBytes } from 'node:crypto'
import type { Invite } from '../../../contract/index.ts'
import { INVITATION_DAYS, InvitedRole, Role, reaches } from '../../../contract/index.ts'
import { personById } from '../../account/account.queries.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { newId, sha256Hex } from '../../lib/id.ts'
import { inTx } from '../../lib/in-tx.ts'
import { MINUTE_MS } from '../../lib/time.ts'
import { enqueueMail } from '../../mail/mail.queries.ts'
import { holdMembers, roleOf } from '../member/member.queries.ts'
import { isMemberByEmail, openInvitation, upsertInvitation } from './invitation.queries.ts'

const DAY_MINUTES = 24 * 60
// A stranger's mailbox is not ours to fill, whichever workspaces ask.
const MAILS = {
  name: 'invitation-mails',
  points: 5,
  windowSeconds: 3600,
  by: 'address',
  whenStoreIsAway: 'refuse',
} as const

/** Invites somebody by a mailed link; a link that was mailed to them before is good no more. */
export async function sendInvitation(ctx: ByPerson, invite: Invite): Promise<{ id: string }> {
  const inviter = await personById(ctx.db, ctx.actor.personId)
  if (!inviter) throw new Fault('unauthenticated')
  if (inviter.verified_at === null) {
    throw new Fault('forbidden', 'Please confirm your own e-mail address first.')
  }
  await mayMail(ctx, invite.email)
  return inTx(ctx, async ctx => {
    const { workspaceId, personId } = ctx.actor
    // Held, so that whoever is being removed right now invites nobody behind it.
    const workspace = await holdMembers(ctx.db, workspaceId)
    const role = Role.safeParse(await roleOf(ctx.db, workspaceId, personId)).data
    if (!workspace || !role || !reaches(role, 'admin') || !reaches(role, invite.role)) {
      throw new Fault('forbidden', 'You can invite people up to your own role.')
    }
    if (await isMemberByEmail(ctx.db, workspaceId, invite.email)) {
      throw new Fault('conflict', 'They belong to this workspace already.')
    }
    return mailInvitation(ctx, invite, { inviter: inviter.name, workspace: workspace.name })
  })
}

/** Mails the link once more: a new one, good for as long again. */
export async function resendInvitation(ctx: ByPerson, invitationId: string) {
  const open = await openInvitation(ctx.db, ctx.actor.workspaceId, invitationId)
  if (!open) throw new Fault('not_found', 'There is no such invitation.')
  return sendInvitation(ctx, { email: open.email, role: InvitedRole.parse(open.role) })
}

interface Names {
  inviter: string
  workspace: string
}

async function mailInvitation(ctx: ByPerson, invite: Invite, { inviter, workspace }: Names) {
  const { workspaceId, personId } = ctx.actor
  const secret = randomBytes(32).toString('base64url')
  const minutes = INVITATION_DAYS * DAY_MINUTES
  const now = ctx.now()
  const { invitation_id } = await upsertInvitation(ctx.db, {
    ...{ workspaceId, invitationId: newId(), ...invite, secretHash: sha256Hex(secret) },
    ...{ invitedBy: personId, now, expiresAt: new Date(now.getTime() + minutes * MINUTE_MS) },
  })
  const { email: to, role } = invite
  const link = `${ctx.config.publicUrl}/invite#${secret}`
  await enqueueMail(ctx.db, ctx.vault, {
    ...{ personId: null, workspaceId, kind: 'invite', onceKey: newId(), to },
    data: { invitedBy: inviter, workspace, role, minutes, link },
  })
  const line = { action: 'user_created:invitation', detail: { role } } as const
  await writeAudit(ctx, { ...line, target: `invitation:${invitation_id}` })
  return { id: invitation_id }
}

async function mayMail(ctx: ByPerson, email: string): Promise<void> {
  const { isAllowed, resetSeconds } = await ctx.shared.limits.consume(MAILS, sha256Hex(email))
  if (isAllowed) return
  ctx.setHeader('Retry-After', String(resetSeconds))
  const detail = `They were sent several mails already. Please wait ${resetSeconds} seconds.`
  throw new Fault('rate_limited', detail, { retryAfterSeconds: resetSeconds })
}
