import { PLANS, planAllowing } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import type { Voice } from './workspace.queries.ts'
import { updateVoice } from './workspace.queries.ts'

/** Saves the creator's own brand voice and prompt, where the plan has them. */
export async function saveVoice(ctx: ByPerson, voice: Voice) {
  if (!PLANS[ctx.actor.plan].hasOwnPrompts) throw notInPlan()
  const saved = await updateVoice(ctx.db, ctx.actor.workspaceId, voice)
  if (!saved) throw new Fault('not_found')
  return saved
}

function notInPlan(): Fault {
  const name = planAllowing(plan => plan.hasOwnPrompts)
  if (name === null || name === 'free') return new Fault('plan_limit')
  const detail = `Your own prompts come with the ${PLANS[name].title} plan.`
  return new Fault('plan_limit', detail, { allowedBy: name })
}
