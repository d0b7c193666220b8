import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { requireFeature } from '../plan/plan-gate.rules.ts'
import type { Voice } from './workspace.queries.ts'
import { updateVoice } from './workspace.queries.ts'

/** Saves the creator's own brand voice and prompt, where the plan has them. */
export async function saveVoice(ctx: ByPerson, voice: Voice) {
  requireFeature(ctx.actor.plan, 'ownPrompts')
  const saved = await updateVoice(ctx.db, ctx.actor.workspaceId, voice)
  if (!saved) throw new Fault('not_found')
  return saved
}
