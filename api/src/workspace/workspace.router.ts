import { z } from 'zod'
import {
  EnteredWorkspace,
  OwnWorkspace,
  PlanName,
  StorableText,
  UpdateWorkspace,
} from '../../contract/index.ts'
import { Fault } from '../lib/fault.ts'
import { byPerson, router, signedIn } from '../trpc.ts'
import { enterWorkspace } from './enter-workspace.ts'
import { invitationRouter } from './invitation/invitation.router.ts'
import { listWorkspaces } from './member/member.queries.ts'
import { memberRouter } from './member/member.router.ts'
import { saveVoice } from './save-voice.ts'
import { updateWorkspace } from './update-workspace.ts'
import { workspaceById } from './workspace.queries.ts'
import { asOwnWorkspace, asWorkspace } from './workspace.rules.ts'

const Words = StorableText.trim().max(4000).nullable().optional()

const Workspace = z.object({
  id: z.uuid(),
  name: z.string(),
  plan: PlanName,
  timeZone: z.string(),
  brandVoice: z.string().nullable(),
  prompt: z.string().nullable(),
  sharePreviews: z.boolean(),
})

export const workspaceRouter = router({
  get: signedIn('viewer', 'read')
    .output(Workspace)
    .query(async ({ ctx }) => {
      const row = await workspaceById(ctx.db, ctx.actor.workspaceId)
      if (!row) throw new Fault('unauthenticated')
      return asWorkspace(row)
    }),

  saveVoice: byPerson('editor')
    .input(z.object({ brandVoice: Words, prompt: Words }))
    .output(Workspace)
    .mutation(async ({ ctx, input }) => asWorkspace(await saveVoice(ctx, input))),

  update: byPerson('admin')
    .input(UpdateWorkspace)
    .output(Workspace)
    .mutation(async ({ ctx, input }) => asWorkspace(await updateWorkspace(ctx, input))),

  mine: byPerson('viewer')
    .output(z.array(OwnWorkspace))
    .query(async ({ ctx }) => {
      const rows = await listWorkspaces(ctx.db, ctx.actor.personId)
      return rows.map(row => asOwnWorkspace(row, ctx.actor.workspaceId))
    }),

  enter: byPerson('viewer')
    .input(z.object({ workspaceId: z.uuid() }))
    .output(EnteredWorkspace)
    .mutation(({ ctx, input }) => enterWorkspace(ctx, input.workspaceId)),

  member: memberRouter,
  invitation: invitationRouter,
})
