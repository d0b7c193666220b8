import { z } from 'zod'
import { ChangeRole, Member, Role } from '../../../contract/index.ts'
import { byPerson, router } from '../../trpc.ts'
import { changeRole } from './change-role.ts'
import { listMembers } from './member.queries.ts'
import { leaveWorkspace, removeMember } from './remove-member.ts'

const Ok = z.object({ ok: z.literal(true) })

export const memberRouter = router({
  list: byPerson('viewer')
    .output(z.array(Member))
    .query(async ({ ctx }) => {
      const { workspaceId, personId } = ctx.actor
      const members = await listMembers(ctx.db, workspaceId)
      return members.map(row => ({
        personId: row.person_id,
        name: row.name,
        email: row.email,
        role: Role.parse(row.role),
        joinedAt: row.created_at.toISOString(),
        hasSecondFactor: row.totp_confirmed_at !== null,
        isYou: row.person_id === personId,
      }))
    }),

  changeRole: byPerson('admin')
    .input(ChangeRole)
    .output(Ok)
    .mutation(({ ctx, input }) => changeRole(ctx, input)),

  remove: byPerson('admin')
    .input(z.object({ personId: z.uuid() }))
    .output(Ok)
    .mutation(({ ctx, input }) => removeMember(ctx, input.personId)),

  leave: byPerson('viewer')
    .output(z.object({ workspaceId: z.uuid() }))
    .mutation(({ ctx }) => leaveWorkspace(ctx)),
})
