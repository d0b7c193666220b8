import { z } from 'zod'
import { PlanName, StorableText } from '../../contract/index.ts'
import { Fault } from '../lib/fault.ts'
import { byPerson, router, signedIn } from '../trpc.ts'
import { saveVoice } from './save-voice.ts'
import { workspaceById } from './workspace.queries.ts'
import { asWorkspace } from './workspace.rules.ts'

const Words = StorableText.trim().max(4000).nullable().optional()

const Workspace = z.object({
  id: z.uuid(),
  name: z.string(),
  plan: PlanName,
  timeZone: z.string(),
  brandVoice: z.string().nullable(),
  prompt: z.string().nullable(),
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
})
