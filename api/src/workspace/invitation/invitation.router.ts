import { z } from 'zod'
import {
  Invitation,
  InvitationSeen,
  Invite,
  InvitedRole,
  LinkSecret,
  OwnWorkspace,
} from '../../../contract/index.ts'
import { anyone, byPerson, router } from '../../trpc.ts'
import { acceptInvitation, lookAtInvitation } from './accept-invitation.ts'
import { listInvitations } from './invitation.queries.ts'
import { resendInvitation, sendInvitation } from './send-invitation.ts'
import { withdrawInvitation } from './withdraw-invitation.ts'

const ById = z.object({ invitationId: z.uuid() })
const Sent = z.object({ id: z.uuid() })
const mails = { name: 'invitations', points: 50, windowSeconds: 3600, by: 'workspace' } as const
const guesses = { name: 'invitation-links', points: 30, windowSeconds: 300, by: 'address' } as const

export const invitationRouter = router({
  list: byPerson('admin')
    .output(z.array(Invitation))
    .query(async ({ ctx }) => {
      const rows = await listInvitations(ctx.db, ctx.actor.workspaceId)
      return rows.map(row => ({
        id: row.invitation_id,
        email: row.email,
        role: InvitedRole.parse(row.role),
        invitedBy: row.inviter,
        invitedAt: row.created_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        isExpired: row.expires_at.getTime() <= ctx.now().getTime(),
      }))
    }),

  send: byPerson('admin')
    .meta({ limit: mails })
    .input(Invite)
    .output(Sent)
    .mutation(({ ctx, input }) => sendInvitation(ctx, input)),

  resend: byPerson('admin')
    .meta({ limit: mails })
    .input(ById)
    .output(Sent)
    .mutation(({ ctx, input }) => resendInvitation(ctx, input.invitationId)),

  withdraw: byPerson('admin')
    .input(ById)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => withdrawInvitation(ctx, input.invitationId)),

  look: anyone
    .meta({ limit: { ...guesses, whenStoreIsAway: 'refuse' } })
    .input(LinkSecret)
    .output(InvitationSeen)
    .mutation(({ ctx, input }) => lookAtInvitation(ctx, input.secret)),

  accept: byPerson('viewer')
    .meta({ limit: { ...guesses, whenStoreIsAway: 'refuse' } })
    .input(LinkSecret)
    .output(OwnWorkspace)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input.secret)),
})
